import type { Footprint } from '../../contacts/footprint.ts';
import { dayInWords } from '../../platform/time.ts';
import { signUpsDb } from './tables.ts';

/** What is kept of a child's age: that they said to be under 15, and when. */
export const signUpFootprint: Footprint = {
  tables: ['declared_minors'],

  async copyFor(scope, contactId) {
    const said = await signUpsDb(scope)
      .selectFrom('declaredMinors')
      .select('declaredAt')
      .where('contactId', '=', contactId)
      .execute();
    return { 'Âge déclaré': said.map(({ declaredAt }) => ({ Âge: 'moins de 15 ans', Le: dayInWords(declaredAt) })) };
  },

  async hand(scope, fromId, toId) {
    const db = signUpsDb(scope);
    const said = await db.selectFrom('declaredMinors').select('declaredAt').where('contactId', '=', fromId).execute();
    if (said.length > 0)
      await db
        .insertInto('declaredMinors')
        .values(said.map(({ declaredAt }) => ({ contactId: toId, declaredAt })))
        .onConflict((known) => known.constraint('declared_minors_pkey').doNothing())
        .execute();
    await this.forget(scope, fromId);
  },

  async forget(scope, contactId) {
    await signUpsDb(scope).deleteFrom('declaredMinors').where('contactId', '=', contactId).execute();
  },
};
