import type { Footprint } from '../../contacts/footprint.ts';
import { dayInWords } from '../../platform/time.ts';
import { preferencesDb } from './tables.ts';

/** An address somebody asked to be written to at, for the day it may be confirmed. */
export const preferenceFootprint: Footprint = {
  tables: ['email_changes'],

  async copyFor(scope, contactId) {
    const asked = await preferencesDb(scope).selectFrom('emailChanges').selectAll().where('contactId', '=', contactId).execute();
    return { 'Changements d’adresse demandés': asked.map(({ email, askedAt }) => ({ Vers: email, Le: dayInWords(askedAt) })) };
  },

  async hand(scope, fromId, toId) {
    await preferencesDb(scope).updateTable('emailChanges').set({ contactId: toId }).where('contactId', '=', fromId).execute();
  },

  async forget(scope, contactId) {
    await preferencesDb(scope).deleteFrom('emailChanges').where('contactId', '=', contactId).execute();
  },
};
