import { type SelectQueryBuilder, sql } from 'kysely';
import { contactsDb } from '../contacts/tables.ts';
import type { Scope } from '../platform/scope.ts';
import type { Narrowing, SortedBy } from './contract.ts';
import { contactsOf, isNarrowed } from './narrowing.ts';
import { type Direction, NEVER, type Place, sortingOf } from './orders.ts';

/** So many places of a list, from one of them on (or from its beginning). */
interface Reading {
  direction: Direction;
  from?: Place | undefined;
  count: number;
}
type Asked = Narrowing & { sort: SortedBy };

/** So many records are read at once (3 ms): where one in forty is of the list, they hold a page of it. */
const NEAR = 2000;
/**
 * Few enough to be gathered and sorted; more, and so dense that walking the order meets a page of them soon. Left to itself the
 * planner walks the name index for a handful of rows: minutes on a city (design.md §6).
 */
const FEW = 50_000;

/** In the order they are met: those before a place come backwards. */
export async function findPlaces(scope: Scope, asked: Asked, reading: Reading): Promise<Place[]> {
  const { isIndexed } = sortingOf(asked.sort);
  const isOfExchanges = asked.sort.endsWith('exchange');
  // Each word spelt closely is forty patterns: the trigram index answers them together, a walk would try them on everyone.
  const isLoose = asked.spelling === 'close' && Boolean(asked.search);
  if (!isIndexed || isLoose) return gatherAll(scope, asked, reading);
  if (isNarrowed(asked)) {
    const near = isOfExchanges ? [] : await glance(scope, asked, reading);
    if (near.length === reading.count) return near;
    const few = await gatherFew(scope, asked, reading);
    if (few) return few;
  }
  return isOfExchanges ? walkExchanges(scope, asked, reading) : walk(scope, asked, reading);
}

/** Those of the list among the next records in its order. */
async function glance(scope: Scope, asked: Asked, { direction, from, count }: Reading): Promise<Place[]> {
  const { key, beyond, ...ways } = sortingOf(asked.sort);
  const way = direction === 'after' ? ways.way : ways.wayBack;
  const next = contactsDb(scope)
    .selectFrom('contacts')
    .selectAll()
    .where('archivedAt', asked.archived ? 'is not' : 'is', null)
    .$if(from !== undefined, (query) => query.where(beyond(direction, from as Place, key)))
    .orderBy(key, way)
    .orderBy('id', way)
    .limit(NEAR);
  const near = await contactsOf(scope, asked, next);
  return near.select(key.as('place')).orderBy('place', way).orderBy('id', way).limit(count).execute();
}

/** Undefined when there are more than a few. Ids first: they may be read from a narrow index, and from nothing else. */
async function gatherFew(scope: Scope, asked: Asked, { direction, from, count }: Reading): Promise<Place[] | undefined> {
  const { key, beyond, ...ways } = sortingOf(asked.sort);
  const way = direction === 'after' ? ways.way : ways.wayBack;
  const found = await contactsOf(scope, asked);
  const rows = await contactsDb(scope)
    .with(
      (cte) => cte('found').materialized(),
      () => found.limit(FEW + 1),
    )
    .with('tally', (db) => db.selectFrom('found').select(({ fn }) => fn.countAll<number>().as('total')))
    .with('page', (db) =>
      db
        .selectFrom('contacts')
        // An array, so that the planner looks each of them up rather than read everyone.
        .where(sql<boolean>`contacts.id = any(array(select id from found)) and (select total from tally) <= ${FEW}`)
        .$if(from !== undefined, (query) => query.where(beyond(direction, from as Place, key)))
        .select(['contacts.id', key.as('place')])
        .orderBy('place', way)
        .orderBy('id', way)
        .limit(count),
    )
    .selectFrom('tally')
    .leftJoin('page', (join) => join.on('tally.total', '<=', FEW))
    .select(['total', 'page.id', 'page.place'])
    .orderBy('place', way)
    .orderBy('id', way)
    .execute();
  if ((rows[0]?.total ?? 0) > FEW) return undefined;
  return rows.flatMap(({ id, place }) => (id && place ? [{ id, place }] : []));
}

const gatherAll = async (scope: Scope, asked: Asked, reading: Reading): Promise<Place[]> => {
  const all = (await contactsOf(scope, asked)).select(sortingOf(asked.sort).key.as('place'));
  return read(scope, all, { ...asked, ...reading, isGathered: true });
};

const walk = async (scope: Scope, asked: Asked, reading: Reading): Promise<Place[]> => {
  const all = (await contactsOf(scope, asked)).select(sortingOf(asked.sort).key.as('place'));
  return read(scope, all, { ...asked, ...reading, isGathered: false });
};

function read(
  scope: Scope,
  found: SelectQueryBuilder<object, never, Place>,
  { isGathered, sort, direction, from, count }: Reading & { sort: SortedBy; isGathered: boolean },
): Promise<Place[]> {
  const { way, wayBack, beyond } = sortingOf(sort);
  const run = direction === 'after' ? way : wayBack;
  return contactsDb(scope)
    .with(
      (cte) => (isGathered ? cte('found').materialized() : cte('found').notMaterialized()),
      () => found,
    )
    .selectFrom('found')
    .select(['id', 'place'])
    .$if(from !== undefined, (query) => query.where(beyond(direction, from as Place)))
    .orderBy('place', run)
    .orderBy('id', run)
    .limit(count)
    .execute();
}

/** Walks the index of last exchanges; those one has never heard of stand at the end, in the order of their ids. */
async function walkExchanges(scope: Scope, asked: Asked, { direction, from, count }: Reading): Promise<Place[]> {
  const all = await contactsOf(scope, asked);
  const heardOf = all
    .innerJoin('interactionFacets', (join) =>
      join.onRef('interactionFacets.contactId', '=', 'contacts.id').on('interactionFacets.facet', '=', 'any'),
    )
    .select('interactionFacets.lastAt as place');
  const { way } = sortingOf(asked.sort);
  const neverHeardOf = all
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('interactionFacets')
            .select('contactId')
            .whereRef('contactId', '=', 'contacts.id')
            .where('facet', '=', 'any'),
        ),
      ),
    )
    .select(sql<string>`${NEVER[way]}::timestamptz`.as('place'));
  const parts = direction === 'after' ? [heardOf, neverHeardOf] : [neverHeardOf, heardOf];
  const isBeyondFirst = from !== undefined && (from.place === NEVER[way]) === (direction === 'after');
  const places: Place[] = [];
  for (const part of isBeyondFirst ? parts.slice(1) : parts) {
    const left = count - places.length;
    if (left > 0) places.push(...(await read(scope, part, { ...asked, direction, from, count: left, isGathered: false })));
  }
  return places;
}
