import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { IsAmong } from '../contacts/tables.ts';
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
export function happened(scope: Scope, asked: Happening, among: IsAmong): Expression<SqlBool> {
  const facets = facetsOf(asked);
  if (facets === null) return amongExchanges(scope, asked, among);
  // Beyond what a facet remembers, only those it does not rule out are counted one exchange after the other.
  if (asked.since === null || asked.times <= FACET_DEPTH) return inFacets(scope, { ...asked, facets }, among);
  return sql<SqlBool>`(${inFacets(scope, { ...asked, facets, times: FACET_DEPTH }, among)} and ${amongExchanges(scope, asked, among)})`;
}

/** The facets that answer together; null where the exchanges themselves must be read. */
function facetsOf({ kinds, initiative, subjectId, themeId }: Happening): readonly string[] | null {
  if (subjectId !== null || themeId !== null || (kinds.length > 0 && initiative !== null)) return null;
  if (kinds.length > 0) return kinds;
  return [initiative === null ? 'any' : `by_${initiative}`];
}

function inFacets(
  { townHallId }: Scope,
  { facets, since, times }: Pick<Happening, 'since' | 'times'> & { facets: readonly string[] },
  among: IsAmong,
): Expression<SqlBool> {
  const [only] = facets;
  const facet = facets.length === 1 ? sql`facet = ${only}` : sql`facet = any(${facets}::text[])`;
  const rows = sql`select contact_id from interaction_facets where interaction_facets.town_hall_id = ${townHallId} and ${facet}`;
  // Where one of several times is enough, each facet answers for itself.
  if (facets.length === 1 || times === 1) {
    const enough =
      since === null ? sql`count >= ${times}` : sql`latest[cardinality(latest) - ${times - 1}] >= ${since}::timestamptz`;
    return among(sql`${rows} and ${enough}`, { areOnce: facets.length === 1 });
  }
  const counted =
    since === null ? sql`count` : sql`cardinality(latest) - width_bucket(${justBefore(since)}::timestamptz, latest)`;
  return among(inAll(rows, sql`sum(${counted}) >= ${times}`), { areOnce: true });
}

const justBefore = (instant: string) => secondsAfter(instant, -0.001);

function amongExchanges({ townHallId }: Scope, asked: Happening, among: IsAmong): Expression<SqlBool> {
  const { kinds, initiative, subjectId, themeId, since, times } = asked;
  const conditions = [
    sql`interactions.town_hall_id = ${townHallId}`,
    ...(kinds.length > 0 ? [sql`interactions.kind = any(${kinds}::text[])`] : []),
    ...(initiative ? [sql`interactions.initiative = ${initiative}`] : []),
    ...(subjectId ? [sql`interactions.subject_id = ${subjectId}::uuid`] : []),
    ...(themeId ? [sql`interactions.theme_id = ${themeId}::uuid`] : []),
    ...(since ? [sql`interactions.happened_at >= ${since}::timestamptz`] : []),
  ];
  const rows = sql`select contact_id from interactions where ${sql.join(conditions, sql` and `)}`;
  return times === 1 ? among(rows) : among(inAll(rows, sql`count(*) >= ${times}`), { areOnce: true });
}

const inAll = (rows: Sql, enough: Sql): Sql => sql`${rows} group by contact_id having ${enough}`;
