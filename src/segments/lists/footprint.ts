import { sql } from 'kysely';
import type { Footprint } from '../../contacts/footprint.ts';
import { dayInWords } from '../../platform/time.ts';
import { segmentsDb } from '../tables.ts';

export const listsFootprint: Footprint = {
  tables: ['list_members'],

  async copyFor(scope, contactId) {
    const lists = await segmentsDb(scope)
      .selectFrom('listMembers')
      .innerJoin('segments', 'segments.id', 'listMembers.segmentId')
      .select(['segments.name', 'addedAt', 'addedBy'])
      .where('contactId', '=', contactId)
      .orderBy(sql`folded(segments.name)`)
      .execute();
    return { Listes: lists.map(({ name, addedAt, addedBy }) => `${name}, depuis le ${dayInWords(addedAt)}, ${addedBy}`) };
  },

  async hand(scope, fromId, toId) {
    const theirs = segmentsDb(scope).selectFrom('listMembers').select('segmentId').where('contactId', '=', toId);
    await segmentsDb(scope)
      .updateTable('listMembers')
      .set({ contactId: toId })
      .where('contactId', '=', fromId)
      .where('segmentId', 'not in', theirs)
      .execute();
    await this.forget(scope, fromId);
  },

  async forget(scope, contactId) {
    await segmentsDb(scope).deleteFrom('listMembers').where('contactId', '=', contactId).execute();
  },
};
