import { z } from 'zod';
import { endpoint, id, instant } from '../../platform/contract.ts';
import { initiative } from '../contract.ts';

/** The drawings a kind may be given. */
export const kindIcon = z.enum([
  'message-2',
  'messages',
  'phone-call',
  'calendar-event',
  'users-group',
  'home',
  'mailbox',
  'key',
  'school',
  'heart',
  'star',
  'flag',
  'file-text',
  'list-check',
  'map-pin',
  'bell',
]);
export type KindIcon = z.infer<typeof kindIcon>;

/** A kind of exchange the mairie adds to those everyone has. */
export const ownKind = z.object({
  id,
  label: z.string(),
  /** Whether it is the person who acts, or something that reaches them: what engagement is read from. */
  initiative,
  icon: kindIcon,
  version: z.number().int(),
  archivedAt: instant.nullable(),
});
export type OwnKind = z.infer<typeof ownKind>;

export const kindDraft = z.object({
  label: z.string().trim().min(1, 'Écrivez le nom de cette sorte d’échange.').max(60),
  initiative,
  icon: kindIcon.default('message-2'),
});
export type KindDraft = z.output<typeof kindDraft>;

export const kindsApi = {
  list: endpoint('GET /interaction-kinds', {
    access: 'contacts.read',
    summary: 'Liste les sortes d’échanges propres à la mairie, archivées comprises.',
    reply: z.object({ items: z.array(ownKind) }),
  }),
  add: endpoint('POST /interaction-kinds', {
    access: 'contacts.manage',
    summary: 'Ajoute une sorte d’échange, et dit qui y prend l’initiative.',
    body: kindDraft,
    reply: ownKind,
  }),
  change: endpoint('PATCH /interaction-kinds/:kindId', {
    access: 'contacts.manage',
    summary: 'Change une sorte d’échange\u00a0; ce qui est déjà noté garde l’initiative d’alors.',
    body: kindDraft,
    reply: ownKind,
  }),
  order: endpoint('PUT /interaction-kinds/order', {
    access: 'contacts.manage',
    summary: 'Range les sortes d’échanges dans cet ordre.',
    body: z.object({ kindIds: z.array(id).max(200) }),
  }),
  archive: endpoint('POST /interaction-kinds/:kindId/archival', {
    access: 'contacts.manage',
    summary: 'Archive une sorte d’échange\u00a0: elle n’est plus proposée.',
    reply: ownKind,
  }),
  restore: endpoint('DELETE /interaction-kinds/:kindId/archival', {
    access: 'contacts.manage',
    summary: 'Propose de nouveau une sorte d’échange archivée.',
    reply: ownKind,
  }),
};
