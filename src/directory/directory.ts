import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { contactsDb } from '../contacts/tables.ts';
import { interactionsDb } from '../interactions/tables.ts';
import { id } from '../platform/contract.ts';
import { cursorAt, readCursor } from '../platform/cursor.ts';
import type { Scope } from '../platform/scope.ts';
import type { ContactFilters, ContactOrder, ContactSearch, ListedContact } from './contract.ts';
import { matching } from './filters.ts';

/**
 * Few enough to be gathered and sorted (5 ms); more, and so dense that walking the order meets a page of them soon. Left to
 * itself the planner walks the name index for a handful of rows: minutes on a city (design.md §6).
 */
const FEW = 5000;

/** Where each order puts a contact, and which way it runs. Ids run the same way, so that one comparison tells what follows. */
const orders = {
  name: { key: sql<string>`contacts.sort_name`, type: sql`text`, way: 'asc', further: sql`>` },
  change: { key: sql<string>`contacts.changed_at`, type: sql`timestamptz`, way: 'desc', further: sql`<` },
  exchange: {
    key: sql<string>`coalesce((
      select max(happened_at) from interactions
      where interactions.town_hall_id = contacts.town_hall_id and interactions.contact_id = contacts.id), 'epoch')`,
    type: sql`timestamptz`,
    way: 'desc',
    further: sql`<`,
  },
} as const satisfies Record<ContactOrder, unknown>;

/** A page, from the place the last one ended. */
export async function listContacts(
  scope: Scope,
  search: ContactSearch,
): Promise<{ items: ListedContact[]; nextCursor: string | null }> {
  const places = await findPlaces(scope, search);
  const page = places.slice(0, search.limit);
  const last = page.at(-1);
  return {
    items: await describe(scope, page),
    nextCursor: last && places.length > search.limit ? cursorAt([search.sort, last.place, last.id]) : null,
  };
}

export const countContacts = (scope: Scope, filters: ContactFilters): Promise<{ count: number }> =>
  matching(scope, filters)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();

interface Place {
  id: string;
  place: string;
}

/** One more than the page holds, to know whether another page follows. */
async function findPlaces(scope: Scope, search: ContactSearch): Promise<Place[]> {
  const { key, way } = orders[search.sort];
  const isGathered = search.sort === 'exchange' || (isNarrowed(search) && (await areFew(scope, search)));
  return contactsDb(scope)
    .with(
      (cte) => (isGathered ? cte('found').materialized() : cte('found').notMaterialized()),
      () => matching(scope, search).select(['contacts.id', key.as('place')]),
    )
    .selectFrom('found')
    .select(['id', 'place'])
    .where(following(search))
    .orderBy('place', way)
    .orderBy('id', way)
    .limit(search.limit + 1)
    .execute();
}

const placeIn = (sort: ContactOrder) =>
  z.tuple([z.literal(sort), sort === 'name' ? z.string().max(1000) : z.iso.datetime({ offset: true }), id]);

function following({ sort, cursor }: ContactSearch): RawBuilder<SqlBool> {
  if (!cursor) return sql`true`;
  const [, place, lastId] = readCursor(placeIn(sort), cursor);
  const { type, further } = orders[sort];
  return sql`(place, id) ${further} (${place}::${type}, ${lastId}::uuid)`;
}

const isNarrowed = ({ search, kind, category, municipality, purposeId, tagId, reach, archived }: ContactFilters) =>
  Boolean(search || kind || category || municipality || purposeId || archived || tagId.length + reach.length);

/** Asks no more than it needs: whether there is one beyond a few. */
async function areFew(scope: Scope, filters: ContactFilters): Promise<boolean> {
  const { count } = await contactsDb(scope)
    .with('found', () =>
      matching(scope, filters)
        .select('contacts.id')
        .limit(FEW + 1),
    )
    .selectFrom('found')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count <= FEW;
}

async function describe(scope: Scope, places: readonly Place[]): Promise<ListedContact[]> {
  const ids = sql<string>`any(${places.map((one) => one.id)}::uuid[])`;
  const db = interactionsDb(scope);
  const contacts = await db.selectFrom('contacts').selectAll().where('id', '=', ids).execute();
  const tags = await db
    .selectFrom('contactTags')
    .innerJoin('tags', (join) => join.onRef('tags.id', '=', 'contactTags.tagId'))
    .select(['contactTags.contactId', 'tags.id', 'tags.name'])
    .where('contactTags.contactId', '=', ids)
    .orderBy('tags.foldedName')
    .execute();
  const exchanges = await db
    .selectFrom('interactions')
    .distinctOn('contactId')
    .select(['contactId', 'kind', 'initiative', 'happenedAt', 'subjectLabel'])
    .where('contactId', '=', ids)
    .orderBy('contactId')
    .orderBy('happenedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const rank = new Map(places.map((one, at) => [one.id, at]));
  const rankOf = (contact: { id: string }) => rank.get(contact.id) ?? 0;
  return contacts
    .sort((one, other) => rankOf(one) - rankOf(other))
    .map((contact) => ({
      ...contact,
      tags: tags.filter((tag) => tag.contactId === contact.id),
      lastExchange: exchanges.find((exchange) => exchange.contactId === contact.id) ?? null,
    }));
}
