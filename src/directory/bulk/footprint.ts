import type { Footprint } from '../../contacts/footprint.ts';
import { dayInWords } from '../../platform/time.ts';
import { bulkDb } from './tables.ts';

export const bulkFootprint: Footprint = {
  tables: ['bulk_act_contacts'],

  async copyFor(scope, contactId) {
    const acts = await bulkDb(scope)
      .selectFrom('bulkActContacts')
      .innerJoin('bulkActs', 'bulkActs.id', 'bulkActContacts.bulkActId')
      .select(['label', 'createdAt', 'actorName'])
      .where('contactId', '=', contactId)
      .where('outcome', 'in', ['changed', 'kept'])
      .orderBy('createdAt')
      .execute();
    return {
      'Actions groupées': acts.map(({ label, createdAt, actorName }) => `${label}, le ${dayInWords(createdAt)}, ${actorName}`),
    };
  },

  async hand(scope, fromId, toId) {
    const theirs = bulkDb(scope).selectFrom('bulkActContacts').select('bulkActId').where('contactId', '=', toId);
    await bulkDb(scope)
      .updateTable('bulkActContacts')
      .set({ contactId: toId })
      .where('contactId', '=', fromId)
      .where('bulkActId', 'not in', theirs)
      .execute();
    await this.forget(scope, fromId);
  },

  async forget(scope, contactId) {
    await bulkDb(scope).deleteFrom('bulkActContacts').where('contactId', '=', contactId).execute();
  },
};
