import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Scope } from '../platform/scope.ts';
import { secondsAfter } from '../platform/time.ts';
import type { Initiative } from './contract.ts';
import { FACET_DEPTH } from './facets.ts';

/** What may be asked of a contact's exchanges. */
export interface Happening {
  /** None named: every kind. */
  kinds: readonly string[];
  initiative: Initiative | null;
  subjectId: string | null;
  themeId: string | null;
  /** Null: at any time. */
  since: string | null;
  times: number;
}

type Sql = RawBuilder<unknown>;

/** See `hasHappened` in interactions.ts, its door. */
export function happened(scope: Scope, asked: Happening): RawBuilder<SqlBool> {
  const facets = facetsOf(asked);
  if (facets === null) return amongExchanges(scope, asked);
  // Beyond what a facet remembers, only those it does not rule out are counted one exchange after the other.
  if (asked.since === null || asked.times <= FACET_DEPTH) return inFacets(scope, facets, asked);
  return sql`(${inFacets(scope, facets, { ...asked, times: FACET_DEPTH })} and ${amongExchanges(scope, asked)})`;
}

/** The facets that answer together; null where the exchanges themselves must be read. */
function facetsOf({ kinds, initiative, subjectId, themeId }: Happening): readonly string[] | null {
  if (subjectId !== null || themeId !== null || (kinds.length > 0 && initiative !== null)) return null;
  if (kinds.length > 0) return kinds;
  return [initiative === null ? 'any' : `by_${initiative}`];
}

function inFacets(
  { townHallId }: Scope,
  facets: readonly string[],
  { since, times }: Pick<Happening, 'since' | 'times'>,
): RawBuilder<SqlBool> {
  const [only] = facets;
  const facet = facets.length === 1 ? sql`facet = ${only}` : sql`facet = any(${facets}::text[])`;
  const rows = sql`interaction_facets where interaction_facets.town_hall_id = ${townHallId} and ${facet}`;
  // Where one of several times is enough, each facet answers for itself.
  if (facets.length === 1 || times === 1) {
    const enough =
      since === null ? sql`count >= ${times}` : sql`latest[cardinality(latest) - ${times - 1}] >= ${since}::timestamptz`;
    return toThem(sql`${rows} and ${enough}`, 'interaction_facets');
  }
  const counted =
    since === null ? sql`count` : sql`cardinality(latest) - width_bucket(${justBefore(since)}::timestamptz, latest)`;
  return toThemInAll(rows, sql`sum(${counted}) >= ${times}`);
}

const justBefore = (instant: string) => secondsAfter(instant, -0.001);

function amongExchanges({ townHallId }: Scope, asked: Happening): RawBuilder<SqlBool> {
  const { kinds, initiative, subjectId, themeId, since, times } = asked;
  const conditions = [
    sql`interactions.town_hall_id = ${townHallId}`,
    ...(kinds.length > 0 ? [sql`interactions.kind = any(${kinds}::text[])`] : []),
    ...(initiative ? [sql`interactions.initiative = ${initiative}`] : []),
    ...(subjectId ? [sql`interactions.subject_id = ${subjectId}::uuid`] : []),
    ...(themeId ? [sql`interactions.theme_id = ${themeId}::uuid`] : []),
    ...(since ? [sql`interactions.happened_at >= ${since}::timestamptz`] : []),
  ];
  const rows = sql`interactions where ${sql.join(conditions, sql` and `)}`;
  return times === 1 ? toThem(rows, 'interactions') : toThemInAll(rows, sql`count(*) >= ${times}`);
}

/** Said so that the planner may look one contact up, or hash them all once. */
const toThem = (rows: Sql, table: string): RawBuilder<SqlBool> =>
  sql`exists (select from ${rows} and ${sql.ref(table)}.contact_id = contacts.id)`;

const toThemInAll = (rows: Sql, enough: Sql): RawBuilder<SqlBool> =>
  sql`contacts.id in (select contact_id from ${rows} group by contact_id having ${enough})`;
