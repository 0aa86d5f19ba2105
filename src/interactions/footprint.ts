import { sql } from 'kysely';
import type { Footprint } from '../contacts/footprint.ts';
import { forgetFacets, handFacets } from './facets.ts';
import { sentenceOf } from './labels.ts';
import { listRemindersOf } from './reminders/reminders.ts';
import { interactionsDb } from './tables.ts';

export const interactionsFootprint: Footprint = {
  tables: ['interactions', 'interaction_facets', 'reminders'],

  async copyFor(scope, contactId) {
    const told = await interactionsDb(scope)
      .selectFrom('interactions')
      .leftJoin('interactionKinds', (join) => join.on(sql<boolean>`interaction_kinds.id::text = interactions.kind`))
      .leftJoin('themes', (join) => join.onRef('themes.id', '=', 'interactions.themeId'))
      .selectAll('interactions')
      .select(['interactionKinds.label', 'themes.name as theme'])
      .where('contactId', '=', contactId)
      .orderBy('happenedAt')
      .execute();
    const reminders = await listRemindersOf(scope, contactId);
    return {
      Historique: told.map((one) => ({
        Le: one.happenedAt,
        Échange: sentenceOf({ ...one, kindLabel: one.label ?? '' }),
        Thématique: one.theme ?? '',
        Note: one.note,
        Par: one.actorName,
      })),
      Rappels: reminders.map(({ text, dueOn, createdBy, doneAt }) => ({
        'À faire': text,
        Pour: dueOn,
        Par: createdBy,
        Fait: doneAt ?? 'non',
      })),
    };
  },

  async hand(scope, fromId, toId) {
    await interactionsDb(scope).updateTable('interactions').set({ contactId: toId }).where('contactId', '=', fromId).execute();
    await interactionsDb(scope).updateTable('reminders').set({ contactId: toId }).where('contactId', '=', fromId).execute();
    await handFacets(scope, fromId, toId);
  },

  async forget(scope, contactId) {
    await interactionsDb(scope).deleteFrom('interactions').where('contactId', '=', contactId).execute();
    await interactionsDb(scope).deleteFrom('reminders').where('contactId', '=', contactId).execute();
    await forgetFacets(scope, contactId);
  },
};
