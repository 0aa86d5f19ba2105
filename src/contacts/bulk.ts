import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Scope } from '../platform/scope.ts';
import { dayOf } from '../platform/time.ts';
import type { ContactChange, NewContact } from './contract.ts';

/** A statement of a thousand rows: past that, planning and parameters cost more than the round trips saved. */
const BATCH = 1000;

/** Every native field, with its type in the database. */
const columns = {
  honorific: 'text',
  firstName: 'text',
  lastName: 'text',
  birthName: 'text',
  birthDate: 'date',
  category: 'text',
  siret: 'text',
  email: 'text',
  mobilePhone: 'text',
  landlinePhone: 'text',
  addressLine: 'text',
  addressComplement: 'text',
  place: 'text',
  postcode: 'text',
  municipality: 'text',
  country: 'text',
  districtId: 'uuid',
  custom: 'jsonb',
  source: 'text',
  collectedOn: 'date',
} as const satisfies Record<keyof ContactChange, string>;

const names = Object.keys(columns) as (keyof typeof columns)[];
const inSql = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export async function inBatches<T, R>(all: readonly T[], work: (batch: readonly T[]) => Promise<R[]>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < all.length; start += BATCH) {
    for (const result of await work(all.slice(start, start + BATCH))) results.push(result);
  }
  return results;
}

/** Compiled by hand: building 18,000 query nodes for each thousand rows takes longer than PostgreSQL takes to write them. */
export async function insertRows(
  { db, townHallId, now, actor }: Scope,
  rows: readonly (NewContact & { id: string })[],
): Promise<void> {
  const filled = ['id', 'kind', ...names] as const;
  await inBatches(rows, async (batch) => {
    const lines = batch.map((_, line) => `($1, $2, $2, $3, ${places(filled.length, 4 + line * filled.length)})`);
    const text = `insert into contacts (town_hall_id, created_at, changed_at, changed_by, ${filled.map(inSql)}) values ${lines}`;
    const values = batch.flatMap((row) => filled.map((name) => row[name]));
    await db.executeQuery(CompiledQuery.raw(text, [townHallId, now, actor.name, ...values]));
    return [];
  });
}

/** Where many records come from at once, and by when their people must be told. */
export interface Origin {
  source: string;
  informBy: string | null;
}

/** From rows already in the database: nothing travels, a null is a blank. */
export async function insertSelected(
  { db, townHallId, now, actor }: Scope,
  drafts: RawBuilder<unknown>,
  { source, informBy }: Origin,
): Promise<void> {
  await sql`insert into contacts (town_hall_id, id, kind, honorific, first_name, last_name, birth_name, birth_date, category, siret,
      email, mobile_phone, landline_phone, address_line, postcode, municipality, district_id, custom, source, collected_on, inform_by, created_at,
      changed_at, changed_by)
    select ${townHallId}::integer, drafted.id, drafted.kind, drafted.honorific, coalesce(drafted.first_name, ''), drafted.last_name,
      coalesce(drafted.birth_name, ''), drafted.birth_date, drafted.category, drafted.siret, drafted.email, drafted.mobile_phone,
      drafted.landline_phone, coalesce(drafted.address_line, ''), coalesce(drafted.postcode, ''), coalesce(drafted.municipality, ''),
      drafted.district_id, coalesce(drafted.custom, '{}'), ${source}, ${dayOf(now)}::date, ${informBy}::date, ${now}::timestamptz, ${now}::timestamptz,
      ${actor.name}::text
    from (${drafts}) as drafted`.execute(db);
}

export function updateRows(
  { db, townHallId, now, actor }: Scope,
  completions: readonly { contactId: string; changes: ContactChange }[],
): Promise<string[]> {
  const width = 1 + names.length;
  const first = ['uuid', ...Object.values(columns)].map((type, at) => `$${4 + at}::${type}`);
  return inBatches(completions, async (batch) => {
    const others = batch.slice(1).map((_, line) => `(${places(width, 4 + (line + 1) * width)})`);
    const text = `update contacts set ${names.map(completed)}, version = version + 1, changed_at = $2, changed_by = $3
      from (values ${[`(${first})`, ...others]}) as given (id, ${names.map(inSql)})
      where contacts.town_hall_id = $1 and contacts.id = given.id returning contacts.id`;
    const values = batch.flatMap(({ contactId, changes }) => [contactId, ...names.map((name) => changes[name] ?? null)]);
    const { rows } = await db.executeQuery<{ id: string }>(CompiledQuery.raw(text, [townHallId, now, actor.name, ...values]));
    return rows.map(({ id }) => id);
  });
}

/** Custom values are completed one by one. */
const completed = (name: keyof typeof columns): string => {
  const column = inSql(name);
  return name === 'custom'
    ? `custom = contacts.custom || coalesce(given.custom, '{}')`
    : `${column} = coalesce(given.${column}, contacts.${column})`;
};

const places = (count: number, from: number) => Array.from({ length: count }, (_, at) => `$${from + at}`).join();

export const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`;
