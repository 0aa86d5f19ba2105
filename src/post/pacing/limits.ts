import { sql } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import { secondsAfter } from '../../platform/time.ts';
import type { Way } from '../contract.ts';

/** An hour's messages leave over twenty minutes at least, so that a relay sees no flood. */
const PARTS_OF_AN_HOUR = 20;

interface Used {
  minute: number;
  hour: number;
  day: number;
  oldestOfHour: string | null;
  oldestOfDay: string | null;
  nextMinute: string;
}

/** Takes so many messages, or fewer, from what a relay accepts in any hour and any day; counted for all processes together. */
export async function takeAllowance(
  scope: Scope,
  { relayId, hourlyLimit, dailyLimit }: Way,
  wanted: number,
): Promise<{ taken: number; notBefore: string | null }> {
  if ((hourlyLimit === null && dailyLimit === null) || wanted === 0) return { taken: wanted, notBefore: null };
  await sql`select pg_advisory_xact_lock(hashtextextended(${`relay ${scope.townHallId} ${relayId}`}, 0))`.execute(scope.db);
  const used = await usedOf(scope, relayId);
  const bounds = [
    { left: hourlyLimit === null ? wanted : Math.ceil(hourlyLimit / PARTS_OF_AN_HOUR) - used.minute, again: used.nextMinute },
    { left: (hourlyLimit ?? Number.POSITIVE_INFINITY) - used.hour, again: secondsAfter(used.oldestOfHour ?? scope.now, HOUR) },
    { left: (dailyLimit ?? Number.POSITIVE_INFINITY) - used.day, again: secondsAfter(used.oldestOfDay ?? scope.now, DAY) },
  ];
  const taken = Math.max(0, Math.min(wanted, ...bounds.map(({ left }) => left)));
  if (taken > 0) await count(scope, relayId, taken);
  const full = bounds.filter(({ left }) => left <= taken).map(({ again }) => again);
  return { taken, notBefore: taken < wanted ? (full.sort().at(-1) ?? null) : null };
}

/** A minute more than the period: the whole minute is counted until its last second is out of it. */
const HOUR = 3660;
const DAY = 86_460;

async function usedOf(scope: Scope, relayId: string): Promise<Used> {
  const { rows } = await sql<Used>`
    select coalesce(sum(messages) filter (where minute = date_trunc('minute', now())), 0)::int as minute,
      coalesce(sum(messages) filter (where minute > now() - make_interval(secs => ${HOUR})), 0)::int as hour,
      coalesce(sum(messages), 0)::int as day,
      min(minute) filter (where minute > now() - make_interval(secs => ${HOUR})) as oldest_of_hour,
      min(minute) as oldest_of_day,
      date_trunc('minute', now()) + interval '1 minute' as next_minute
    from relay_counts
    where town_hall_id = ${scope.townHallId} and relay_id = ${relayId}::uuid and minute > now() - make_interval(secs => ${DAY})`.execute(
    scope.db,
  );
  const [used] = rows;
  if (!used) throw new Error('an aggregate has a row');
  return used;
}

async function count(scope: Scope, relayId: string, messages: number): Promise<void> {
  await sql`
    insert into relay_counts (town_hall_id, relay_id, minute, messages)
    values (${scope.townHallId}, ${relayId}::uuid, date_trunc('minute', now()), ${messages})
    on conflict (town_hall_id, relay_id, minute) do update set messages = relay_counts.messages + excluded.messages`.execute(
    scope.db,
  );
  await sql`
    delete from relay_counts where town_hall_id = ${scope.townHallId} and relay_id = ${relayId}::uuid
      and minute <= now() - make_interval(secs => ${DAY})`.execute(scope.db);
}
