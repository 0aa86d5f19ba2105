import type { Kysely, Selectable } from 'kysely';
import { conflict, when } from '../platform/problem.ts';
import { openScope, systemActor } from '../platform/scope.ts';
import { type NewTownHall, newTownHall } from './contract.ts';
import { groundDb, type TownHallTables, townHallsDb } from './tables.ts';

export type TownHall = Selectable<TownHallTables['townHalls']>;

/** Gives a town hall its number and its settings. Takes a transaction of the owner: the wall stands around town halls, not above them. */
export async function foundTownHall(db: Kysely<unknown>, draft: NewTownHall): Promise<TownHall> {
  const townHall = await groundDb(db)
    .insertInto('townHalls')
    .values(newTownHall.parse(draft))
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(when('town_hall_slug_taken', () => conflict('town_hall.slug_taken', 'Une mairie porte déjà ce nom court.')));
  const scope = await openScope(db, townHall.id, systemActor);
  await townHallsDb(scope)
    .insertInto('townHallSettings')
    .values({ phone: null, email: null, website: null, logoFile: null, dpoEmail: null })
    .execute();
  return townHall;
}

export const listTownHalls = (db: Kysely<unknown>): Promise<TownHall[]> =>
  groundDb(db).selectFrom('townHalls').selectAll().orderBy('id').execute();

export const findTownHall = (db: Kysely<unknown>, slug: string): Promise<TownHall | undefined> =>
  groundDb(db).selectFrom('townHalls').selectAll().where('slug', '=', slug).executeTakeFirst();
