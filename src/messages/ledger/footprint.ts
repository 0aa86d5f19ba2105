import type { Footprint } from '../../contacts/footprint.ts';
import type { Scope } from '../../platform/scope.ts';
import { deliveryStateLabel } from './labels.ts';
import { ledgerDb } from './tables.ts';

const writtenTo = (scope: Scope, contactId: string) =>
  ledgerDb(scope).updateTable('deliveries').where('contactId', '=', contactId);

/** The ledger keeps its rows, so that its figures still add up: a person forgotten leaves them without a name or an address. */
export const ledgerFootprint: Footprint = {
  tables: ['deliveries'],

  async copyFor(scope, contactId) {
    const deliveries = await ledgerDb(scope)
      .selectFrom('deliveries')
      .select(['address', 'state', 'settledAt'])
      .where('contactId', '=', contactId)
      .orderBy('id')
      .execute();
    return {
      'Messages envoyés': deliveries.map(({ address, state, settledAt }) => ({
        À: address,
        Suite: deliveryStateLabel[state],
        Le: settledAt,
      })),
    };
  },

  async hand(scope, fromId, toId) {
    const alreadyTheirs = ledgerDb(scope)
      .selectFrom('deliveries as theirs')
      .select('theirs.campaignId')
      .where('theirs.contactId', '=', toId);
    await writtenTo(scope, fromId).set({ contactId: toId }).where('campaignId', 'not in', alreadyTheirs).execute();
    await this.forget(scope, fromId);
  },

  async forget(scope, contactId) {
    await writtenTo(scope, contactId)
      .set({ state: 'skipped', reason: 'erased', settledAt: scope.now, nextTryAt: null })
      .where('state', '=', 'waiting')
      .execute();
    await writtenTo(scope, contactId).set({ contactId: null, address: null }).execute();
  },
};
