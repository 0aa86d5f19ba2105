import { type RawBuilder, sql } from 'kysely';
import { getContact } from '../contacts/contacts.ts';
import { type Asker, ofSome } from '../contacts/tables.ts';
import { type NewInteraction, recordInteraction, recordInteractions } from '../interactions/interactions.ts';
import { newId } from '../platform/ids.ts';
import { conflict, invalid, missing, when } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { folded } from '../platform/text.ts';
import { dayOf, noonOf } from '../platform/time.ts';
import { getTownHall } from '../townhalls/townhalls.ts';
import type {
  Channel,
  ConsentAnswer,
  ConsentProof,
  ConsentRow,
  LeftOut,
  NewPurpose,
  Purpose,
  WitnessedAnswer,
} from './contract.ts';
import { channel as channels, newPurpose } from './contract.ts';
import { defaultPurposes } from './default-purposes.ts';
import { barrier, type Way } from './gate.ts';
import { byChannelLabel, consentMethodLabel } from './labels.ts';
import { type NoticedPurpose, originNotice } from './notice.tsx';
import { annulProofs, type GivenAnswer, keepProofs, proofsOf, standingAnswer } from './proofs.ts';
import { liftSuppressions } from './suppressions/suppressions.ts';
import { type ConsentTables, consentsDb } from './tables.ts';

/**
 * Why a contact may not be reached for a purpose by a channel, null when nothing stands in the way: one expression over the
 * `contacts` of a query, for counts, previews and hand-over alike. Nothing else decides whether a person may be written to.
 */
export const leftOutBecause = (scope: Scope, way: Way, asker: Asker = ofSome): RawBuilder<LeftOut | null> =>
  barrier(scope, way, asker);

/** What a first message says besides to whoever did not give their data themselves. */
export const noticeOfOrigin = async (scope: Scope, purpose: NoticedPurpose) => originNotice(await getTownHall(scope), purpose);

export type { GivenAnswer } from './proofs.ts';

/** Those in use, the oldest first; on demand, those archived as well. */
export const listPurposes = (scope: Scope, include: 'active' | 'all' = 'active'): Promise<Purpose[]> =>
  purposes(scope)
    .$if(include === 'active', (query) => query.where('archivedAt', 'is', null))
    .orderBy('createdAt')
    .orderBy('id')
    .execute();

export async function getPurpose(scope: Scope, purposeId: string): Promise<Purpose> {
  const purpose = await purposes(scope).where('id', '=', purposeId).executeTakeFirst();
  if (!purpose) throw purposeMissing();
  return purpose;
}

const purposes = (scope: Scope) =>
  consentsDb(scope)
    .selectFrom('purposes')
    .selectAll('purposes')
    .select(({ exists, selectFrom }) =>
      exists(selectFrom('consents').select('consents.answer').whereRef('consents.purposeId', '=', 'purposes.id'))
        .$castTo<boolean>()
        .as('isAnswered'),
    );

export async function addPurpose(scope: Scope, draft: NewPurpose): Promise<Purpose> {
  const id = newId();
  await consentsDb(scope)
    .insertInto('purposes')
    .values({ id, code: folded(draft.name).replaceAll(' ', '_') || 'finalite', ...newPurpose.parse(draft), createdAt: scope.now })
    .execute()
    .catch(when('purpose_code_taken', () => conflict('purpose.name_taken', 'Une finalité porte déjà ce nom.')));
  return getPurpose(scope, id);
}

/** What a town hall starts with. */
export async function seedPurposes(scope: Scope): Promise<void> {
  await consentsDb(scope)
    .insertInto('purposes')
    .values(defaultPurposes.map((purpose) => ({ id: newId(), ...purpose, retentionMonths: 36, createdAt: scope.now })))
    .onConflict((taken) => taken.constraint('purpose_code_taken').doNothing())
    .execute();
}

export const recordConsent = (scope: Scope, answer: GivenAnswer): Promise<string[]> => recordConsents(scope, [answer]);

/** Many rows an insert: one round trip for a batch. */
const ROWS = 1000;

/** Keeps each answer with its proof; the latest one given is the one in force, whatever the order they are told in. The proofs' ids. */
export async function recordConsents(scope: Scope, answers: readonly GivenAnswer[]): Promise<string[]> {
  const names = await purposeNames(scope);
  if (answers.some((one) => !names.has(one.purposeId))) throw purposeMissing();
  const proofIds: string[] = [];
  for (let start = 0; start < answers.length; start += ROWS) {
    const some = answers.slice(start, start + ROWS);
    await putInForce(scope, some, sql`excluded.since >= consents.since`).execute().catch(contactMissing);
    proofIds.push(...(await prove(scope, some, names)));
  }
  return proofIds;
}

/** The person says stop, by the link of a message. Saying it again changes nothing and is not an event. */
export async function optOut(scope: Scope, stop: Omit<GivenAnswer, 'answer'>): Promise<void> {
  const answer: GivenAnswer = { ...stop, answer: 'refused' };
  const names = await purposeNames(scope);
  // Decided by the database: of a hundred calls at once, one finds the answer still different.
  const isNew = sql<boolean>`excluded.answer <> consents.answer and excluded.since >= consents.since`;
  const changed = await putInForce(scope, [answer], isNew).returning('contactId').execute().catch(contactMissing);
  if (changed.length > 0) await prove(scope, [answer], names);
}

/** An answer given to an agent, on a day that has come. */
export async function witnessConsent(scope: Scope, contactId: string, witnessed: WitnessedAnswer): Promise<ConsentRow[]> {
  const { happenedOn, ...answer } = witnessed;
  await recordConsent(scope, { ...answer, contactId, happenedAt: whenWitnessed(scope, happenedOn) });
  if (answer.answer === 'granted') await liftSuppressions(scope, [contactId], answer.channel);
  return listConsents(scope, contactId);
}

/** The instant of an answer of which only the day is known. */
export function whenWitnessed(scope: Scope, happenedOn: string): string {
  const today = dayOf(scope.now);
  if (happenedOn > today)
    throw invalid('consent.in_the_future', 'Cette date n’est pas encore venue.', [
      { field: 'happenedOn', message: 'Indiquez le jour où la personne a répondu.' },
    ]);
  return happenedOn === today ? scope.now : noonOf(happenedOn);
}

/** The proofs a record was handed with the answers of another are no longer its own: the two are apart again. */
export async function annulHandedProofs(scope: Scope, proofIds: readonly string[]): Promise<void> {
  await annulProofs(scope, proofIds);
}

/** Typed by mistake: the proofs stay and no longer count; the answer before them, if any, is in force again. */
export async function annulAnswers(scope: Scope, proofIds: readonly string[]): Promise<void> {
  const names = await purposeNames(scope);
  for (const fallen of await annulProofs(scope, proofIds)) {
    const { contactId, purposeId, channel } = fallen;
    const standing = await standingAnswer(scope, fallen);
    await putBack(scope, fallen, standing);
    const note = `Réponse saisie par erreur, annulée\u00a0: «\u00a0${names.get(purposeId)}\u00a0» ${byChannelLabel[channel]}.`;
    await recordInteraction(scope, { contactId, kind: 'note', initiative: 'town_hall', note });
  }
}

async function putBack(scope: Scope, cell: Cell, standing: { answer: ConsentAnswer; since: string } | undefined): Promise<void> {
  const row = consentsDb(scope)
    .deleteFrom('consents')
    .where('contactId', '=', cell.contactId)
    .where('purposeId', '=', cell.purposeId)
    .where('channel', '=', cell.channel);
  await row.execute();
  const { contactId, purposeId, channel } = cell;
  if (standing)
    await consentsDb(scope)
      .insertInto('consents')
      .values({ contactId, purposeId, channel, ...standing })
      .execute();
}

type Cell = Pick<GivenAnswer, 'contactId' | 'purposeId' | 'channel'>;

/**
 * An import is undone: what it said is no longer in force, and nobody is asked anything. The proofs stay. An answer given
 * since, or another one, is left alone. The contacts whose answer went.
 */
export async function takeBackAnswers(
  scope: Scope,
  { contactIds, purposeId, channel, answer, until }: TakenBackAnswers,
): Promise<string[]> {
  const gone = await consentsDb(scope)
    .deleteFrom('consents')
    .where('contactId', '=', sql<string>`any(${contactIds}::uuid[])`)
    .where('purposeId', '=', purposeId)
    .where('channel', '=', channel)
    .where('answer', '=', answer)
    .where('since', '<=', until)
    .returning('contactId')
    .execute();
  return gone.map(({ contactId }) => contactId);
}

interface TakenBackAnswers {
  contactIds: readonly string[];
  purposeId: string;
  channel: Channel;
  answer: ConsentAnswer;
  until: string;
}

async function purposeNames(scope: Scope): Promise<ReadonlyMap<string, string>> {
  const purposes = await consentsDb(scope).selectFrom('purposes').select(['id', 'name']).execute();
  return new Map(purposes.map(({ id, name }) => [id, name]));
}

const purposeMissing = () => missing('purpose.missing', 'Cette finalité n’existe pas, ou n’existe plus.');

const contactMissing = when('consents_town_hall_id_contact_id_fkey', () =>
  missing('contact.missing', 'Cette fiche n’existe pas, ou n’existe plus.'),
);

function putInForce(scope: Scope, answers: readonly GivenAnswer[], condition: RawBuilder<boolean>) {
  return consentsDb(scope)
    .insertInto('consents')
    .values(latestOfEach(scope, answers))
    .onConflict((known) =>
      known
        .constraint('consents_pkey')
        .doUpdateSet((row) => ({ answer: row.ref('excluded.answer'), since: row.ref('excluded.since') }))
        .where(condition),
    );
}

/** A statement may touch a row once: of two answers to one question, the latest. */
function latestOfEach({ now }: Scope, answers: readonly GivenAnswer[]) {
  const latest = new Map<string, ConsentTables['consents']>();
  for (const { contactId, purposeId, channel, answer, happenedAt = now, confirmedAt } of answers) {
    const cell = `${contactId} ${purposeId} ${channel}`;
    const known = latest.get(cell);
    // A sign-up by web holds from its confirmation on.
    const since = confirmedAt ?? happenedAt;
    if (!known || known.since <= since) latest.set(cell, { contactId, purposeId, channel, answer, since });
  }
  return [...latest.values()];
}

async function prove(scope: Scope, answers: readonly GivenAnswer[], names: ReadonlyMap<string, string>): Promise<string[]> {
  const proofIds = await keepProofs(scope, answers);
  await recordInteractions(
    scope,
    answers.map((answer) => toldOn(answer, names.get(answer.purposeId) ?? '')),
  );
  return proofIds;
}

const toldOn = ({ contactId, purposeId, channel, answer, method, happenedAt }: GivenAnswer, label: string): NewInteraction => ({
  contactId,
  kind: answer === 'granted' ? 'consent_given' : method === 'one_click' ? 'opted_out' : 'consent_refused',
  initiative: 'contact',
  ...(happenedAt ? { happenedAt } : {}),
  subject: { kind: 'purpose', id: purposeId, label },
  note: `Messages ${byChannelLabel[channel]}, réponse donnée ${consentMethodLabel[method]}.`,
});

/** What a person answered for each purpose and channel, and whether they can be reached so today. */
export async function listConsents(scope: Scope, contactId: string): Promise<ConsentRow[]> {
  await getContact(scope, contactId);
  const barriers = await barriersOf(scope, contactId);
  const answers = await consentsDb(scope).selectFrom('consents').selectAll().where('contactId', '=', contactId).execute();
  const proofs = await latestProofs(scope, contactId);
  return barriers.map(({ id, name, legalBasis, ...barrierBy }) => ({
    purposeId: id,
    purposeName: name,
    legalBasis,
    cells: channels.options.map((channel) => {
      const isHere = (one: { purposeId: string; channel: Channel }) => one.purposeId === id && one.channel === channel;
      const { answer = null, since = null } = answers.find(isHere) ?? {};
      const method = proofs.find((proof) => isHere(proof) && proof.answer === answer)?.method ?? null;
      return { channel, answer, since, method, leftOut: barrierBy[channel] };
    }),
  }));
}

const barriersOf = (scope: Scope, contactId: string) => {
  const by = (channel: Channel) => leftOutBecause(scope, { purposeId: sql.ref('purposes.id'), channel }).as(channel);
  return consentsDb(scope)
    .selectFrom('contacts')
    .innerJoin('purposes', (join) => join.onTrue())
    .select(['purposes.id', 'purposes.name', 'purposes.legalBasis', by('email'), by('sms'), by('letter'), by('call')])
    .where('contacts.id', '=', contactId)
    .where('purposes.archivedAt', 'is', null)
    .orderBy('purposes.createdAt')
    .orderBy('purposes.id')
    .execute();
};

const latestProofs = (scope: Scope, contactId: string) =>
  consentsDb(scope)
    .selectFrom('consentProofs')
    .distinctOn(['purposeId', 'channel', 'answer'])
    .select(['purposeId', 'channel', 'answer', 'method'])
    .where('contactId', '=', contactId)
    .orderBy('purposeId')
    .orderBy('channel')
    .orderBy('answer')
    .orderBy('happenedAt', 'desc')
    .execute();

export async function listConsentProofs(scope: Scope, contactId: string): Promise<ConsentProof[]> {
  await getContact(scope, contactId);
  return proofsOf(scope, contactId);
}
