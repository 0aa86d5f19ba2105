import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Scope } from '../platform/scope.ts';
import { epochMilliseconds } from '../platform/time.ts';
import type { Initiative } from './contract.ts';

/** How many of the latest instants a facet keeps; the function `latest_instants` of the database says the same. */
export const FACET_DEPTH = 12;

/** What a facet sums up. */
export interface Told {
  contactId: string;
  kind: string;
  initiative: Initiative;
  happenedAt: string;
}

/** Saying whether one may be written to is a right, not a sign of interest: whoever asks to be left alone is no more active for it. */
const notActs = ['consent_given', 'consent_refused', 'opted_out'];

/** Every facet an exchange counts in. */
const facetsOf = ({ kind, initiative }: Told): string[] => [
  kind,
  'any',
  `by_${initiative}`,
  ...(initiative === 'contact' && !notActs.includes(kind) ? ['act'] : []),
];

/** Whether a row of `interactions` tells of engagement. */
export const isActInSql = sql<boolean>`(initiative = 'contact' and kind <> all(${sql.lit(`{${notActs}}`)}::text[]))`;

/** The same, of the rows of `interactions`. */
const facetsInSql = sql`unnest(array[kind, 'any', 'by_' || initiative, case when ${isActInSql} then 'act' end])`;

/** Rows an insert: four parameters each. */
const ROWS = 1000;

/**
 * Adds to what is known, whatever the order things are told in. One statement locks a row after another in the same order
 * everywhere, so that two workers who tell of the same people wait for each other and never both.
 */
export async function addToFacets({ db, townHallId }: Scope, told: readonly Told[]): Promise<void> {
  const rows = summedUp(told);
  for (let start = 0; start < rows.length; start += ROWS) {
    const some = rows.slice(start, start + ROWS);
    const lines = some.map((_, line) => `($1, $${line * 4 + 2}, $${line * 4 + 3}, $${line * 4 + 4}, $${line * 4 + 5})`);
    const values = some.flatMap(({ contactId, facet, instants }) => [contactId, facet, instants.length, latestOf(instants)]);
    await db.executeQuery(
      CompiledQuery.raw(
        `insert into interaction_facets as known (town_hall_id, contact_id, facet, count, latest) values ${lines}
         on conflict (town_hall_id, facet, contact_id) do update set ${BOTH}`,
        [townHallId, ...values],
      ),
    );
  }
}

/** What was known and what is told, together; told in order, as is usual, nothing has to be sorted. */
const BOTH = `count = known.count + excluded.count,
  latest = case when known.latest[cardinality(known.latest)] <= excluded.latest[1]
    then (known.latest || excluded.latest)[greatest(cardinality(known.latest) + cardinality(excluded.latest) - ${FACET_DEPTH - 1}, 1):]
    else latest_instants(known.latest, excluded.latest) end`;

interface Sum {
  contactId: string;
  facet: string;
  instants: string[];
}

function summedUp(told: readonly Told[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const one of told)
    for (const facet of facetsOf(one)) {
      const key = `${one.contactId} ${facet}`;
      const known = sums.get(key);
      if (known) known.instants.push(one.happenedAt);
      else sums.set(key, { contactId: one.contactId, facet, instants: [one.happenedAt] });
    }
  return [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, sum]) => sum);
}

const latestOf = (instants: readonly string[]) =>
  instants.toSorted((one, other) => epochMilliseconds(one) - epochMilliseconds(other)).slice(-FACET_DEPTH);

/** Two records become one: what is known of both adds up, whoever writes about them meanwhile. */
export async function handFacets({ db, townHallId }: Scope, fromId: string, toId: string): Promise<void> {
  await sql`
    insert into interaction_facets as known (town_hall_id, contact_id, facet, count, latest)
    select town_hall_id, ${toId}::uuid, facet, count, latest from interaction_facets
    where town_hall_id = ${townHallId} and contact_id = ${fromId} order by facet
    on conflict (town_hall_id, facet, contact_id) do update set ${sql.raw(BOTH)}`.execute(db);
  await forgetFacets({ db, townHallId }, fromId);
}

export async function forgetFacets({ db, townHallId }: Pick<Scope, 'db' | 'townHallId'>, contactId: string): Promise<void> {
  await sql`delete from interaction_facets where town_hall_id = ${townHallId} and contact_id = ${contactId}`.execute(db);
}

/** Holds what is known of these people against whoever would add to it: their exchanges are about to be taken back. */
export async function holdFacets({ db, townHallId }: Scope, contactIds: readonly string[]): Promise<void> {
  await sql`select from interaction_facets where town_hall_id = ${townHallId} and contact_id = any(${contactIds}::uuid[])
    order by contact_id, facet for update`.execute(db);
}

/** Counts again from the exchanges themselves: of these people, or of everyone. */
export async function recountFacets({ db, townHallId }: Scope, contactIds?: readonly string[]): Promise<void> {
  const among = contactIds ? sql`contact_id = any(${contactIds}::uuid[])` : sql`true`;
  await sql`delete from interaction_facets where town_hall_id = ${townHallId} and ${among}`.execute(db);
  await sql`insert into interaction_facets (town_hall_id, contact_id, facet, count, latest) ${countedFrom(townHallId, among)}`.execute(
    db,
  );
}

const countedFrom = (townHallId: number, among: RawBuilder<unknown>) => sql`
  select ${sql.lit(townHallId)}, contact_id, facet, count(*)::int as count,
    (array_agg(happened_at order by happened_at))[greatest(count(*) - ${sql.lit(FACET_DEPTH - 1)}, 1):] as latest
  from (select contact_id, happened_at, ${facetsInSql} as facet from interactions where town_hall_id = ${townHallId} and ${among}) as told
  where facet is not null group by contact_id, facet`;

/** See `findWrongFacets` in interactions.ts, its door. */
export async function wrongFacets({ db, townHallId }: Scope): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct contact_id as id from (select contact_id, facet, count, latest from interaction_facets where town_hall_id = ${townHallId}) as kept
    full join (${countedFrom(townHallId, sql`true`)}) as counted using (contact_id, facet)
    where (kept.count, kept.latest) is distinct from (counted.count, counted.latest) limit 5`.execute(db);
  return rows.map(({ id }) => id);
}
