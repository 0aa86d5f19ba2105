import { z } from 'zod';
import { endpoint, id } from '../../platform/contract.ts';
import { rule } from '../../segments/rules/contract.ts';
import { columnId, sortedBy } from '../contract.ts';

/** Which list the view is of: everyone, or structures alone. */
export const listed = z.enum(['contacts', 'organizations']);
export type Listed = z.infer<typeof listed>;

/** The view everyone has before making any. */
export const ALL = 'all';
const viewKey = z.union([z.literal(ALL), id]);

const columns = z.array(columnId).min(1).max(60);

/** What a view keeps: whom it shows, and how. */
const kept = {
  name: z.string().trim().min(1, 'Donnez un nom à cette vue.').max(60),
  rule,
  search: z.string().trim().max(200).default(''),
  columns,
  sort: sortedBy,
};

export const newView = z.object({ list: listed, ...kept });
export type NewView = z.output<typeof newView>;

export const viewChange = z.object(kept);
export type ViewChange = z.output<typeof viewChange>;

export const savedView = z.object({
  id,
  list: listed,
  ...kept,
  search: z.string(),
  ownerName: z.string(),
  isMine: z.boolean(),
  isShared: z.boolean(),
  version: z.number().int(),
});
export type SavedView = z.output<typeof savedView>;

/** How one prefers to see a view; null: as the view itself says. */
const viewLook = z.object({ view: viewKey, columns: columns.nullable(), sort: sortedBy.nullable() });
export type ViewLook = z.output<typeof viewLook>;

const views = z.object({
  /** Those shared with the team first, then one's own. */
  items: z.array(savedView),
  looks: z.array(viewLook),
  /** The view looked at last. */
  last: viewKey.nullable(),
});
export type Views = z.output<typeof views>;

export const viewsApi = {
  list: endpoint('GET /saved-views', {
    access: 'contacts.read',
    summary: 'Donne ses vues enregistrées et celles que l’équipe partage.',
    query: z.object({ list: listed.default('contacts') }),
    reply: views,
  }),
  add: endpoint('POST /saved-views', {
    access: 'contacts.read',
    summary: 'Enregistre une vue, pour soi.',
    body: newView,
    reply: savedView,
  }),
  change: endpoint('PATCH /saved-views/:savedViewId', {
    access: 'contacts.read',
    summary: 'Change une de ses vues.',
    body: viewChange,
    reply: savedView,
  }),
  share: endpoint('PUT /saved-views/:savedViewId/sharing', {
    access: 'contacts.read',
    summary: 'Partage une de ses vues avec l’équipe.',
    reply: savedView,
  }),
  unshare: endpoint('DELETE /saved-views/:savedViewId/sharing', {
    access: 'contacts.read',
    summary: 'Garde pour soi une vue que l’on partageait.',
    reply: savedView,
  }),
  archive: endpoint('DELETE /saved-views/:savedViewId', {
    access: 'contacts.read',
    summary: 'Supprime une de ses vues.',
    reply: savedView,
  }),
  restore: endpoint('POST /saved-views/:savedViewId/restorations', {
    access: 'contacts.read',
    summary: 'Remet une vue que l’on vient de supprimer.',
    reply: savedView,
  }),
  order: endpoint('PUT /saved-views/order', {
    access: 'contacts.read',
    summary: 'Range ses vues dans cet ordre.',
    body: z.object({ viewIds: z.array(id).max(200) }),
  }),
  look: endpoint('PUT /view-looks', {
    access: 'contacts.read',
    summary: 'Retient comment on regarde une vue, et que c’est la dernière ouverte.',
    body: viewLook.extend({ list: listed }),
  }),
};
