import { recordInteraction } from '../../interactions/interactions.ts';
import type { BlockOf } from '../../messages/letter/contract.ts';
import { readContent } from '../../messages/letter/letter.ts';
import { readAnswerLink } from '../../messages/messages.ts';
import { announce } from '../../platform/live/announce.ts';
import { missing } from '../../platform/problem.ts';
import type { Entrance } from '../../platform/routes.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import { dayOf } from '../../platform/time.ts';
import type { Place } from '../../site/layout.tsx';
import { getPlace } from '../../townhalls/townhalls.ts';
import { answersDb } from './tables.ts';

/** What the page of a question may show: nothing of the person (trust M-15). */
export interface QuestionView {
  place: Place;
  question: string;
  answers: string[];
  /** The one whose link was followed. */
  chosen: number;
  /** The one given so far. */
  given: number | null;
  isClosed: boolean;
}

/** Undefined for a link that is none of ours, or of somebody no longer known: the same page says so. Opening it changes nothing. */
export const openQuestion = (entrance: Entrance, seal: Seal, token: string): Promise<QuestionView | undefined> =>
  follow(entrance, { seal, token });

/** The person confirms an answer; another one later takes its place, until the question is closed. */
export const answerQuestion = (
  entrance: Entrance,
  seal: Seal,
  { token, answer }: { token: string; answer: number | undefined },
): Promise<QuestionView | undefined> => follow(entrance, { seal, token, answer });

interface Followed {
  seal: Seal;
  token: string;
  answer?: number | undefined;
}

async function follow(entrance: Entrance, followed: Followed): Promise<QuestionView | undefined> {
  const link = readAnswerLink(followed.seal, followed.token);
  if (!link) return undefined;
  return entrance.transactAt(link.townHallId)(async (scope) => {
    const delivery = await answersDb(scope)
      .selectFrom('deliveries')
      .select(['campaignId', 'contactId'])
      .where('id', '=', link.deliveryId)
      .executeTakeFirst();
    if (!delivery?.contactId) return undefined;
    const { campaignId, contactId } = delivery;
    const question = await questionIn(scope, campaignId, link.questionId);
    if (!question) return undefined;
    const isClosed = await isClosedNow(scope, campaignId, question);
    const asked = { campaignId, contactId, question };
    if ('answer' in followed && !isClosed) await give(scope, asked, chosenBy(followed.answer ?? link.rank, question));
    return {
      place: await getPlace(scope),
      question: question.question,
      answers: question.answers.map(({ label }) => label),
      chosen: chosenBy(link.rank, question),
      given: await givenBy(scope, asked),
      isClosed,
    };
  });
}

type Question = BlockOf<'question'> & { campaignName: string };
interface Asked {
  campaignId: string;
  contactId: string;
  question: Question;
}

const chosenBy = (rank: number, { answers }: Question) => (rank >= 0 && rank < answers.length ? rank : 0);

/** A question of a letter, as it left. */
export async function questionIn(scope: Scope, campaignId: string, questionId: string): Promise<Question | undefined> {
  const campaign = await answersDb(scope)
    .selectFrom('campaigns')
    .select(['name', 'content'])
    .where('id', '=', campaignId)
    .executeTakeFirst();
  const block = campaign && readContent(campaign.content).blocks.find(({ id }) => id === questionId);
  return block?.kind === 'question' ? { ...block, campaignName: campaign?.name ?? '' } : undefined;
}

async function isClosedNow(scope: Scope, campaignId: string, { id, closesOn }: Question): Promise<boolean> {
  if (closesOn !== null && dayOf(scope.now) > closesOn) return true;
  const closure = await answersDb(scope)
    .selectFrom('questionClosures')
    .select('closedAt')
    .where('campaignId', '=', campaignId)
    .where('questionId', '=', id)
    .executeTakeFirst();
  return closure !== undefined;
}

const givenBy = async (scope: Scope, { campaignId, contactId, question }: Asked): Promise<number | null> => {
  const row = await answersDb(scope)
    .selectFrom('answers')
    .select('answer')
    .where('campaignId', '=', campaignId)
    .where('questionId', '=', question.id)
    .where('contactId', '=', contactId)
    .executeTakeFirst();
  return row?.answer ?? null;
};

/** Saying the same again changes nothing, and is not an event. */
async function give(scope: Scope, { campaignId, contactId, question }: Asked, answer: number): Promise<void> {
  const changed = await answersDb(scope)
    .insertInto('answers')
    .values({ campaignId, questionId: question.id, contactId, answer, answeredAt: scope.now, changedAt: scope.now })
    .onConflict((known) =>
      known
        .constraint('answers_pkey')
        .doUpdateSet((row) => ({ answer: row.ref('excluded.answer'), changedAt: row.ref('excluded.changedAt') }))
        .where('answers.answer', '!=', answer),
    )
    .returning('contactId')
    .execute();
  if (changed.length === 0) return;
  await recordInteraction(scope, {
    contactId,
    kind: 'answered',
    initiative: 'contact',
    subject: { kind: 'campaign', id: campaignId, label: question.campaignName },
    note: `${question.question} ${question.answers[answer]?.label ?? ''}`,
  });
  await announce(scope, 'campaign', campaignId);
}

/** From then on the page says what was answered, and takes no more. */
export async function closeQuestion(scope: Scope, campaignId: string, questionId: string): Promise<void> {
  if (!(await questionIn(scope, campaignId, questionId)))
    throw missing('question.missing', 'Cette question n’existe pas, ou n’existe plus.');
  await answersDb(scope)
    .insertInto('questionClosures')
    .values({ campaignId, questionId, closedAt: scope.now, closedBy: scope.actor.name })
    .onConflict((known) => known.constraint('question_closures_pkey').doNothing())
    .execute();
}

/** Under this many people, a figure could name someone (ui/README.md). */
export const SMALL_GROUP = 10;

/** What was answered to each question of a letter: a group of fewer than ten is not counted out loud. */
export async function questionResults(scope: Scope, campaignId: string, questions: readonly BlockOf<'question'>[]) {
  const counts = await answersDb(scope)
    .selectFrom('answers')
    .select(['questionId', 'answer', ({ fn }) => fn.countAll<number>().as('count')])
    .where('campaignId', '=', campaignId)
    .groupBy(['questionId', 'answer'])
    .execute();
  const results = questions.map(async (block) => {
    const own = counts.filter(({ questionId }) => questionId === block.id);
    const countOf = (rank: number) => own.find(({ answer }) => answer === rank)?.count ?? 0;
    return {
      questionId: block.id,
      question: block.question,
      total: own.reduce((sum, { count }) => sum + count, 0),
      isClosed: await isClosedNow(scope, campaignId, { ...block, campaignName: '' }),
      answers: block.answers.map(({ label }, rank) => ({ label, count: countOf(rank) < SMALL_GROUP ? null : countOf(rank) })),
    };
  });
  return Promise.all(results);
}

/** How many people answered, and when each first did. */
export const answerTimes = (scope: Scope, campaignId: string) =>
  answersDb(scope)
    .selectFrom('answers')
    .select(['contactId', ({ fn }) => fn.min('answeredAt').as('at')])
    .where('campaignId', '=', campaignId)
    .groupBy('contactId')
    .orderBy('at')
    .execute();
