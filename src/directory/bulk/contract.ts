import { z } from 'zod';
import { contactKind } from '../../contacts/contract.ts';
import { endpoint, id, instant, pageOf, paging } from '../../platform/contract.ts';
import { rule } from '../../segments/rules/contract.ts';

/** Lines ticked one by one, or all those of a list save some: they are found again when the act begins. */
export const selection = z.discriminatedUnion('by', [
  z.object({ by: z.literal('ids'), contactIds: z.array(id).min(1).max(5000) }),
  z.object({
    by: z.literal('list'),
    rule: rule.optional(),
    search: z.string().trim().max(200).optional(),
    spelling: z.enum(['exact', 'close']).default('exact'),
    archived: z.boolean().default(false),
    kind: contactKind.optional(),
    except: z.array(id).max(5000).default([]),
    /** How many the agent saw: another number, and nothing is done. */
    count: z.number().int().min(1),
  }),
]);
export type Selection = z.output<typeof selection>;

const act = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tag'), tagId: id }),
  z.object({ kind: z.literal('untag'), tagId: id }),
  z.object({ kind: z.literal('add_to_list'), listId: id }),
  z.object({ kind: z.literal('remove_from_list'), listId: id }),
  z.object({ kind: z.literal('archive') }),
  z.object({ kind: z.literal('restore') }),
]);
export type Act = z.output<typeof act>;
export type ActKind = Act['kind'];

export const bulkActState = z.enum(['running', 'done', 'cancelled', 'undoing', 'undone']);
export type BulkActState = z.infer<typeof bulkActState>;

export const bulkAct = z.object({
  id,
  kind: z.string(),
  /** What was done, as it was named then. */
  label: z.string(),
  state: bulkActState,
  contactCount: z.number().int(),
  /** Those whom it really changed. */
  changedCount: z.number().int(),
  /** Once undone: those left as they are, for somebody has changed them since. */
  keptCount: z.number().int(),
  actorName: z.string(),
  createdAt: instant,
  undoneAt: instant.nullable(),
  canUndo: z.boolean(),
});
export type BulkAct = z.output<typeof bulkAct>;

export const newBulkAct = z.object({ act, selection });
export type NewBulkAct = z.output<typeof newBulkAct>;

export const bulkApi = {
  begin: endpoint('POST /bulk-acts', {
    access: 'contacts.write',
    summary: 'Agit sur plusieurs contacts à la fois\u00a0; sur beaucoup, en tâche de fond.',
    body: newBulkAct,
    reply: bulkAct,
  }),
  list: endpoint('GET /bulk-acts', {
    access: 'contacts.read',
    summary: 'Le journal des actions groupées des trente derniers jours.',
    query: paging,
    reply: pageOf(bulkAct),
  }),
  show: endpoint('GET /bulk-acts/:bulkActId', {
    access: 'contacts.read',
    summary: 'Une action groupée, et ce qu’elle a changé.',
    reply: bulkAct,
  }),
  undo: endpoint('POST /bulk-acts/:bulkActId/undo', {
    access: 'contacts.write',
    summary: 'Annule une action groupée\u00a0: chaque contact redevient ce qu’il était, sauf ce qui a changé depuis.',
    reply: bulkAct,
  }),
};
