import { z } from 'zod';
import { endpoint, id, instant } from '../../platform/contract.ts';
import { changedContacts, selection, tag, tagTone } from '../contract.ts';

const name = z.string().trim().min(1, 'Écrivez le nom de l’étiquette.').max(60);
export const tagDraft = z.object({ name, tone: tagTone.default('neutral') });
export type TagDraft = z.output<typeof tagDraft>;

/** A tag as the settings see it. */
export const countedTag = tag.extend({
  contactCount: z.number().int(),
  /** The tag that took its place. */
  mergedInto: id.nullable(),
  version: z.number().int(),
  archivedAt: instant.nullable(),
});
export type CountedTag = z.infer<typeof countedTag>;

export const tagsApi = {
  list: endpoint('GET /tags', {
    access: 'contacts.read',
    summary: 'Liste les étiquettes de la mairie, archivées comprises si on le demande.',
    query: z.object({ archived: z.stringbool().default(false) }),
    reply: z.array(countedTag),
  }),
  add: endpoint('POST /tags', {
    access: 'contacts.write',
    summary: 'Crée une étiquette.',
    body: tagDraft,
    reply: tag,
  }),
  change: endpoint('PATCH /tags/:tagId', {
    access: 'contacts.manage',
    summary: 'Renomme une étiquette, ou change sa couleur.',
    body: tagDraft,
    reply: countedTag,
  }),
  archive: endpoint('POST /tags/:tagId/archival', {
    access: 'contacts.manage',
    summary: 'Archive une étiquette\u00a0: elle disparaît des fiches, qui la retrouvent si on la restaure.',
    reply: countedTag,
  }),
  restore: endpoint('DELETE /tags/:tagId/archival', {
    access: 'contacts.manage',
    summary: 'Remet une étiquette archivée sur ses fiches.',
    reply: countedTag,
  }),
  merge: endpoint('POST /tags/:tagId/merger', {
    access: 'contacts.manage',
    summary: 'Fusionne une étiquette dans une autre, qui prend sa place sur les fiches.',
    body: z.object({ intoTagId: id }),
    reply: countedTag,
  }),
  separate: endpoint('DELETE /tags/:tagId/merger', {
    access: 'contacts.manage',
    summary: 'Défait une fusion\u00a0: chaque fiche retrouve les étiquettes qu’elle avait.',
    reply: countedTag,
  }),
  tag: endpoint('POST /tags/:tagId/contacts', {
    access: 'contacts.write',
    summary: 'Pose une étiquette sur des contacts.',
    body: selection,
    reply: changedContacts,
  }),
  untag: endpoint('POST /tags/:tagId/removals', {
    access: 'contacts.write',
    summary: 'Retire une étiquette à des contacts.',
    body: selection,
    reply: changedContacts,
  }),
};
