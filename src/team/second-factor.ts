import { Secret, TOTP } from 'otpauth';
import qrcode from 'qrcode';
import { conflict, Problem } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { countTry, type Limit } from '../platform/throttle.ts';
import { epochMilliseconds } from '../platform/time.ts';
import type { Enrolment, Session } from './contract.ts';
import { endSessionsOf, type FoundSession, findSession, renewSession } from './sessions.ts';
import { type Door, introduce, limitsHere } from './sign-in.ts';
import { teamDb } from './tables.ts';
import { forgiveTry, tooManyTries } from './throttle.ts';
import { readToken, type Token } from './tokens.ts';

const PERIOD = 30;

/** A secret of its own at each asking: whoever looked at an earlier one holds nothing. */
export async function enrol(door: Door): Promise<Enrolment> {
  const { transact, token } = atDoor(door);
  return transact(async (scope) => {
    const found = await halfOpenSession(scope, token);
    if (found.totpConfirmedAt) throw alreadyEnrolled();
    const secret = new Secret({ size: 20 });
    await teamDb(scope)
      .updateTable('teamMembers')
      .set({ totpSecret: door.seal.close(secret.base32), totpLastStep: null })
      .where('id', '=', found.id)
      .where('totpConfirmedAt', 'is', null)
      .execute();
    const { townHall } = (await introduce(scope, found)) as { townHall: { name: string } };
    const address = totpOf(secret.base32, { issuer: `Parvis ${townHall.name}`, label: found.email }).toString();
    return {
      text: secret.base32.replace(/(.{4})(?=.)/g, '$1 '),
      address,
      square: await qrcode.toString(address, { type: 'svg', margin: 1, errorCorrectionLevel: 'L' }),
    };
  });
}

/** From the first right code on, the factor is the agent's; any other session of theirs ends. */
export const confirmEnrolment = (door: Door, code: string): Promise<Session> =>
  completeSession(door, code, async (scope, found) => {
    if (found.totpConfirmedAt) throw alreadyEnrolled();
    await teamDb(scope).updateTable('teamMembers').set({ totpConfirmedAt: scope.now }).where('id', '=', found.id).execute();
    await endSessionsOf(scope, found.id, found.sessionId);
  });

export const verifySecondFactor = (door: Door, code: string): Promise<Session> =>
  completeSession(door, code, async (_, found) => {
    if (!found.totpConfirmedAt)
      throw conflict('second_factor.not_enrolled', 'Enregistrez d’abord une application d’authentification.');
  });

type Completion = (scope: Scope, found: FoundSession) => Promise<void>;

/** The count commits first; then the code, the completion and the new token, together. */
async function completeSession(door: Door, code: string, complete: Completion): Promise<Session> {
  const { transact, token } = atDoor(door);
  const { limits, wait } = await transact(async (scope) => countCode(scope, door, await halfOpenSession(scope, token)));
  if (wait > 0) throw tooManyTries(wait);
  const { renewed, session } = await transact(async (scope) => {
    const found = await halfOpenSession(scope, token);
    await spendCode(scope, { found, code }, door);
    await complete(scope, found);
    await forgiveTry(scope, limits);
    const renewed = await renewSession(scope, found.sessionId, { secondFactorAt: scope.now });
    return { renewed, session: await introduce(scope, { ...found, secondFactorAt: scope.now }) };
  });
  door.visit.keepSession(renewed);
  return session;
}

async function countCode(scope: Scope, door: Door, { id }: FoundSession): Promise<{ limits: Limit[]; wait: number }> {
  const limits = await limitsHere(scope, door, { account: `second factor of ${id}`, memberId: id });
  return { limits, wait: await countTry(scope, limits) };
}

/** A code serves once, and never after a later one has (trust S-20); a clock half a minute off is forgiven. */
async function spendCode(scope: Scope, { found, code }: { found: FoundSession; code: string }, { seal }: Door): Promise<void> {
  if (!found.totpSecret) throw codeRefused();
  const timestamp = epochMilliseconds(scope.now);
  const drift = totpOf(seal.open(found.totpSecret), {}).validate({ token: code, timestamp, window: 1 });
  if (drift === null) throw codeRefused();
  const step = Math.floor(timestamp / 1000 / PERIOD) + drift;
  const spent = await teamDb(scope)
    .updateTable('teamMembers')
    .set({ totpLastStep: step })
    .where('id', '=', found.id)
    .where((row) => row.or([row('totpLastStep', 'is', null), row('totpLastStep', '<', step)]))
    .returning('id')
    .executeTakeFirst();
  if (!spent) throw codeRefused();
}

const totpOf = (secret: string, name: { issuer?: string; label?: string }) =>
  new TOTP({ ...name, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD });

function atDoor({ entrance, visit }: Door) {
  const token = readToken('ps', visit.token);
  if (!token) throw signInFirst();
  return { token, transact: entrance.transactAt(token.townHallId) };
}

/** The password was given and nothing else yet: all such a session may do is complete itself. */
async function halfOpenSession(scope: Scope, token: Token): Promise<FoundSession> {
  const found = await findSession(scope, token);
  if (!found) throw signInFirst();
  if (found.secondFactorAt) throw conflict('session.already_complete', 'Cette session est déjà ouverte.');
  return found;
}

const signInFirst = () => new Problem('stranger', 'session.signed_out', { message: 'Connectez-vous pour continuer.' });

const codeRefused = () =>
  new Problem('stranger', 'second_factor.refused', {
    message: 'Ce code ne convient pas.',
    errors: [{ field: 'code', message: 'Il n’est pas le bon, ou a déjà servi. Attendez le suivant dans votre application.' }],
  });

const alreadyEnrolled = () =>
  conflict('second_factor.already_enrolled', 'Une application d’authentification est déjà enregistrée pour ce compte.');
