import type { Footprint } from '../contacts/footprint.ts';
import { forgetFacets, handFacets } from './facets.ts';
import { sentenceOf } from './labels.ts';
import { interactionsDb } from './tables.ts';

export const interactionsFootprint: Footprint = {
  tables: ['interactions', 'interaction_facets'],

  async copyFor(scope, contactId) {
    const told = await interactionsDb(scope)
      .selectFrom('interactions')
      .selectAll()
      .where('contactId', '=', contactId)
      .orderBy('happenedAt')
      .execute();
    return {
      Historique: told.map((one) => ({ Le: one.happenedAt, Échange: sentenceOf(one), Note: one.note, Par: one.actorName })),
    };
  },

  async hand(scope, fromId, toId) {
    await interactionsDb(scope).updateTable('interactions').set({ contactId: toId }).where('contactId', '=', fromId).execute();
    await handFacets(scope, fromId, toId);
  },

  async forget(scope, contactId) {
    await interactionsDb(scope).deleteFrom('interactions').where('contactId', '=', contactId).execute();
    await forgetFacets(scope, contactId);
  },
};
