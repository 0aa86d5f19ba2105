import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { id } from '../platform/contract.ts';
import { cursorAt, readCursor } from '../platform/cursor.ts';
import type { ContactOrder, SortedBy } from './contract.ts';

type Way = 'asc' | 'desc';

interface Order {
  /** Where it puts a contact; what is not known comes last, whichever way it runs. */
  key(way: Way): RawBuilder<string>;
  type: RawBuilder<unknown>;
  place: z.ZodType<string>;
  /** An index already runs in this order. */
  isIndexed: boolean;
}

const instantPlace = z.iso.datetime({ offset: true });

const orders: Record<ContactOrder, Order> = {
  name: { key: () => sql`contacts.sort_name`, type: sql`text`, place: z.string().max(1000), isIndexed: true },
  // Ids are made in the order of time (UUIDv7).
  created: { key: () => sql`contacts.id`, type: sql`uuid`, place: id, isIndexed: true },
  change: { key: () => sql`contacts.changed_at`, type: sql`timestamptz`, place: instantPlace, isIndexed: true },
  exchange: {
    key: (way) => sql`coalesce((
      select last_at from interaction_facets
      where interaction_facets.town_hall_id = contacts.town_hall_id and facet = 'any' and interaction_facets.contact_id = contacts.id),
      ${NEVER[way]}::timestamptz)`,
    type: sql`timestamptz`,
    place: instantPlace,
    isIndexed: true,
  },
  birth: {
    key: (way) => sql`coalesce(contacts.birth_date, ${NEVER[way].slice(0, 10)}::date)`,
    type: sql`date`,
    place: z.iso.date(),
    isIndexed: false,
  },
};

/** Where what is not known stands: at the end. */
export const NEVER: Record<Way, string> = { asc: '9999-01-01T00:00:00.000Z', desc: '0001-01-01T00:00:00.000Z' };

/** A contact and where the order of its list puts it. */
export interface Place {
  id: string;
  place: string;
}

export interface Sorting {
  key: RawBuilder<string>;
  isIndexed: boolean;
  way: Way;
  /** The same, read from the end. */
  wayBack: Way;
  /** The rows strictly after (or before) a place; ids run the same way, so that one comparison tells what follows. */
  beyond(direction: Direction, from: Place, key?: RawBuilder<string>): RawBuilder<SqlBool>;
}

export type Direction = 'after' | 'before';

export function sortingOf(sortedBy: SortedBy): Sorting {
  const way = sortedBy.startsWith('-') ? 'desc' : 'asc';
  const order = orderOf(sortedBy);
  return {
    key: order.key(way),
    isIndexed: order.isIndexed,
    way,
    wayBack: way === 'asc' ? 'desc' : 'asc',
    beyond: (direction, from, key = sql`place`) => {
      const isUpwards = (direction === 'after') === (way === 'asc');
      return sql`(${key}, id) ${isUpwards ? sql`>` : sql`<`} (${from.place}::${order.type}, ${from.id}::uuid)`;
    },
  };
}

const orderOf = (sortedBy: SortedBy) => orders[sortedBy.replace('-', '') as ContactOrder];

export const cursorBeyond = (sort: SortedBy, direction: Direction, { place, id: contactId }: Place): string =>
  cursorAt([sort, direction, place, contactId]);

/** Where a page begins: after a place or before it; undefined for the first page. */
export function readPlace(sort: SortedBy, cursor: string | undefined): { direction: Direction; from: Place } | undefined {
  if (!cursor) return undefined;
  const shape = z.tuple([z.literal(sort), z.enum(['after', 'before']), orderOf(sort).place, id]);
  const [, direction, place, contactId] = readCursor(shape, cursor);
  return { direction, from: { place, id: contactId } };
}
