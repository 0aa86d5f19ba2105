import { sql } from 'kysely';
import { newId } from '../../platform/ids.ts';
import { conflict, invalid, missing, stale, when } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { anyOf, inBatches } from '../bulk.ts';
import { getContact } from '../contacts.ts';
import { contactsDb } from '../tables.ts';
import type { Membership, MembershipChange, NewMembership } from './contract.ts';

/** Of a person: where; of an organization: who. Those in office first, the main contact before the others, then the latest. */
export async function listMemberships(scope: Scope, contactId: string): Promise<Membership[]> {
  await getContact(scope, contactId);
  const rows = await told(scope)
    .where((one) => one.or([one('personId', '=', contactId), one('organizationId', '=', contactId)]))
    .orderBy(sql`until is not null`)
    .orderBy('isMainContact', 'desc')
    .orderBy(sql`coalesce(until, since)`, (order) => order.desc().nullsLast())
    .orderBy('memberships.id')
    .execute();
  return withParties(scope, rows);
}

export async function addMembership(scope: Scope, { personId, organizationId, ...draft }: NewMembership): Promise<Membership> {
  const [person, organization] = [await getContact(scope, personId), await getContact(scope, organizationId)];
  if (person.kind !== 'person') throw misplaced('personId', 'Choisissez une personne.');
  if (organization.kind !== 'organization') throw misplaced('organizationId', 'Choisissez une structure.');
  const { role, ...dates } = draft;
  const added = { id: newId(), personId, organizationId, roleId: await roleNamed(scope, role), ...dates };
  if (draft.isMainContact) await stepDown(scope, organizationId);
  await contactsDb(scope)
    .insertInto('memberships')
    .values({ ...added, createdAt: scope.now })
    .execute()
    .catch(refuseTwice)
    .catch(refuseBackwards);
  return getMembership(scope, added.id);
}

/** Any number of roles at once. One that is held already stays as it is; who comes to an organization without a main contact becomes it. */
export async function addMemberships(
  scope: Scope,
  drafts: readonly { personId: string; organizationId: string; role: string }[],
): Promise<void> {
  if (drafts.length === 0) return;
  const db = contactsDb(scope);
  const roleIds = new Map<string, string>();
  for (const role of new Set(drafts.map(({ role }) => role))) roleIds.set(role, await roleNamed(scope, role));
  const led = await db
    .selectFrom('memberships')
    .select('organizationId')
    .where('organizationId', '=', anyOf(drafts.map(({ organizationId }) => organizationId)))
    .where('isMainContact', '=', true)
    .where('until', 'is', null)
    .execute();
  const isLed = new Set(led.map(({ organizationId }) => organizationId));
  const rows = drafts.map(({ role, ...ends }) => {
    const isMainContact = !isLed.has(ends.organizationId);
    isLed.add(ends.organizationId);
    return { ...ends, id: newId(), roleId: roleIds.get(role) ?? '', isMainContact, createdAt: scope.now };
  });
  await inBatches(rows, async (batch) => {
    await db
      .insertInto('memberships')
      .values([...batch])
      .onConflict((held) => held.doNothing())
      .execute();
    return [];
  });
}

export async function changeMembership(
  scope: Scope,
  membershipId: string,
  { version, change }: { version: number; change: MembershipChange },
): Promise<Membership> {
  const { organization } = await getMembership(scope, membershipId);
  const { role, ...dates } = change;
  if (change.isMainContact) await stepDown(scope, organization.id);
  const changed = await contactsDb(scope)
    .updateTable('memberships')
    .set({ ...dates, roleId: await roleNamed(scope, role), version: version + 1 })
    .where('id', '=', membershipId)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
    .catch(refuseTwice)
    .catch(refuseBackwards);
  if (!changed) throw stale();
  return getMembership(scope, membershipId);
}

export async function removeMembership(scope: Scope, membershipId: string): Promise<void> {
  await getMembership(scope, membershipId);
  await contactsDb(scope).deleteFrom('memberships').where('id', '=', membershipId).execute();
}

/** A twin takes over what the other was; a role both had in one place is one role. */
export async function handMemberships(scope: Scope, fromId: string, toId: string): Promise<void> {
  const { townHallId, db } = scope;
  for (const [mine, theirs] of [
    [sql.ref('personId'), sql.ref('organizationId')],
    [sql.ref('organizationId'), sql.ref('personId')],
  ] as const)
    await sql`update memberships set ${mine} = ${toId}::uuid, is_main_contact = false, version = version + 1
      where town_hall_id = ${townHallId} and ${mine} = ${fromId}::uuid and not (until is null and exists (
        select from memberships as other where other.town_hall_id = ${townHallId} and other.until is null
          and other.role_id = memberships.role_id and other.${mine} = ${toId}::uuid and other.${theirs} = memberships.${theirs}))`.execute(
      db,
    );
  await forgetMemberships(scope, fromId);
}

export async function forgetMemberships(scope: Scope, contactId: string): Promise<void> {
  await contactsDb(scope)
    .deleteFrom('memberships')
    .where((one) => one.or([one('personId', '=', contactId), one('organizationId', '=', contactId)]))
    .execute();
}

export const listRoles = (scope: Scope): Promise<{ id: string; label: string }[]> =>
  contactsDb(scope).selectFrom('membershipRoles').select(['id', 'label']).orderBy('foldedLabel').execute();

/** One main contact at a time: the former one stays a member. */
async function stepDown(scope: Scope, organizationId: string): Promise<void> {
  await contactsDb(scope)
    .updateTable('memberships')
    .set((one) => ({ isMainContact: false, version: one('version', '+', 1) }))
    .where('organizationId', '=', organizationId)
    .where('isMainContact', '=', true)
    .execute();
}

/** The role of that name, whatever its case and accents; made if nobody had it yet. */
async function roleNamed(scope: Scope, label: string): Promise<string> {
  const db = contactsDb(scope);
  await db
    .insertInto('membershipRoles')
    .values({ id: newId(), label, createdAt: scope.now })
    .onConflict((taken) => taken.constraint('membership_role_label_taken').doNothing())
    .execute();
  const { id } = await db
    .selectFrom('membershipRoles')
    .select('id')
    .where('foldedLabel', '=', sql<string>`folded(${label})`)
    .executeTakeFirstOrThrow();
  return id;
}

async function getMembership(scope: Scope, membershipId: string): Promise<Membership> {
  const row = await told(scope).where('memberships.id', '=', membershipId).executeTakeFirst();
  const [membership] = row ? await withParties(scope, [row]) : [];
  if (!membership) throw missing('membership.missing', 'Ce lien n’existe pas, ou n’existe plus.');
  return membership;
}

const told = (scope: Scope) =>
  contactsDb(scope)
    .selectFrom('memberships')
    .innerJoin('membershipRoles', (join) => join.onRef('membershipRoles.id', '=', 'memberships.roleId'))
    .select(['memberships.id', 'personId', 'organizationId', 'since', 'until', 'isMainContact', 'version'])
    .select(['membershipRoles.id as roleId', 'membershipRoles.label as roleLabel']);

type Row = Awaited<ReturnType<ReturnType<typeof told>['execute']>>[number];

async function withParties(scope: Scope, rows: Row[]): Promise<Membership[]> {
  const parties = await contactsDb(scope)
    .selectFrom('contacts')
    .select(['id', 'kind', 'category', 'firstName', 'lastName', 'email', 'mobilePhone', 'landlinePhone', 'archivedAt'])
    .where('id', '=', anyOf(rows.flatMap(({ personId, organizationId }) => [personId, organizationId])))
    .execute();
  const byId = new Map(parties.map((party) => [party.id, party]));
  return rows.flatMap(({ personId, organizationId, roleId, roleLabel, ...row }) => {
    const [person, organization] = [byId.get(personId), byId.get(organizationId)];
    return person && organization ? [{ ...row, person, organization, role: { id: roleId, label: roleLabel } }] : [];
  });
}

const misplaced = (field: string, message: string) => invalid('membership.misplaced', message, [{ field, message }]);

const refuseTwice = when('membership_known_already', () =>
  conflict('membership.known_already', 'Cette personne a déjà cette fonction dans cette structure.'),
);
const refuseBackwards = when('membership_ends_after_it_began', () =>
  invalid('membership.ends_before_it_began', 'Cette fonction finirait avant d’avoir commencé.', [
    { field: 'until', message: 'Choisissez une date de fin après la date de début.' },
  ]),
);
