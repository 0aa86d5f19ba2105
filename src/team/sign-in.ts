import { denied, invalid, Problem } from '../platform/problem.ts';
import type { Entrance, Visit } from '../platform/routes.ts';
import type { Scope, Transact } from '../platform/scope.ts';
import type { Seal } from '../platform/seal.ts';
import { countTry, type Limit, sourceOf, subjectHash } from '../platform/throttle.ts';
import { findTownHall, getTownHall, listTownHalls, type TownHall } from '../townhalls/townhalls.ts';
import { isCharterDue, keepAcceptance } from './charter/charter.ts';
import { CHARTER_VERSION, charterArticles } from './charter/contract.ts';
import { permissionsOf, type Session } from './contract.ts';
import { type Cost, hashPassword, isRightPassword, refuseWeak } from './passwords.ts';
import {
  confirmSession,
  endSession,
  endSessionsOf,
  type FoundSession,
  findSession,
  isFamiliar,
  noteSeen,
  openSession,
  renewSession,
} from './sessions.ts';
import { teamDb } from './tables.ts';
import { forgiveTry, limitsOf, tooManyTries } from './throttle.ts';
import { readToken } from './tokens.ts';

/** What a visit to the door is made of. */
export interface Door {
  entrance: Entrance;
  visit: Visit;
  seal: Seal;
  cost: Cost;
}

/** Opens a session; without a town hall's name, that of the only one there is. */
export async function signIn(
  door: Door,
  { townHall: slug, email, password }: { townHall?: string | undefined; email: string; password: string },
): Promise<Session> {
  const { entrance, visit, cost } = door;
  const townHall = await townHallAtDoor(entrance, slug);
  if (!townHall) {
    await isRightPassword(undefined, password, cost);
    throw refused();
  }
  const transact = entrance.transactAt(townHall.id);
  const { member, limits, wait } = await transact((scope) => countSignIn(scope, door, email));
  if (wait > 0) throw tooManyTries(wait);

  const isRight = await isRightPassword(member?.passwordHash, password, cost);
  if (!isRight || !member || member.disabledAt) throw refused();
  const token = await transact(async (scope) => {
    await forgiveTry(scope, limits);
    return openSessionOf(scope, door, { id: member.id, isExempt: member.secondFactorExempt && townHall.isDemo && visit.isLocal });
  });
  visit.keepSession(token);
  return whoAmI(entrance, token);
}

/** Who this browser is. A session that has ended is nobody's. */
export async function whoAmI(entrance: Entrance, presented: string | undefined): Promise<Session> {
  const token = readToken('ps', presented);
  if (!token) return { state: 'signed_out' };
  return entrance.transactAt(token.townHallId)(async (scope) => {
    const found = await findSession(scope, token);
    if (!found) return { state: 'signed_out' };
    await noteSeen(scope, found);
    return introduce(scope, found);
  });
}

export async function signOut({ entrance, visit }: Pick<Door, 'entrance' | 'visit'>): Promise<void> {
  const token = readToken('ps', visit.token);
  if (token) await entrance.transactAt(token.townHallId)((scope) => endSession(scope, token));
  visit.keepSession(null);
}

/** By a sign-in link: the former password, second factor and sessions are no more. */
export async function chooseFirstPassword(
  door: Door,
  { token, password }: { token: string; password: string },
): Promise<Session> {
  const { entrance, visit, cost } = door;
  const link = readToken('sl', token);
  if (!link) throw linkRefused();
  const transact = entrance.transactAt(link.townHallId);
  refuseWeak(password, await transact((scope) => contextOfLink(scope, link.hash)));
  const passwordHash = await hashPassword(password, cost);
  const sessionToken = await transact(async (scope) => {
    const memberId = await spendLink(scope, link.hash);
    await keepPassword(scope, memberId, { passwordHash, totpSecret: null, totpConfirmedAt: null, totpLastStep: null });
    await endSessionsOf(scope, memberId);
    return openSessionOf(scope, door, { id: memberId, isExempt: false });
  });
  visit.keepSession(sessionToken);
  return whoAmI(entrance, sessionToken);
}

/** Once a year, before anything is opened (trust P-13). */
export async function acceptCharter({ entrance, visit }: Pick<Door, 'entrance' | 'visit'>, version: string): Promise<Session> {
  const token = readToken('ps', visit.token);
  if (token)
    await entrance.transactAt(token.townHallId)(async (scope) => {
      const found = await findSession(scope, token);
      if (found?.secondFactorAt) await keepAcceptance(scope, found.id, version);
    });
  return whoAmI(entrance, visit.token);
}

type Inside = { transact: Transact } & Omit<Door, 'entrance'>;

/** The password said again opens what engages the house, for a quarter of an hour (trust S-24). */
export async function confirmPresence(inside: Inside, password: string): Promise<void> {
  const { token, limits } = await weighPassword(inside, { password, field: 'password' });
  await inside.transact(async (scope) => {
    const found = await findSession(scope, token);
    if (!found) throw refused();
    await forgiveTry(scope, limits);
    await confirmSession(scope, found.sessionId);
  });
}

/** Of the agent whose session this is; refused near its field. */
async function weighPassword({ transact, visit, seal, cost }: Inside, { password, field }: { password: string; field: string }) {
  const token = readToken('ps', visit.token);
  if (!token) throw denied('session.needed', 'Cela se fait depuis une session ouverte dans un navigateur.');
  const { member, limits, wait } = await transact((scope) => countOwnPassword(scope, { visit, seal }));
  if (wait > 0) throw tooManyTries(wait);
  if (!(await isRightPassword(member.passwordHash, password, cost)))
    throw invalid('password.refused', 'Ce n’est pas votre mot de passe.', [
      { field, message: 'Ce n’est pas votre mot de passe actuel.' },
    ]);
  return { token, member, limits };
}

/** Asks for the current password again (trust S-24); every other session of the agent ends. */
export async function changePassword(
  inside: Inside,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<void> {
  const { transact, visit, cost } = inside;
  const { token, member, limits } = await weighPassword(inside, { password: currentPassword, field: 'currentPassword' });
  refuseWeak(newPassword, await transact((scope) => contextOf(scope, member)), 'newPassword');
  const passwordHash = await hashPassword(newPassword, cost);
  const renewed = await transact(async (scope) => {
    const found = await findSession(scope, token);
    if (!found) throw refused();
    await forgiveTry(scope, limits);
    await keepPassword(scope, member.id, { passwordHash });
    await endSessionsOf(scope, member.id, found.sessionId);
    return renewSession(scope, found.sessionId);
  });
  visit.keepSession(renewed);
}

/** One answer whatever was wrong: nobody learns here who works at the mairie. */
const refused = () =>
  new Problem('stranger', 'session.refused', {
    message:
      'Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez-les, ou demandez un nouveau lien de connexion à un administrateur de votre mairie.',
  });

const linkRefused = () =>
  new Problem('gone', 'sign_in_link.spent', {
    message: 'Ce lien a déjà servi, ou a plus de 48 heures. Demandez-en un nouveau à un administrateur de votre mairie.',
  });

async function townHallAtDoor(entrance: Entrance, slug: string | undefined): Promise<TownHall | undefined> {
  if (slug) return findTownHall(entrance.db, slug);
  const [only, ...others] = await listTownHalls(entrance.db);
  if (others.length === 0) return only;
  throw invalid('session.town_hall_needed', 'Dites de quelle mairie il s’agit.', [
    { field: 'townHall', message: 'Écrivez le nom court de votre mairie, comme « saint-aubin ».' },
  ]);
}

async function countSignIn(scope: Scope, { visit, seal }: Door, email: string) {
  const member = await teamDb(scope)
    .selectFrom('teamMembers')
    .select(['id', 'passwordHash', 'disabledAt', 'secondFactorExempt'])
    .where('email', '=', email)
    .executeTakeFirst();
  const limits = await limitsHere(scope, { visit, seal }, { account: email, memberId: member?.id });
  return { member, limits, wait: await countTry(scope, limits) };
}

async function countOwnPassword(scope: Scope, { visit, seal }: Pick<Door, 'visit' | 'seal'>) {
  const member = await teamDb(scope)
    .selectFrom('teamMembers')
    .select(['id', 'email', 'firstName', 'lastName', 'passwordHash'])
    .where('id', '=', scope.actor.id)
    .executeTakeFirstOrThrow();
  const limits = await limitsHere(scope, { visit, seal }, { account: member.email, memberId: member.id });
  return { member, limits, wait: await countTry(scope, limits) };
}

/** What a try of this visit counts under. */
export async function limitsHere(
  scope: Scope,
  { visit, seal }: Pick<Door, 'visit' | 'seal'>,
  { account, memberId }: { account: string; memberId: string | undefined },
): Promise<Limit[]> {
  const source = sourceOf(visit.ip);
  const place = { teamMemberId: memberId ?? NOBODY, sourceHash: subjectHash(seal, source), presented: visit.token };
  return limitsOf({ account, source, isFamiliar: await isFamiliar(scope, place) });
}

/** Looked for where there is no such account, so that the door takes as long. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A session never outlives the sign-in that follows it in the same browser. */
export async function openSessionOf(
  scope: Scope,
  { visit, seal }: Pick<Door, 'visit' | 'seal'>,
  { id, isExempt }: { id: string; isExempt: boolean },
): Promise<string> {
  const former = readToken('ps', visit.token);
  if (former?.townHallId === scope.townHallId) await endSession(scope, former);
  const sourceHash = subjectHash(seal, sourceOf(visit.ip));
  return openSession(scope, { teamMemberId: id, userAgent: visit.userAgent, sourceHash, hasSecondFactor: isExempt });
}

export async function introduce(scope: Scope, found: FoundSession): Promise<Session> {
  const townHall = await getTownHall(scope);
  if (!found.secondFactorAt)
    return { state: found.totpConfirmedAt ? 'second_factor' : 'enrolment', email: found.email, townHall };
  if (isCharterDue(scope, found.charterAcceptedAt))
    return {
      state: 'charter',
      email: found.email,
      townHall,
      charter: { version: CHARTER_VERSION, articles: [...charterArticles] },
    };
  return { state: 'signed_in', member: found, permissions: [...permissionsOf[found.role]], townHall };
}

async function contextOfLink(scope: Scope, tokenHash: string): Promise<string[]> {
  const member = await teamDb(scope)
    .selectFrom('signInLinks')
    .innerJoin('teamMembers', 'teamMembers.id', 'signInLinks.teamMemberId')
    .select(['email', 'firstName', 'lastName'])
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', scope.now)
    .where('disabledAt', 'is', null)
    .executeTakeFirst();
  if (!member) throw linkRefused();
  return contextOf(scope, member);
}

/** The words a password of this agent must not be made of. */
async function contextOf(scope: Scope, member: { email: string; firstName: string; lastName: string }): Promise<string[]> {
  const { name } = await getTownHall(scope);
  return [name, member.email, member.firstName, member.lastName];
}

async function spendLink(scope: Scope, tokenHash: string): Promise<string> {
  const spent = await teamDb(scope)
    .updateTable('signInLinks')
    .set({ usedAt: scope.now })
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', scope.now)
    .returning('teamMemberId')
    .executeTakeFirst();
  if (!spent) throw linkRefused();
  return spent.teamMemberId;
}

async function keepPassword(
  scope: Scope,
  memberId: string,
  change: { passwordHash: string; totpSecret?: null; totpConfirmedAt?: null; totpLastStep?: null },
): Promise<void> {
  await teamDb(scope).updateTable('teamMembers').set(change).where('id', '=', memberId).execute();
}
