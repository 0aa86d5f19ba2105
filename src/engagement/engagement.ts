import { type AliasableExpression, type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { getContact } from '../contacts/contacts.ts';
import { type IsAmong, isAmong } from '../contacts/tables.ts';
import { reachingKinds } from '../interactions/contract.ts';
import { isAct } from '../interactions/interactions.ts';
import { stale, when } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { dayOf, lastMonths, secondsAfter, startOfDay } from '../platform/time.ts';
import {
  type Engagement,
  type EngagementLevel,
  type EngagementRule,
  engagementLevel,
  type Levels,
  type MonthLevels,
  type SolicitationLimit,
  type Thresholds,
} from './contract.ts';
import { countMonthsUnder, forgetMonths, monthsKept } from './months.ts';
import { countOver, isOver, limitIn, setLimit } from './solicitation.ts';
import { engagementDb } from './tables.ts';

/** What every town hall starts with. */
const FIRST: EngagementRule = {
  ...{ version: 0, changedAt: null, changedBy: '' },
  ...{ veryActiveActs: 3, veryActiveDays: 90, activeActs: 1, activeDays: 365, passiveDays: 365 },
};

export async function getEngagementRule(scope: Scope): Promise<EngagementRule> {
  const [latest = FIRST] = await listEngagementRules(scope);
  return latest;
}

/** Every version, the latest first. */
export async function listEngagementRules(scope: Scope): Promise<EngagementRule[]> {
  const kept = await engagementDb(scope).selectFrom('engagementRules').selectAll().orderBy('version', 'desc').execute();
  return [...kept, FIRST];
}

/** Adds a version; whoever read another one than the latest is told. */
export async function changeEngagementRule(scope: Scope, asked: Thresholds, version: number): Promise<EngagementRule> {
  if ((await getEngagementRule(scope)).version !== version) throw stale();
  const changed = await engagementDb(scope)
    .insertInto('engagementRules')
    .values({ ...asked, version: version + 1, changedAt: scope.now, changedBy: scope.actor.name })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(when('engagement_rules_pkey', stale));
  await forgetMonths(scope);
  return changed;
}

/** The level of the `contacts` of a query under the rule in force: one expression, read from facets as they are now. */
export const engagementOf = (scope: Scope): RawBuilder<EngagementLevel> => levelUnder(scope, inForce(scope));

/**
 * Whether the `contacts` of a query are at one of these levels. Levels that follow each other are asked as one: « passive or
 * dormant » is « not active ».
 */
export function isEngaged(scope: Scope, levels: readonly EngagementLevel[], among: IsAmong = isAmong): RawBuilder<SqlBool> {
  const isAtLeast = floorsUnder(scope, inForce(scope), among);
  const has = (rank: number) => levels.some((level) => level === ladder[rank]);
  const terms = ladder.flatMap((_, rank) => {
    if (!has(rank) || has(rank - 1)) return [];
    const last = ladder.findIndex((_, below) => below >= rank && !has(below + 1));
    return [sql`(${isAtLeast(last)} and not ${isAtLeast(rank - 1)})`];
  });
  return sql`(${sql.join(terms, sql` or `)})`;
}

/** How many contacts stood at each level as each month of the last twelve ended. */
export const listMonths = (scope: Scope): Promise<MonthLevels[]> => monthsKept(scope);

export async function countMonths(scope: Scope): Promise<void> {
  const rule = await getEngagementRule(scope);
  await countMonthsUnder(scope, rule, await previewLevels(scope, rule));
}

/** From how many letters in thirty days on a person is much solicited. */
export const getSolicitationLimit = (scope: Scope): Promise<SolicitationLimit> => limitIn(scope);

export const changeSolicitationLimit = (scope: Scope, letters: number, version: number): Promise<SolicitationLimit> =>
  setLimit(scope, letters, version);

/** Whether the `contacts` of a query received as many letters as the limit, or more. */
export const isSolicited = (scope: Scope, among: IsAmong = isAmong): Expression<SqlBool> => isOver(scope, among);

/** How many of these contacts are much solicited: for the checks before a letter leaves. */
export const countOverSolicited = (scope: Scope, chosen: AliasableExpression<{ id: string }>): Promise<number> =>
  countOver(scope, chosen);

/** From the most engaged down. */
const ladder = engagementLevel.options;

type Sql<T> = RawBuilder<T>;
type Asked = Record<keyof Thresholds, Sql<number>>;

/** The thresholds as the database reads them: the latest version, or the one every town hall starts with. */
function inForce({ townHallId }: Scope): Asked {
  const latest = (column: keyof Thresholds) =>
    sql<number>`coalesce((select ${sql.ref(column)} from engagement_rules
      where engagement_rules.town_hall_id = ${townHallId} order by version desc limit 1), ${sql.lit(FIRST[column])})`;
  return {
    veryActiveActs: latest('veryActiveActs'),
    veryActiveDays: latest('veryActiveDays'),
    activeActs: latest('activeActs'),
    activeDays: latest('activeDays'),
    passiveDays: latest('passiveDays'),
  };
}

/** Whether one stands at a rank of the ladder or above: nobody above the first, everybody from the last. */
function floorsUnder({ townHallId, now }: Scope, asked: Asked, among: IsAmong): (rank: number) => Expression<SqlBool> {
  const hasSince = (facet: string, days: Sql<number>, times: Sql<number> = sql.lit(1)) =>
    among(
      sql`select contact_id from interaction_facets where interaction_facets.town_hall_id = ${townHallId} and facet = ${facet}
        and latest[cardinality(latest) + 1 - ${times}] >= ${now}::timestamptz - make_interval(days => ${days})`,
      { areOnce: true },
    );
  return (rank) => {
    if (rank < 0) return sql`false`;
    if (rank === 0) return hasSince('act', asked.veryActiveDays, asked.veryActiveActs);
    if (rank === 1) return hasSince('act', asked.activeDays, asked.activeActs);
    if (rank > 2) return sql`true`;
    // Each sign for itself: one facet names nobody twice.
    return sql`(${sql.join(
      signs.map((sign) => hasSince(sign, asked.passiveDays)),
      sql` or `,
    )})`;
  };
}

/** What shows that one has not been lost sight of: anything of theirs, or a message that came to them. */
const signs = ['by_contact', ...reachingKinds];

function levelUnder(scope: Scope, asked: Asked): RawBuilder<EngagementLevel> {
  const isAtLeast = floorsUnder(scope, asked, isAmong);
  const steps = ladder.map((level, rank) => sql`when ${isAtLeast(rank)} then ${sql.lit(level)}`);
  return sql`case ${sql.join(steps, sql` `)} end`;
}

/** How many contacts would be at each level. */
export async function previewLevels(scope: Scope, asked: Thresholds): Promise<Levels> {
  const given = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, sql.lit(value)])) as unknown as Asked;
  const rows = await engagementDb(scope)
    .with('leveled', (db) =>
      db.selectFrom('contacts').where('archivedAt', 'is', null).select(levelUnder(scope, given).as('level')),
    )
    .selectFrom('leveled')
    .select(['level', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('level')
    .execute();
  const of = (level: EngagementLevel) => rows.find((row) => row.level === level)?.count ?? 0;
  return { veryActive: of('very_active'), active: of('active'), passive: of('passive'), dormant: of('dormant') };
}

/** The level of one person and the facts it is told from. */
export async function explainEngagement(scope: Scope, contactId: string): Promise<Engagement> {
  await getContact(scope, contactId);
  const rule = await getEngagementRule(scope);
  const { level, lastActAt, lastSignAt } = await engagementDb(scope)
    .selectFrom('contacts')
    .where('id', '=', contactId)
    .select([engagementOf(scope).as('level'), lastOf(['act']).as('lastActAt'), lastOf(signs).as('lastSignAt')])
    .executeTakeFirstOrThrow();
  const { veryActiveDays, activeDays, passiveDays } = rule;
  const days = { very_active: veryActiveDays, active: activeDays, passive: passiveDays, dormant: passiveDays }[level];
  const since = secondsAfter(scope.now, -days * DAY);
  const acts = engagementDb(scope).selectFrom('interactions').where('contactId', '=', contactId).where(isAct);
  const { count } = await acts
    .where('happenedAt', '>=', since)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { level, lastActAt, lastSignAt, rule, days, acts: count, months: await monthsOf(scope, contactId) };
}

const DAY = 24 * 60 * 60;

const lastOf = (facets: readonly string[]) => sql<string | null>`(
  select max(last_at) from interaction_facets where interaction_facets.town_hall_id = contacts.town_hall_id
    and facet = any(${facets}::text[]) and interaction_facets.contact_id = contacts.id)`;

/** The twelve civil months up to this one, the oldest first: what they did, and what came to them. */
async function monthsOf(scope: Scope, contactId: string): Promise<Engagement['months']> {
  const months = lastMonths(dayOf(scope.now), 12);
  const reached = sql<boolean>`kind = any(${reachingKinds}::text[])`;
  const told = await engagementDb(scope)
    .selectFrom('interactions')
    .select(['happenedAt', isAct.as('isAct')])
    .where('contactId', '=', contactId)
    .where('happenedAt', '>=', startOfDay(`${months[0]}-01`))
    .where(({ or }) => or([isAct, reached]))
    .execute();
  return months.map((month) => {
    const ofMonth = told.filter(({ happenedAt }) => dayOf(happenedAt).startsWith(month));
    const acts = ofMonth.filter((one) => one.isAct).length;
    return { month, acts, received: ofMonth.length - acts };
  });
}
