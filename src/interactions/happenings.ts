import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../platform/scope.ts';
import { secondsAfter } from '../platform/time.ts';
import type { Initiative } from './contract.ts';
import { FACET_DEPTH } from './facets.ts';

/** What may be asked of a contact's exchanges. */
export interface Happening {
  /** None named: any kind. */
  kinds: readonly string[];
  initiative: Initiative | null;
  subjectId: string | null;
  /** Null: at any time. */
  since: string | null;
  times: number;
}

type Ids = RawBuilder<unknown>;

/** See `happenedTo` in interactions.ts, its door. */
export function contactsWith(scope: Scope, asked: Happening): Ids {
  const facets = facetsOf(asked);
  if (facets === null) return raw(scope, asked, sql`true`);
  // Beyond what a facet remembers, only those it does not rule out are counted one exchange after the other.
  if (asked.since !== null && asked.times > FACET_DEPTH)
    return raw(scope, asked, sql`contact_id in (${summedUp(scope, facets, { since: asked.since, times: FACET_DEPTH })})`);
  return summedUp(scope, facets, asked);
}

/** The facets that answer together; null where the exchanges themselves must be read. */
function facetsOf({ kinds, initiative, subjectId }: Happening): readonly string[] | null {
  if (subjectId !== null || (kinds.length > 0 && initiative !== null)) return null;
  if (kinds.length > 0) return kinds;
  return initiative === null ? ['by_contact', 'by_town_hall'] : [`by_${initiative}`];
}

function summedUp({ townHallId }: Scope, facets: readonly string[], { since, times }: Pick<Happening, 'since' | 'times'>): Ids {
  const rows = sql`interaction_facets where interaction_facets.town_hall_id = ${sql.lit(townHallId)} and facet = any(${facets}::text[])`;
  // Where one of several times is enough, each facet answers for itself.
  if (facets.length === 1 || times === 1) {
    const enough =
      since === null ? sql`count >= ${times}` : sql`latest[cardinality(latest) - ${times - 1}] >= ${since}::timestamptz`;
    return sql`select contact_id from ${rows} and ${enough}`;
  }
  const before = since === null ? null : sql`${secondsAfter(since, -0.001)}::timestamptz`;
  const counted = before === null ? sql`count` : sql`cardinality(latest) - width_bucket(${before}, latest)`;
  return sql`select contact_id from ${rows} group by contact_id having sum(${counted}) >= ${times}`;
}

function raw({ townHallId }: Scope, { kinds, initiative, subjectId, since, times }: Happening, among: RawBuilder<unknown>): Ids {
  const conditions = [
    sql`interactions.town_hall_id = ${sql.lit(townHallId)}`,
    among,
    ...(kinds.length > 0 ? [sql`kind = any(${kinds}::text[])`] : []),
    ...(initiative ? [sql`initiative = ${initiative}`] : []),
    ...(subjectId ? [sql`subject_id = ${subjectId}::uuid`] : []),
    ...(since ? [sql`happened_at >= ${since}::timestamptz`] : []),
  ];
  const often = times === 1 ? sql`` : sql`group by contact_id having count(*) >= ${times}`;
  return sql`select contact_id from interactions where ${sql.join(conditions, sql` and `)} ${often}`;
}
