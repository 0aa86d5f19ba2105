import { type AliasableExpression, type Expression, type SqlBool, sql } from 'kysely';
import { type IsAmong, isAmong } from '../contacts/tables.ts';
import { reachingKinds } from '../interactions/contract.ts';
import { stale, when } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { secondsAfter } from '../platform/time.ts';
import { SOLICITED_DAYS, type SolicitationLimit } from './contract.ts';
import { engagementDb } from './tables.ts';

/** What every town hall starts with. */
const FIRST: SolicitationLimit = { letters: 4, version: 0, changedAt: null, changedBy: '' };

/** See `getSolicitationLimit` in engagement.ts, its door. */
export async function limitIn(scope: Scope): Promise<SolicitationLimit> {
  const kept = await engagementDb(scope)
    .selectFrom('solicitationLimits')
    .select(['letters', 'version', 'changedAt', 'changedBy'])
    .executeTakeFirst();
  return kept ?? FIRST;
}

export async function setLimit(scope: Scope, letters: number, version: number): Promise<SolicitationLimit> {
  const kept = { letters, version: version + 1, changedAt: scope.now, changedBy: scope.actor.name };
  const db = engagementDb(scope);
  const known = await limitIn(scope);
  if (known.version !== version) throw stale();
  if (version === FIRST.version)
    await db.insertInto('solicitationLimits').values(kept).execute().catch(when('solicitation_limits_pkey', stale));
  else {
    const { numUpdatedRows } = await db
      .updateTable('solicitationLimits')
      .set(kept)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw stale();
  }
  return kept;
}

/** A letter that was refused on the way did not reach them: it does not count. */
export function isOver({ townHallId, now }: Scope, among: IsAmong): Expression<SqlBool> {
  const limit = sql`coalesce((select letters from solicitation_limits
    where solicitation_limits.town_hall_id = ${townHallId}), ${sql.lit(FIRST.letters)})`;
  return among(
    sql`select contact_id from interaction_facets where interaction_facets.town_hall_id = ${townHallId}
      and facet = any(${reachingKinds}::text[]) and count >= ${limit}
      and latest[cardinality(latest) + 1 - ${limit}] >= ${secondsAfter(now, -SOLICITED_DAYS * 86_400)}::timestamptz`,
    { areOnce: reachingKinds.length === 1 },
  );
}

export async function countOver(scope: Scope, chosen: AliasableExpression<{ id: string }>): Promise<number> {
  const { count } = await engagementDb(scope)
    .selectFrom('contacts')
    .where(sql<boolean>`contacts.id in ${chosen}`)
    .where(isOver(scope, isAmong))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
