import type { ExpressionBuilder } from 'kysely';
import type { Footprint } from '../contacts/footprint.ts';
import { lineOf } from './run/places.ts';
import { type ImportTables, importsDb } from './tables.ts';

/** The record it added, or the one it was about already. */
const speaksOf = (contactId: string) => (eb: ExpressionBuilder<ImportTables, 'importLines'>) =>
  eb.or([
    eb('importLines.contactId', '=', contactId),
    eb.and([eb('importLines.contactId', 'is', null), eb('importLines.subjectId', '=', contactId)]),
  ]);

export const importsFootprint: Footprint = {
  tables: ['import_lines'],

  async copyFor(scope, contactId) {
    const lines = await importsDb(scope)
      .selectFrom('importLines')
      .innerJoin('importRuns', (join) => join.onRef('importRuns.id', '=', 'importLines.importRunId'))
      .select(['importRuns.fileName', 'importRuns.source', 'importRuns.createdAt', 'importLines.place'])
      .where(speaksOf(contactId))
      .orderBy('importRuns.createdAt')
      .orderBy('importLines.place')
      .execute();
    return {
      Imports: lines.map((one) => ({ Fichier: one.fileName, Origine: one.source, Ligne: lineOf(one.place), Le: one.createdAt })),
    };
  },

  async hand(scope, fromId, toId) {
    await importsDb(scope).updateTable('importLines').set({ contactId: toId }).where(speaksOf(fromId)).execute();
    await importsDb(scope).updateTable('importLines').set({ resemblesId: toId }).where('resemblesId', '=', fromId).execute();
  },

  async forget(scope, contactId) {
    await importsDb(scope).deleteFrom('importLines').where(speaksOf(contactId)).execute();
    await importsDb(scope)
      .updateTable('importLines')
      .set({ resemblesId: null, resemblance: null })
      .where('resemblesId', '=', contactId)
      .execute();
  },
};
