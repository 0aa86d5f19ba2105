import type { Footprint } from '../contacts/footprint.ts';
import { importsDb } from './tables.ts';

export const importsFootprint: Footprint = {
  tables: ['import_lines'],

  async copyFor(scope, contactId) {
    const lines = await importsDb(scope)
      .selectFrom('importLines')
      .innerJoin('importRuns', (join) => join.onRef('importRuns.id', '=', 'importLines.importRunId'))
      .select(['importRuns.fileName', 'importRuns.source', 'importRuns.createdAt', 'importLines.line'])
      .where('importLines.contactId', '=', contactId)
      .orderBy('importRuns.createdAt')
      .orderBy('importLines.line')
      .execute();
    return { Imports: lines.map((one) => ({ Fichier: one.fileName, Origine: one.source, Ligne: one.line, Le: one.createdAt })) };
  },

  async hand(scope, fromId, toId) {
    await importsDb(scope).updateTable('importLines').set({ contactId: toId }).where('contactId', '=', fromId).execute();
  },

  async forget(scope, contactId) {
    await importsDb(scope).deleteFrom('importLines').where('contactId', '=', contactId).execute();
  },
};
