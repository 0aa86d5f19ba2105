import { z } from 'zod';
import { noteConcern } from '../contacts/lexicon/contract.ts';
import { blankable, endpoint, id, instant, pageOf, paging } from '../platform/contract.ts';
import { reminderDraft } from './reminders/contract.ts';

/** What can happen between any town hall and a contact. */
export const builtInKind = z.enum([
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
export type BuiltInKind = z.infer<typeof builtInKind>;

/** One of these, or the id of a kind of the mairie's own. */
export const interactionKind = z.union([builtInKind, id]);
export type InteractionKind = z.infer<typeof interactionKind>;

/** What came to people from the town hall, and was not refused on the way. */
export const reachingKinds: readonly InteractionKind[] = ['letter_received'];

/** Active or passive: the person acted, or something reached them. */
export const initiative = z.enum(['contact', 'town_hall']);
export type Initiative = z.infer<typeof initiative>;

/** What an agent may write down; the other kinds are told by the modules they happen in. */
export const notedKind = builtInKind.extract(['note', 'call', 'visit', 'meeting']);
export type NotedKind = z.infer<typeof notedKind>;

export const interaction = z.object({
  id,
  kind: interactionKind,
  /** Of a kind of the mairie's own, as it is called today; else ''. */
  kindLabel: z.string(),
  kindIcon: z.string(),
  initiative,
  happenedAt: instant,
  theme: z.object({ id, name: z.string() }).nullable(),
  subjectKind: z.string(),
  subjectId: id.nullable(),
  subjectLabel: z.string(),
  note: z.string(),
  actorName: z.string(),
});
export type Interaction = z.infer<typeof interaction>;

export const newNote = z.object({
  kind: z.union([notedKind, id]).default('note'),
  note: z.string().trim().min(1, 'Écrivez ce qui s’est dit.').max(5000),
  happenedAt: instant.optional(),
  themeId: blankable(id),
  /** What is to be done next, and by whom. */
  reminder: reminderDraft.nullable().default(null),
});
export type NewNote = z.output<typeof newNote>;

/** How often the contact acted, and how often something reached them. */
const tally = z.object({
  contact: z.number().int(),
  townHall: z.number().int(),
  kinds: z.array(z.object({ kind: interactionKind, label: z.string(), count: z.number().int() })),
});

/** A note that may say what a record should not, for the data-protection officer to read again (trust P-25). */
export const noteToReread = z.object({
  id,
  contact: z.object({ id, firstName: z.string(), lastName: z.string() }),
  note: z.string(),
  concerns: z.array(noteConcern),
  actorName: z.string(),
  recordedAt: instant,
});
export type NoteToReread = z.infer<typeof noteToReread>;

export const interactionsApi = {
  list: endpoint('GET /contacts/:contactId/interactions', {
    access: 'contacts.read',
    summary: 'Raconte l’historique d’un contact, du plus récent au plus ancien.',
    query: paging.extend({ initiative: initiative.optional(), kind: interactionKind.optional(), themeId: id.optional() }),
    reply: pageOf(interaction),
  }),
  tally: endpoint('GET /contacts/:contactId/interactions/tally', {
    access: 'contacts.read',
    summary: 'Compte ce qu’un contact a fait et ce qu’il a reçu.',
    reply: tally,
  }),
  note: endpoint('POST /contacts/:contactId/interactions', {
    access: 'contacts.write',
    summary: 'Note un échange avec un contact, et ce qui reste à faire.',
    /** The agent has read it again: a note that sounds sensitive is refused once, with the words to look at. */
    query: z.object({ isReread: z.stringbool().default(false) }),
    body: newNote,
    reply: interaction,
  }),
  toReread: endpoint('GET /notes-to-reread', {
    access: 'contacts.manage',
    summary: 'Liste les notes qui parlent peut-être de santé, d’opinions, ou jugent la personne.',
    query: paging,
    reply: pageOf(noteToReread),
  }),
};
