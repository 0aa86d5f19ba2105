import type { Footprint } from '../../contacts/footprint.ts';
import type { Scope } from '../../platform/scope.ts';
import { questionIn } from './answers.ts';
import { answersDb } from './tables.ts';

const answersOf = (scope: Scope, contactId: string) =>
  answersDb(scope).selectFrom('answers').selectAll().where('contactId', '=', contactId).orderBy('answeredAt').execute();

/** What someone answered to the questions of letters; forgotten with them. */
export const answerFootprint: Footprint = {
  tables: ['answers'],

  async copyFor(scope, contactId) {
    const answers = await answersOf(scope, contactId);
    const copies = answers.map(async ({ campaignId, questionId, answer, answeredAt }) => {
      const question = await questionIn(scope, campaignId, questionId);
      return { Question: question?.question ?? '', Réponse: question?.answers[answer]?.label ?? '', Le: answeredAt };
    });
    return { 'Réponses aux questions des lettres': await Promise.all(copies) };
  },

  /** Of two answers to one question, the one of the record kept stands. */
  async hand(scope, fromId, toId) {
    const theirs = new Set((await answersOf(scope, toId)).map(({ campaignId, questionId }) => `${campaignId} ${questionId}`));
    for (const { campaignId, questionId } of await answersOf(scope, fromId))
      if (!theirs.has(`${campaignId} ${questionId}`))
        await answersDb(scope)
          .updateTable('answers')
          .set({ contactId: toId })
          .where('contactId', '=', fromId)
          .where('campaignId', '=', campaignId)
          .where('questionId', '=', questionId)
          .execute();
    await this.forget(scope, fromId);
  },

  async forget(scope, contactId) {
    await answersDb(scope).deleteFrom('answers').where('contactId', '=', contactId).execute();
  },
};
