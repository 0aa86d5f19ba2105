import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { nextPosition, putInOrder, setAside } from '../../platform/arrangement.ts';
import { newId } from '../../platform/ids.ts';
import { conflict, missing, stale, when } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import type { District, DistrictDraft } from './contract.ts';
import { districtsDb } from './tables.ts';

export const listDistricts = (scope: Scope): Promise<District[]> =>
  districtsDb(scope).selectFrom('districts').selectAll().orderBy('position').orderBy('id').execute();

export async function getDistrict(scope: Scope, districtId: string): Promise<District> {
  const district = await districtsDb(scope).selectFrom('districts').selectAll().where('id', '=', districtId).executeTakeFirst();
  if (!district) throw missing('district.missing', 'Ce quartier n’existe pas, ou n’existe plus.');
  return district;
}

export async function addDistrict(scope: Scope, draft: DistrictDraft): Promise<District> {
  const position = await nextPosition(scope, 'districts');
  return districtsDb(scope)
    .insertInto('districts')
    .values({ id: newId(), ...draft, position, createdAt: scope.now })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTakenName);
}

export async function changeDistrict(
  scope: Scope,
  districtId: string,
  { version, draft }: { version: number; draft: DistrictDraft },
): Promise<District> {
  const changed = await districtsDb(scope)
    .updateTable('districts')
    .set({ ...draft, version: version + 1 })
    .where('id', '=', districtId)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
    .catch(refuseTakenName);
  if (changed) return changed;
  await getDistrict(scope, districtId);
  throw stale();
}

export const orderDistricts = (scope: Scope, districtIds: readonly string[]) => putInOrder(scope, 'districts', districtIds);

export async function archiveDistrict(scope: Scope, districtId: string): Promise<District> {
  await setAside(scope, 'districts', { id: districtId, archivedAt: scope.now });
  return getDistrict(scope, districtId);
}

export async function restoreDistrict(scope: Scope, districtId: string): Promise<District> {
  await setAside(scope, 'districts', { id: districtId, archivedAt: null });
  return getDistrict(scope, districtId);
}

/** The district whose street is written in an address; the longest name wins: « rue du Gué Neuf » is not « rue du Gué ». */
export async function proposeDistrict(scope: Scope, addressLine: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select districts.id from districts, unnest(districts.streets) as street (name)
    where districts.town_hall_id = ${scope.townHallId} and districts.archived_at is null
      and ${isWrittenIn(sql`folded(${addressLine})`, sql`street.name`)}
    order by length(street.name) desc, districts.position, districts.id limit 1`.execute(scope.db);
  return rows[0]?.id ?? null;
}

/** Each street of the districts in use, folded, with its district (`street`, `id`); null where no district has one. */
export async function districtsByStreet(scope: Scope): Promise<RawBuilder<unknown> | null> {
  const streets = sql`select distinct on (folded(street.name)) folded(street.name) as street, districts.id
    from districts, unnest(districts.streets) as street (name)
    where districts.town_hall_id = ${scope.townHallId} and districts.archived_at is null
    order by folded(street.name), districts.position, districts.id`;
  const { rows } = await sql`${streets} limit 1`.execute(scope.db);
  return rows.length > 0 ? streets : null;
}

/** Whole words of a folded address. */
const isWrittenIn = (address: RawBuilder<unknown>, street: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`position(' ' || folded(${street}) || ' ' in ' ' || ${address} || ' ') > 0`;

const refuseTakenName = when('district_name_taken', () =>
  conflict('district.name_taken', 'Un quartier porte déjà ce nom\u00a0: s’il est archivé, restaurez-le.'),
);
