import { sql } from 'kysely';
import { z } from 'zod';
import { id } from '../../platform/contract.ts';
import { cutPage, readCursor } from '../../platform/cursor.ts';
import { announce } from '../../platform/live/announce.ts';
import { missing } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { contactsDb } from '../tables.ts';
import type { Duplicate, Pair } from './contract.ts';

/**
 * Compares the whole base with itself on its indexes of names, addresses and numbers. The same name alone is not enough, nor a shared
 * address or number: couples share them, and names repeat. Two dates of birth that differ settle it.
 */
export async function searchDuplicates(scope: Scope): Promise<void> {
  const { db, townHallId, now } = scope;
  // Each way of meeting is a join on an index of its own; a pair met twice is kept once.
  await sql`
    with met as (
      select one.id as contact_id, other.id as other_id from contacts as one
      join contacts as other on other.town_hall_id = one.town_hall_id and other.sort_name = one.sort_name
      where one.town_hall_id = ${townHallId} and one.archived_at is null and other.archived_at is null and one.id < other.id
      union
      select one.id, other.id from contacts as one
      join contacts as other on other.town_hall_id = one.town_hall_id and other.email = one.email
      where one.town_hall_id = ${townHallId} and one.archived_at is null and other.archived_at is null and one.id < other.id
        and one.first_name <> '' and folded(one.first_name) = folded(other.first_name)
      union
      select one.id, other.id from contacts as one
      join contacts as other on other.town_hall_id = one.town_hall_id and other.mobile_phone = one.mobile_phone
      where one.town_hall_id = ${townHallId} and one.archived_at is null and other.archived_at is null and one.id < other.id
        and one.first_name <> '' and folded(one.first_name) = folded(other.first_name)
    ), compared as (
      select met.contact_id, met.other_id, one.kind,
        one.sort_name = other.sort_name as name,
        one.birth_date = other.birth_date as birth_date,
        one.email = other.email as email,
        coalesce(one.mobile_phone = other.mobile_phone, false) or coalesce(one.landline_phone = other.landline_phone, false) as phone,
        one.address_line <> '' and folded(one.address_line) = folded(other.address_line) as address,
        one.postcode <> '' and one.postcode = other.postcode as postcode
      from met
      join contacts as one on one.town_hall_id = ${townHallId} and one.id = met.contact_id
      join contacts as other on other.town_hall_id = ${townHallId} and other.id = met.other_id and other.kind = one.kind
      where coalesce(one.birth_date = other.birth_date, true) and coalesce(one.siret = other.siret, true)
    )
    insert into duplicates as known (town_hall_id, contact_id, other_id, reasons, is_sure, found_at)
    select ${sql.lit(townHallId)}, contact_id, other_id,
      array_remove(array[case when name then 'name' else 'first_name' end, case when birth_date then 'birth_date' end, case when email then 'email' end,
        case when phone then 'phone' end, case when address then 'address' end, case when kind = 'organization' and postcode then 'postcode' end], null),
      name and (coalesce(birth_date, false) or coalesce(email, false) or phone), ${now}::timestamptz
    from compared
    where not name or birth_date or email or phone or address or (kind = 'organization' and postcode)
    on conflict (town_hall_id, contact_id, other_id) do update
      set reasons = excluded.reasons, is_sure = excluded.is_sure, found_at = excluded.found_at`.execute(db);
  await contactsDb(scope).deleteFrom('duplicates').where('setApartAt', 'is', null).where('foundAt', '<', now).execute();
  await announce(scope, 'duplicates', '');
}

const place = z.tuple([z.boolean(), id, id]);

/** Those nobody has decided yet, the surest first. */
export async function listDuplicates(scope: Scope, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const [isSure, contactId, otherId] = cursor === undefined ? [] : readCursor(place, cursor);
  const rows = await contactsDb(scope)
    .selectFrom('duplicates')
    .select(['contactId', 'otherId', 'reasons', 'isSure', 'foundAt'])
    .where('setApartAt', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('contacts')
            .select('id')
            .whereRef('contacts.id', 'in', sql`(duplicates.contact_id, duplicates.other_id)`)
            .where('archivedAt', 'is not', null),
        ),
      ),
    )
    .$if(cursor !== undefined, (query) =>
      query.where(
        sql<boolean>`(not is_sure, contact_id, other_id) > (${!isSure}::boolean, ${contactId}::uuid, ${otherId}::uuid)`,
      ),
    )
    .orderBy('isSure', 'desc')
    .orderBy('contactId')
    .orderBy('otherId')
    .limit(limit + 1)
    .execute();
  const { kept, nextCursor } = cutPage(rows, limit, (row) => [row.isSure, row.contactId, row.otherId]);
  const twins = await twinsOf(
    scope,
    kept.flatMap((row) => [row.contactId, row.otherId]),
  );
  const items = kept.map(
    ({ contactId: oneId, otherId: twinId, ...found }): Duplicate => ({
      ...found,
      contact: twins.get(oneId)!,
      other: twins.get(twinId)!,
    }),
  );
  return { items, nextCursor };
}

async function twinsOf(scope: Scope, contactIds: readonly string[]): Promise<Map<string, Duplicate['contact']>> {
  const rows = await contactsDb(scope)
    .selectFrom('contacts')
    .select(['id', 'kind', 'firstName', 'lastName', 'birthDate', 'email', 'addressLine', 'municipality', 'createdAt'])
    .where('id', '=', sql<string>`any(${contactIds}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Two people, not one: whether the search had found them or not, it will not propose them. */
export async function setApart(scope: Scope, { contactId: one, otherId: other }: Pair): Promise<void> {
  const [contactId = '', otherId = ''] = [one, other].toSorted();
  const known = await twinsOf(scope, [contactId, otherId]);
  if (known.size < 2) throw missing('contact.missing', 'Une de ces fiches n’existe pas, ou n’existe plus.');
  const apart = { setApartAt: scope.now, setApartBy: scope.actor.name };
  await contactsDb(scope)
    .insertInto('duplicates')
    .values({ contactId, otherId, reasons: [], isSure: false, foundAt: scope.now, ...apart })
    .onConflict((pair) => pair.constraint('duplicates_pkey').doUpdateSet(apart))
    .execute();
}

export async function takeBackApart(scope: Scope, { contactId: one, otherId: other }: Pair): Promise<void> {
  const [contactId = '', otherId = ''] = [one, other].toSorted();
  const { numUpdatedRows } = await contactsDb(scope)
    .updateTable('duplicates')
    .set({ setApartAt: null, setApartBy: '' })
    .where('contactId', '=', contactId)
    .where('otherId', '=', otherId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw missing('duplicate.missing', 'Cette paire n’est plus connue.');
}

/** The record that now speaks for this one: itself, or the one it was merged into. */
export async function standingFor(scope: Scope, contactId: string): Promise<string> {
  const merge = await contactsDb(scope)
    .selectFrom('merges')
    .select('keptId')
    .where('mergedId', '=', contactId)
    .where('separatedAt', 'is', null)
    .executeTakeFirst();
  return merge?.keptId ?? contactId;
}
