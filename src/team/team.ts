import type { SignedIn } from '../platform/frame.ts';
import { newId } from '../platform/ids.ts';
import { conflict, missing, Problem, stale, when } from '../platform/problem.ts';
import type { Entrance } from '../platform/routes.ts';
import type { Scope } from '../platform/scope.ts';
import { secondsAfter } from '../platform/time.ts';
import { findApiKey } from './api-keys.ts';
import { isCharterDue, keepAcceptance } from './charter/charter.ts';
import { CHARTER_VERSION } from './charter/contract.ts';
import { isConfirmed } from './confirmation.ts';
import {
  type MemberState,
  type NewTeamMember,
  newTeamMember,
  permissionsOf,
  type Role,
  type SignInLink,
  type TeamMember,
} from './contract.ts';
import { endSessionsOf, findSession, noteSeen } from './sessions.ts';
import { charterAcceptedAt, type TeamTables, teamDb } from './tables.ts';
import { makeToken, readToken, tokenHash } from './tokens.ts';

/** Who shows these credentials; null for a stranger, and for a session that still waits for its second factor or the charter. */
export async function identify(
  entrance: Entrance,
  { cookie, bearer }: { cookie?: string; bearer?: string },
): Promise<SignedIn | null> {
  const [kind, presented] = bearer === undefined ? (['ps', cookie] as const) : (['pk', bearer] as const);
  const token = readToken(kind, presented);
  if (!token) return null;
  const { townHallId, hash } = token;
  return entrance.transactAt(townHallId)(async (scope) => {
    if (kind === 'pk') {
      const key = await findApiKey(scope, hash);
      return key
        ? {
            townHallId,
            actor: { kind: 'api_key', id: key.id, name: key.name },
            permissions: rightsOf[key.role],
            by: 'key',
            isConfirmed: true,
          }
        : null;
    }
    const found = await findSession(scope, token);
    if (!found?.secondFactorAt || isCharterDue(scope, found.charterAcceptedAt)) return null;
    await noteSeen(scope, found);
    return {
      townHallId,
      actor: { kind: 'team_member', id: found.id, name: nameOf(found) },
      permissions: rightsOf[found.role],
      by: 'session',
      isConfirmed: isConfirmed(scope, found),
    };
  });
}

/** The role of whoever acts; none for the system itself. */
export async function roleOf({ db, actor }: Scope): Promise<Role | undefined> {
  if (actor.kind !== 'team_member' && actor.kind !== 'api_key') return undefined;
  const found = await db
    .withTables<TeamTables>()
    .selectFrom(actor.kind === 'api_key' ? 'apiKeys' : 'teamMembers')
    .select('role')
    .where('id', '=', actor.id)
    .executeTakeFirst();
  return found?.role;
}

const rightsOf: Record<Role, ReadonlySet<string>> = {
  administrator: new Set(permissionsOf.administrator),
  editor: new Set(permissionsOf.editor),
  reader: new Set(permissionsOf.reader),
};

const nameOf = ({ firstName, lastName }: { firstName: string; lastName: string }) => `${firstName} ${lastName}`.trim();

/** Those one works with, by name: to be chosen among, by any of them. */
export async function listColleagues(scope: Scope): Promise<{ items: { id: string; firstName: string; lastName: string }[] }> {
  const items = await teamDb(scope)
    .selectFrom('teamMembers')
    .select(['id', 'firstName', 'lastName'])
    .where('disabledAt', 'is', null)
    .orderBy('lastName')
    .orderBy('firstName')
    .execute();
  return { items };
}

export async function listTeamMembers(scope: Scope): Promise<{ items: TeamMember[] }> {
  const members = await shownMembers(scope).orderBy('lastName').orderBy('firstName').execute();
  return { items: members.map(asShown) };
}

/** `secondFactorExempt`: the demo's agents alone, and then only from this very machine; nobody is there to accept a charter. */
export async function addTeamMember(
  scope: Scope,
  draft: NewTeamMember & { secondFactorExempt?: boolean; passwordHash?: string },
): Promise<TeamMember> {
  const id = newId();
  await teamDb(scope)
    .insertInto('teamMembers')
    .values({
      ...newTeamMember.parse(draft),
      id,
      passwordHash: draft.passwordHash ?? null,
      secondFactorExempt: draft.secondFactorExempt ?? false,
      totpSecret: null,
      totpConfirmedAt: null,
      totpLastStep: null,
      createdAt: scope.now,
      disabledAt: null,
    })
    .execute()
    .catch(when('team_member_email_taken', emailTaken));
  if (draft.secondFactorExempt) await keepAcceptance(scope, id, CHARTER_VERSION);
  return getTeamMember(scope, id);
}

/** Adds someone and gives the link to hand over to them. */
export async function inviteTeamMember(scope: Scope, draft: NewTeamMember): Promise<{ member: TeamMember; link: SignInLink }> {
  const member = await addTeamMember(scope, draft);
  return { member, link: await issueSignInLink(scope, member.id) };
}

export async function changeTeamMember(
  scope: Scope,
  memberId: string,
  { version, ...change }: { firstName: string; lastName: string; role: Role; version: number },
): Promise<TeamMember> {
  if (change.role !== 'administrator') await keepAnAdministrator(scope, memberId);
  const changed = await teamDb(scope)
    .updateTable('teamMembers')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', memberId)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst();
  const member = await getTeamMember(scope, memberId);
  if (!changed) throw stale();
  return member;
}

/** Shuts the door to someone, at once and everywhere; what they did remains. */
export async function closeTeamMember(scope: Scope, memberId: string): Promise<TeamMember> {
  await keepAnAdministrator(scope, memberId);
  await setClosed(scope, memberId, scope.now);
  await endSessionsOf(scope, memberId);
  await spendLinks(scope, memberId);
  return getTeamMember(scope, memberId);
}

export async function reopenTeamMember(scope: Scope, memberId: string): Promise<TeamMember> {
  await setClosed(scope, memberId, null);
  return getTeamMember(scope, memberId);
}

const LINK_SECONDS = 48 * 3600;

/** A one-time link, for 48 hours: it lets someone choose a password, and forgets their former one and their second factor. */
export async function issueSignInLink(scope: Scope, memberId: string): Promise<SignInLink> {
  const member = await getTeamMember(scope, memberId);
  if (member.state === 'closed') throw conflict('team_member.closed', 'L’accès de cette personne est fermé. Rouvrez-le d’abord.');
  await spendLinks(scope, memberId);
  const token = makeToken('sl', scope.townHallId);
  const expiresAt = secondsAfter(scope.now, LINK_SECONDS);
  await teamDb(scope)
    .insertInto('signInLinks')
    .values({ tokenHash: tokenHash(token), teamMemberId: memberId, expiresAt, usedAt: null })
    .execute();
  return { token, expiresAt };
}

async function getTeamMember(scope: Scope, memberId: string): Promise<TeamMember> {
  const member = await shownMembers(scope).where('id', '=', memberId).executeTakeFirst();
  if (!member) throw missing('team_member.missing', 'Cette personne ne fait pas partie de votre équipe.');
  return asShown(member);
}

const shownMembers = (scope: Scope) =>
  teamDb(scope)
    .selectFrom('teamMembers')
    .select(['id', 'email', 'firstName', 'lastName', 'role', 'passwordHash', 'totpConfirmedAt', 'disabledAt', 'version'])
    .select((row) =>
      row
        .selectFrom('sessions')
        .select(({ fn }) => fn.max('seenAt').as('at'))
        .whereRef('sessions.teamMemberId', '=', 'teamMembers.id')
        .as('lastSeenAt'),
    )
    .select(charterAcceptedAt);

type Shown = Awaited<ReturnType<ReturnType<typeof shownMembers>['executeTakeFirstOrThrow']>>;

const asShown = ({ passwordHash, totpConfirmedAt, disabledAt, ...member }: Shown): TeamMember => ({
  ...member,
  state: stateOf({ passwordHash, disabledAt }),
  hasSecondFactor: totpConfirmedAt !== null,
});

function stateOf({ passwordHash, disabledAt }: Pick<Shown, 'passwordHash' | 'disabledAt'>): MemberState {
  if (disabledAt) return 'closed';
  return passwordHash ? 'active' : 'invited';
}

/** Locks the administrators, so that two of them cannot leave at the same moment. */
async function keepAnAdministrator(scope: Scope, leavingId: string): Promise<void> {
  const administrators = await teamDb(scope)
    .selectFrom('teamMembers')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabledAt', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (administrators.some(({ id }) => id === leavingId) && administrators.length === 1) throw lastAdministrator();
}

const lastAdministrator = () =>
  conflict(
    'team_member.last_administrator',
    'C’est la seule personne qui administre Parvis. Donnez d’abord ce rôle à quelqu’un d’autre.',
  );

const emailTaken = () =>
  new Problem('conflict', 'team_member.email_taken', {
    message: 'Choisissez une autre adresse.',
    errors: [{ field: 'email', message: 'Une personne de l’équipe a déjà cette adresse.' }],
  });

async function setClosed(scope: Scope, memberId: string, disabledAt: string | null): Promise<void> {
  await teamDb(scope)
    .updateTable('teamMembers')
    .set((row) => ({ disabledAt, version: row('version', '+', 1) }))
    .where('id', '=', memberId)
    .execute();
}

/** Links handed over before stop working. */
async function spendLinks(scope: Scope, memberId: string): Promise<void> {
  await teamDb(scope)
    .updateTable('signInLinks')
    .set({ usedAt: scope.now })
    .where('teamMemberId', '=', memberId)
    .where('usedAt', 'is', null)
    .execute();
}
