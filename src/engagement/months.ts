import { sql } from 'kysely';
import { reachingKinds } from '../interactions/contract.ts';
import { isAct } from '../interactions/interactions.ts';
import type { Scope } from '../platform/scope.ts';
import { dayOf, lastMonths, monthAfter, startOfDay } from '../platform/time.ts';
import type { Levels, MonthLevels, Thresholds } from './contract.ts';
import { engagementJobs } from './jobs.ts';
import { engagementDb } from './tables.ts';

const monthsOfYear = ({ now }: Scope) => lastMonths(dayOf(now), 12);

/** The twelve civil months up to this one, the oldest first, as far as they are counted; what is missing is asked for. */
export async function monthsKept(scope: Scope): Promise<MonthLevels[]> {
  const months = monthsOfYear(scope);
  const kept = await engagementDb(scope)
    .selectFrom('engagementMonths')
    .select(['month', 'veryActive', 'active', 'passive', 'dormant'])
    .where('month', '>=', months[0] ?? '')
    .orderBy('month')
    .execute();
  if (kept.length < months.length) await askToCount(scope);
  return kept;
}

/** They were told by another rule: they are told again by the one in force. */
export async function forgetMonths(scope: Scope): Promise<void> {
  await engagementDb(scope).deleteFrom('engagementMonths').execute();
  await askToCount(scope);
}

const askToCount = (scope: Scope) => scope.enqueue(engagementJobs.countMonths, {}, { once: 'engagement months' });

/** A month that has ended no longer changes; the one under way is counted again. */
export async function countMonthsUnder(scope: Scope, rule: Thresholds, present: Levels): Promise<void> {
  const months = monthsOfYear(scope);
  const kept = await engagementDb(scope).selectFrom('engagementMonths').select(['month', 'countedAt']).execute();
  for (const month of months.slice(0, -1)) {
    const end = startOfDay(`${monthAfter(`${month}-01`).slice(0, 7)}-01`);
    if (kept.some((one) => one.month === month && one.countedAt >= end)) continue;
    await keep(scope, month, await levelsAt(scope, rule, end));
  }
  await keep(scope, months.at(-1) ?? '', present);
}

async function keep(scope: Scope, month: string, levels: Levels): Promise<void> {
  const counted = { ...levels, countedAt: scope.now };
  await engagementDb(scope)
    .insertInto('engagementMonths')
    .values({ month, ...counted })
    .onConflict((known) => known.constraint('engagement_months_pkey').doUpdateSet(counted))
    .execute();
}

/** The levels as they stood at a past instant, told from the exchanges themselves: facets only know the latest. */
async function levelsAt(scope: Scope, rule: Thresholds, end: string): Promise<Levels> {
  const { townHallId } = scope;
  const since = (days: number) => sql`happened_at >= ${end}::timestamptz - make_interval(days => ${days})`;
  const isSign = sql`(initiative = 'contact' or kind = any(${reachingKinds}::text[]))`;
  // Contacts and exchanges in one heap rather than joined: without statistics yet, the planner would compare each with each.
  const { rows } = await sql<Levels>`
    with told as (
      select id as contact_id, true as is_known, false as is_recent, false as is_act, false as is_sign
      from contacts
      where contacts.town_hall_id = ${townHallId} and archived_at is null and collected_on < ${dayOf(end)}::date
      union all
      select contact_id, false, ${isAct} and ${since(rule.veryActiveDays)}, ${isAct} and ${since(rule.activeDays)}, ${isSign}
      from interactions
      where interactions.town_hall_id = ${townHallId} and happened_at < ${end}::timestamptz and ${since(rule.passiveDays)}),
    leveled as (
      select case
        when count(*) filter (where is_recent) >= ${rule.veryActiveActs} then 'very_active'
        when count(*) filter (where is_act) >= ${rule.activeActs} then 'active'
        when bool_or(is_sign) then 'passive'
        else 'dormant' end as level
      from told group by contact_id having bool_or(is_known))
    select count(*) filter (where level = 'very_active') as very_active, count(*) filter (where level = 'active') as active,
      count(*) filter (where level = 'passive') as passive, count(*) filter (where level = 'dormant') as dormant
    from leveled`.execute(scope.db);
  return rows[0] ?? { veryActive: 0, active: 0, passive: 0, dormant: 0 };
}
