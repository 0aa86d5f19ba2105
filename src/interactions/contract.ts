import { z } from 'zod';
import { endpoint, id, instant, pageOf, paging } from '../platform/contract.ts';

/** What can happen between a town hall and a contact. */
export const interactionKind = z.enum([
  'note',
  'call',
  'visit',
  'meeting',
  'imported',
  'letter_received',
  'letter_refused',
  'answered',
  'opted_out',
  'consent_given',
  'consent_refused',
]);
export type InteractionKind = z.infer<typeof interactionKind>;

/** What came to people from the town hall, and was not refused on the way. */
export const reachingKinds: readonly InteractionKind[] = ['letter_received'];

/** Active or passive: the person acted, or something reached them. */
export const initiative = z.enum(['contact', 'town_hall']);
export type Initiative = z.infer<typeof initiative>;

/** What an agent may write down; the other kinds are told by the modules they happen in. */
export const notedKind = interactionKind.extract(['note', 'call', 'visit', 'meeting']);
export type NotedKind = z.infer<typeof notedKind>;

export const interaction = z.object({
  id,
  kind: interactionKind,
  initiative,
  happenedAt: instant,
  subjectKind: z.string(),
  subjectId: id.nullable(),
  subjectLabel: z.string(),
  note: z.string(),
  actorName: z.string(),
});
export type Interaction = z.infer<typeof interaction>;

export const newNote = z.object({
  kind: notedKind.default('note'),
  note: z.string().trim().min(1, 'Écrivez ce qui s’est dit.').max(5000),
  happenedAt: instant.optional(),
});
export type NewNote = z.output<typeof newNote>;

/** How often the contact acted, and how often something reached them. */
const tally = z.object({ contact: z.number().int(), townHall: z.number().int() });

export const interactionsApi = {
  list: endpoint('GET /contacts/:contactId/interactions', {
    access: 'contacts.read',
    summary: 'Raconte l’historique d’un contact, du plus récent au plus ancien.',
    query: paging.extend({ initiative: initiative.optional() }),
    reply: pageOf(interaction),
  }),
  tally: endpoint('GET /contacts/:contactId/interactions/tally', {
    access: 'contacts.read',
    summary: 'Compte ce qu’un contact a fait et ce qu’il a reçu.',
    reply: tally,
  }),
  note: endpoint('POST /contacts/:contactId/interactions', {
    access: 'contacts.write',
    summary: 'Note un échange avec un contact.',
    body: newNote,
    reply: interaction,
  }),
};
