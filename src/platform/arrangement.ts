import { sql } from 'kysely';
import type { Scope } from './scope.ts';

/** Tables of things people name, put in the order they like, and set aside without losing what refers to them. */
type Arranged = 'districts' | 'themes' | 'custom_fields' | 'interaction_kinds';

/** The place after the last one. Two added at once may share it: ids settle who comes first. */
export async function nextPosition({ db, townHallId }: Scope, table: Arranged): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    select coalesce(max(position), 0) + 1 as position from ${sql.table(table)} where town_hall_id = ${townHallId}`.execute(db);
  return rows[0]?.position ?? 1;
}

/** Those named come in this order; any other keeps its place. */
export async function putInOrder({ db, townHallId }: Scope, table: Arranged, ids: readonly string[]): Promise<void> {
  await sql`update ${sql.table(table)} as arranged set position = given.position
    from unnest(${ids}::uuid[]) with ordinality as given (id, position)
    where arranged.town_hall_id = ${townHallId} and arranged.id = given.id`.execute(db);
}

/** Sets one aside, or takes it back; what refers to it keeps doing so. */
export async function setAside(
  { db, townHallId }: Scope,
  table: Arranged,
  { id, archivedAt }: { id: string; archivedAt: string | null },
): Promise<void> {
  await sql`update ${sql.table(table)} set archived_at = ${archivedAt}, version = version + 1
    where town_hall_id = ${townHallId} and id = ${id} and (archived_at is null) <> ${archivedAt === null}`.execute(db);
}
