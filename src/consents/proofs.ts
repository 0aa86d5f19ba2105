import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '../platform/ids.ts';
import { missing } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import type { Channel, ConsentAnswer, ConsentForm, ConsentMethod, ConsentProof } from './contract.ts';
import { consentsDb } from './tables.ts';

/** An answer with all it takes to prove it (RGPD art. 7(1)). */
export interface GivenAnswer {
  contactId: string;
  purposeId: string;
  channel: Channel;
  answer: ConsentAnswer;
  method: ConsentMethod;
  /** The exact words the person was shown or told. */
  wording: string;
  /** The page those words stood on, kept by `keepPage`. */
  pageHash?: string;
  happenedAt?: string;
  /** When a sign-up by web was confirmed from the mailbox. */
  confirmedAt?: string;
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Keeps a page as it is shown, once; its hash names it. */
export async function keepPage(scope: Scope, form: ConsentForm, content: string): Promise<string> {
  const hash = hashOf(content);
  await consentsDb(scope)
    .insertInto('consentPages')
    .values({ hash, form, content, firstShownAt: scope.now })
    .onConflict((known) => known.constraint('consent_pages_pkey').doNothing())
    .execute();
  return hash;
}

/** One proof for each answer; their ids, in the same order. */
export async function keepProofs(scope: Scope, answers: readonly GivenAnswer[]): Promise<string[]> {
  const { actor, now } = scope;
  const proofs = answers.map(({ happenedAt = now, pageHash = null, confirmedAt = null, ...answer }) => ({
    id: newId(),
    ...answer,
    wordingHash: hashOf(answer.wording),
    pageHash,
    confirmedAt,
    happenedAt,
    recordedAt: now,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
  }));
  await consentsDb(scope).insertInto('consentProofs').values(proofs).execute();
  return proofs.map(({ id }) => id);
}

const proofs = (scope: Scope) =>
  consentsDb(scope)
    .selectFrom('consentProofs')
    .innerJoin('purposes', (join) => join.onRef('purposes.id', '=', 'consentProofs.purposeId'))
    .leftJoin('consentAnnulments', (join) => join.onRef('consentAnnulments.proofId', '=', 'consentProofs.id'))
    .selectAll('consentProofs')
    .select(['purposes.name as purposeName', 'purposes.legalBasis', 'consentAnnulments.annulledAt']);

export const proofsOf = (scope: Scope, contactId: string): Promise<ConsentProof[]> =>
  proofs(scope)
    .where('contactId', '=', contactId)
    .orderBy(heldSince, 'desc')
    .orderBy('consentProofs.recordedAt', 'desc')
    .orderBy('consentProofs.id', 'desc')
    .execute();

export async function getProof(scope: Scope, contactId: string, proofId: string): Promise<ConsentProof> {
  const proof = await proofs(scope).where('contactId', '=', contactId).where('consentProofs.id', '=', proofId).executeTakeFirst();
  if (!proof) throw missing('consent_proof.missing', 'Cette preuve n’existe pas.');
  return proof;
}

/** When an answer began to count. */
const heldSince = sql<string>`coalesce(confirmed_at, happened_at)`;

/** The last answer of a person for a purpose and a channel that nobody said was a mistake. */
export const standingAnswer = (scope: Scope, cell: Pick<GivenAnswer, 'contactId' | 'purposeId' | 'channel'>) =>
  consentsDb(scope)
    .selectFrom('consentProofs')
    .select(['answer', heldSince.as('since')])
    .where('contactId', '=', cell.contactId)
    .where('purposeId', '=', cell.purposeId)
    .where('channel', '=', cell.channel)
    .where(isStanding(scope))
    .orderBy('since', 'desc')
    .orderBy('recordedAt', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();

/** The proofs nobody said were mistakes, whole: for another record of the same person. */
export const standingProofs = (scope: Scope, contactId: string) =>
  consentsDb(scope).selectFrom('consentProofs').selectAll().where('contactId', '=', contactId).where(isStanding(scope)).execute();

const isStanding = ({ townHallId }: Scope) => sql<boolean>`not exists (
  select from consent_annulments where consent_annulments.town_hall_id = ${townHallId} and consent_annulments.proof_id = consent_proofs.id)`;

/** Says that these answers were typed by mistake. The answers that fell, once each. */
export async function annulProofs(scope: Scope, proofIds: readonly string[]) {
  const { actor, now } = scope;
  const found = await consentsDb(scope)
    .selectFrom('consentProofs')
    .select(['id', 'contactId', 'purposeId', 'channel', 'answer'])
    .where('id', '=', sql<string>`any(${proofIds}::uuid[])`)
    .execute();
  if (found.length === 0) return [];
  const { kind: actorKind, id: actorId, name: actorName } = actor;
  const annulled = await consentsDb(scope)
    .insertInto('consentAnnulments')
    .values(found.map(({ id: proofId }) => ({ proofId, annulledAt: now, actorKind, actorId, actorName })))
    .onConflict((known) => known.constraint('consent_annulments_pkey').doNothing())
    .returning('proofId')
    .execute();
  return found.filter(({ id }) => annulled.some(({ proofId }) => proofId === id));
}

export const pageOf = (scope: Scope, hash: string) =>
  consentsDb(scope).selectFrom('consentPages').selectAll().where('hash', '=', hash).executeTakeFirst();
