import type { Footprint } from '../contacts/footprint.ts';
import { newId } from '../platform/ids.ts';
import { dayInWords } from '../platform/time.ts';
import { listConsentProofs } from './consents.ts';
import { answerLabel, channelLabel, consentMethodLabel } from './labels.ts';
import { standingProofs } from './proofs.ts';
import { consentsDb } from './tables.ts';

/** Answers go with the person; their proofs can only be added to, and outlive the record (RGPD art. 7(1)). */
export const consentFootprint: Footprint = {
  tables: ['consents'],

  async copyFor(scope, contactId) {
    const proofs = await listConsentProofs(scope, contactId);
    return {
      'Accords et refus': proofs.map((proof) => ({
        Messages: proof.purposeName,
        Canal: channelLabel[proof.channel],
        Réponse: `${answerLabel(proof.legalBasis, proof.answer)}, ${consentMethodLabel[proof.method]}`,
        Date: dayInWords(proof.happenedAt),
        'Texte montré': proof.wording,
      })),
    };
  },

  async hand(scope, fromId, toId) {
    const db = consentsDb(scope);
    const mine = await db
      .selectFrom('consents')
      .select(['purposeId', 'channel', 'answer', 'since'])
      .where('contactId', '=', fromId)
      .execute();
    const proofs = await standingProofs(scope, fromId);
    if (mine.length > 0)
      await db
        .insertInto('consents')
        .values(mine.map((answer) => ({ ...answer, contactId: toId })))
        .onConflict((known) =>
          known
            .constraint('consents_pkey')
            .doUpdateSet((row) => ({ answer: row.ref('excluded.answer'), since: row.ref('excluded.since') }))
            .whereRef('excluded.since', '>=', 'consents.since'),
        )
        .execute();
    if (proofs.length > 0)
      await db
        .insertInto('consentProofs')
        .values(proofs.map((proof) => ({ ...proof, id: newId(), contactId: toId })))
        .execute();
    await this.forget(scope, fromId);
  },

  async forget(scope, contactId) {
    await consentsDb(scope).deleteFrom('consents').where('contactId', '=', contactId).execute();
  },
};
