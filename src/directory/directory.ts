import { contactsDb } from '../contacts/tables.ts';
import { missing } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import type { ContactPage, ContactSearch, Counting, Narrowing, SortedBy } from './contract.ts';
import { describe } from './describing.ts';
import { contactsOf } from './narrowing.ts';
import { cursorBeyond, type Direction, readPlace, sortingOf } from './orders.ts';
import { findPlaces } from './places.ts';

/** A page, from the place another one ended or began. */
export async function listContacts(scope: Scope, search: ContactSearch): Promise<ContactPage> {
  const { sort, limit, cursor } = search;
  const { direction = 'after', from } = readPlace(sort, cursor) ?? {};
  const found = await findPlaces(scope, search, { direction, from, count: limit + 1 });
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
  const found = await contactsOf(scope, asked);
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
  const idBeyond = async (direction: Direction) =>
    (await findPlaces(scope, asked, { direction, from, count: 1 })).at(0)?.id ?? null;
  return { previousId: await idBeyond('before'), nextId: await idBeyond('after') };
}
