import { sql } from 'kysely';
import { contactsDb } from '../contacts/tables.ts';
import { missing } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import type { ContactPage, ContactSearch, Counting, Narrowing, SortedBy } from './contract.ts';
import { describe } from './describing.ts';
import { contactsOf, isNarrowed } from './narrowing.ts';
import { cursorBeyond, type Direction, type Place, readPlace, sortingOf } from './orders.ts';

/**
 * Few enough to be gathered and sorted (5 ms); more, and so dense that walking the order meets a page of them soon. Left to
 * itself the planner walks the name index for a handful of rows: minutes on a city (design.md §6).
 */
const FEW = 5000;

/** A page, from the place another one ended or began. */
export async function listContacts(scope: Scope, search: ContactSearch): Promise<ContactPage> {
  const { sort, limit, cursor } = search;
  const { direction = 'after', from } = readPlace(sort, cursor) ?? {};
  const found = await findPlaces(scope, search, {
    direction,
    from,
    count: limit + 1,
    isGathered: await mustGather(scope, search),
  });
  const page = found.slice(0, limit);
  if (direction === 'before') page.reverse();
  const isThereMore = found.length > limit;
  const [first, last] = [page.at(0), page.at(-1)];
  const hasPrevious = direction === 'before' ? isThereMore : from !== undefined;
  const hasNext = direction === 'before' || isThereMore;
  return {
    items: await describe(scope, page, search.reachFor),
    previousCursor: first && hasPrevious ? cursorBeyond(sort, 'before', first) : null,
    nextCursor: last && hasNext ? cursorBeyond(sort, 'after', last) : null,
  };
}

/** All of them, or as far as one more than `atMost`. */
export async function countContacts(
  scope: Scope,
  { atMost, ...asked }: Counting,
): Promise<{ count: number; isComplete: boolean }> {
  const found = contactsOf(scope, asked);
  const { count } = await contactsDb(scope)
    .with('found', () => (atMost === undefined ? found : found.limit(atMost + 1)))
    .selectFrom('found')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const isComplete = atMost === undefined || count <= atMost;
  return { count: isComplete ? count : atMost, isComplete };
}

/** Who comes just before and just after in a list; one who has left the list since still has a place in its order. */
export async function findNeighbours(
  scope: Scope,
  contactId: string,
  asked: Narrowing & { sort: SortedBy },
): Promise<{ previousId: string | null; nextId: string | null }> {
  const from = await contactsDb(scope)
    .selectFrom('contacts')
    .select(['id', sortingOf(asked.sort).key.as('place')])
    .where('id', '=', contactId)
    .executeTakeFirst();
  if (!from) throw missing('contact.missing', 'Ce contact n’existe pas, ou n’existe plus.');
  const isGathered = await mustGather(scope, asked);
  const idBeyond = async (direction: Direction) =>
    (await findPlaces(scope, asked, { direction, from, count: 1, isGathered })).at(0)?.id ?? null;
  return { previousId: await idBeyond('before'), nextId: await idBeyond('after') };
}

interface Reading {
  direction: Direction;
  from: Place | undefined;
  count: number;
  isGathered: boolean;
}

/** In the order they are met: those before a place come backwards. */
async function findPlaces(
  scope: Scope,
  asked: Narrowing & { sort: SortedBy },
  { direction, from, count, isGathered }: Reading,
): Promise<Place[]> {
  const sorting = sortingOf(asked.sort);
  const way = direction === 'after' ? sorting.way : sorting.wayBack;
  return contactsDb(scope)
    .with(
      (cte) => (isGathered ? cte('found').materialized() : cte('found').notMaterialized()),
      () => contactsOf(scope, asked).select(sorting.key.as('place')),
    )
    .selectFrom('found')
    .select(['id', 'place'])
    .where(from ? sorting.beyond(direction, from) : sql<boolean>`true`)
    .orderBy('place', way)
    .orderBy('id', way)
    .limit(count)
    .execute();
}

async function mustGather(scope: Scope, asked: Narrowing & { sort: SortedBy }): Promise<boolean> {
  if (!sortingOf(asked.sort).isIndexed) return true;
  return isNarrowed(asked) && (await countContacts(scope, { ...asked, atMost: FEW })).isComplete;
}
