import { sql } from 'kysely';
import { addMemberships } from '../../contacts/memberships/memberships.ts';
import type { Scope } from '../../platform/scope.ts';
import { importsDb } from '../tables.ts';
import type { Span } from './matching.ts';
import { lineOf, placeOf } from './places.ts';
import type { Run } from './runs.ts';

/** People written on the line of an organization are given their role in it, once both have their record. */
export async function joinOrganizations(scope: Scope, run: Run, { after, until }: Span): Promise<void> {
  const people = await importsDb(scope)
    .selectFrom('importLines')
    .select(['place', 'subjectId', 'contactId', sql<string>`extra->>'role'`.as('role')])
    .where('importRunId', '=', run.id)
    .where('place', '>', after)
    .where('place', '<=', until)
    .where('outcome', '<>', 'rejected')
    .where(sql<boolean>`extra->>'role' is not null`)
    .execute();
  if (people.length === 0) return;
  const organizations = await importsDb(scope)
    .selectFrom('importLines')
    .select(['place', 'subjectId', 'contactId'])
    .where('importRunId', '=', run.id)
    .where('place', '=', sql<number>`any(${people.map(({ place }) => placeOf(lineOf(place), 0))}::int[])`)
    .where('outcome', '<>', 'rejected')
    .execute();
  const byLine = new Map(organizations.map((one) => [lineOf(one.place), one.contactId ?? one.subjectId]));
  await addMemberships(
    scope,
    people.flatMap(({ place, subjectId, contactId, role }) => {
      const organizationId = byLine.get(lineOf(place));
      return organizationId ? [{ personId: contactId ?? subjectId, organizationId, role }] : [];
    }),
  );
}
