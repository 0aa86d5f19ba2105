import { newId } from '../platform/ids.ts';
import { missing } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { secondsAfter } from '../platform/time.ts';
import { charterAcceptedAt, teamDb } from './tables.ts';
import { makeToken, readToken, type Token, tokenHash } from './tokens.ts';

/** Trust S-23: half an hour without a gesture, twelve hours in all. */
const IDLE_SECONDS = 30 * 60;
const LONGEST_SECONDS = 12 * 3600;
/** How long a place stays familiar after the last session opened from it. */
const REMEMBERED_SECONDS = 90 * 24 * 3600;

export interface NewSession {
  teamMemberId: string;
  userAgent: string;
  sourceHash: string;
  hasSecondFactor: boolean;
}

/** Opens a session and answers its token, which is kept nowhere else than in the browser. */
export async function openSession(scope: Scope, { hasSecondFactor, ...session }: NewSession): Promise<string> {
  await forgetOldSessions(scope, session.teamMemberId);
  const token = makeToken('ps', scope.townHallId);
  await teamDb(scope)
    .insertInto('sessions')
    .values({
      ...session,
      id: newId(),
      tokenHash: tokenHash(token),
      createdAt: scope.now,
      seenAt: scope.now,
      secondFactorAt: hasSecondFactor ? scope.now : null,
      endedAt: null,
    })
    .execute();
  return token;
}

/** The session of a token with its agent, if it still holds; `secondFactorAt` may be missing. */
export function findSession(scope: Scope, token: Token) {
  return liveSessions(scope)
    .innerJoin('teamMembers', 'teamMembers.id', 'sessions.teamMemberId')
    .select([
      'sessions.id as sessionId',
      'sessions.seenAt',
      'sessions.secondFactorAt',
      'sessions.confirmedAt',
      'teamMembers.id',
      'teamMembers.email',
      'teamMembers.firstName',
      'teamMembers.lastName',
      'teamMembers.role',
      'teamMembers.totpSecret',
      'teamMembers.totpConfirmedAt',
      'teamMembers.secondFactorExempt',
    ])
    .select(charterAcceptedAt)
    .where('sessions.tokenHash', '=', token.hash)
    .where('teamMembers.disabledAt', 'is', null)
    .executeTakeFirst();
}

export type FoundSession = NonNullable<Awaited<ReturnType<typeof findSession>>>;

/** At most once a minute: reading stays reading. */
export async function noteSeen(scope: Scope, { sessionId, seenAt }: Pick<FoundSession, 'sessionId' | 'seenAt'>): Promise<void> {
  if (seenAt > secondsAfter(scope.now, -60)) return;
  await teamDb(scope).updateTable('sessions').set({ seenAt: scope.now }).where('id', '=', sessionId).execute();
}

/** After a password or a second factor: another token for the same session, so that none seen before serves after. */
export async function renewSession(scope: Scope, sessionId: string, change: { secondFactorAt?: string } = {}): Promise<string> {
  const token = makeToken('ps', scope.townHallId);
  await teamDb(scope)
    .updateTable('sessions')
    .set({ ...change, tokenHash: tokenHash(token), seenAt: scope.now })
    .where('id', '=', sessionId)
    .execute();
  return token;
}

/** Its agent has just proved to be there. */
export async function confirmSession(scope: Scope, sessionId: string): Promise<void> {
  await teamDb(scope).updateTable('sessions').set({ confirmedAt: scope.now }).where('id', '=', sessionId).execute();
}

export async function endSession(scope: Scope, token: Token): Promise<void> {
  await teamDb(scope)
    .updateTable('sessions')
    .set({ endedAt: scope.now })
    .where('tokenHash', '=', token.hash)
    .where('endedAt', 'is', null)
    .execute();
}

/** Every session of an agent, or every other one. */
export async function endSessionsOf(scope: Scope, teamMemberId: string, exceptSessionId?: string): Promise<void> {
  let ending = teamDb(scope)
    .updateTable('sessions')
    .set({ endedAt: scope.now })
    .where('teamMemberId', '=', teamMemberId)
    .where('endedAt', 'is', null);
  if (exceptSessionId) ending = ending.where('id', '!=', exceptSessionId);
  await ending.execute();
}

export async function listOwnSessions(scope: Scope, presented: string | undefined) {
  const own = readToken('ps', presented);
  const sessions = await liveSessions(scope)
    .select(['id', 'userAgent', 'createdAt', 'seenAt', 'tokenHash'])
    .where('teamMemberId', '=', scope.actor.id)
    .where('secondFactorAt', 'is not', null)
    .orderBy('seenAt', 'desc')
    .execute();
  return { items: sessions.map(({ tokenHash: hash, ...session }) => ({ ...session, isThisOne: hash === own?.hash })) };
}

export async function revokeOwnSession(scope: Scope, sessionId: string): Promise<void> {
  const ended = await teamDb(scope)
    .updateTable('sessions')
    .set({ endedAt: scope.now })
    .where('id', '=', sessionId)
    .where('teamMemberId', '=', scope.actor.id)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!ended) throw missing('session.missing', 'Cette session est déjà fermée.');
}

/** Whether this browser, or this place, has already been that agent's, both factors given. */
export async function isFamiliar(
  scope: Scope,
  { teamMemberId, sourceHash, presented }: { teamMemberId: string; sourceHash: string; presented: string | undefined },
): Promise<boolean> {
  const token = readToken('ps', presented);
  const known = await teamDb(scope)
    .selectFrom('sessions')
    .select('id')
    .where('teamMemberId', '=', teamMemberId)
    .where('secondFactorAt', 'is not', null)
    .where((row) => row.or([row('sourceHash', '=', sourceHash), row('tokenHash', '=', token?.hash ?? '')]))
    .executeTakeFirst();
  return known !== undefined;
}

const liveSessions = (scope: Scope) =>
  teamDb(scope)
    .selectFrom('sessions')
    .where('sessions.endedAt', 'is', null)
    .where('sessions.seenAt', '>', secondsAfter(scope.now, -IDLE_SECONDS))
    .where('sessions.createdAt', '>', secondsAfter(scope.now, -LONGEST_SECONDS));

async function forgetOldSessions(scope: Scope, teamMemberId: string): Promise<void> {
  await teamDb(scope)
    .deleteFrom('sessions')
    .where('teamMemberId', '=', teamMemberId)
    .where('seenAt', '<', secondsAfter(scope.now, -REMEMBERED_SECONDS))
    .execute();
}
