import type { Kysely, Selectable } from 'kysely';
import type { z } from 'zod';
import type { FileStore } from '../platform/files.ts';
import { conflict, stale, when } from '../platform/problem.ts';
import type { Entrance } from '../platform/routes.ts';
import { type Footing, openScope, type Scope, systemActor, type Transact } from '../platform/scope.ts';
import { folded } from '../platform/text.ts';
import type { Place } from '../site/layout.tsx';
import { type NewTownHall, newTownHall, readableColour, type TownHallReply, type townHallSettings } from './contract.ts';
import { dialled, nameOnTwoLines, townHallInFull } from './labels.ts';
import { keepLogo, readLogo } from './logo.ts';
import { findMunicipality } from './municipalities.ts';
import { conformityLabel } from './publication/labels.ts';
import { getPublication } from './publication/publication.ts';
import { groundDb, type TownHallTables, townHallsDb } from './tables.ts';
import { zoneOf } from './zones.ts';

export type TownHall = Selectable<TownHallTables['townHalls']>;

/** Gives a town hall its number and its settings. Takes a transaction of the owner: the wall stands around town halls, not above them. */
export async function foundTownHall(ground: Footing, draft: NewTownHall): Promise<TownHall> {
  const townHall = await groundDb(ground.db)
    .insertInto('townHalls')
    .values(newTownHall.parse(draft))
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(when('town_hall_slug_taken', () => conflict('town_hall.slug_taken', 'Une mairie porte déjà ce nom court.')));
  const scope = await openScope(ground, townHall.id, systemActor);
  await townHallsDb(scope)
    .insertInto('townHallSettings')
    .values({ phone: null, email: null, website: null, logoFile: null, dpoEmail: null })
    .execute();
  return townHall;
}

/** What the State's list says of a municipality, ready to be founded; undefined for a code that is not on it. */
export async function draftTownHall(inseeCode: string): Promise<NewTownHall | undefined> {
  const municipality = await findMunicipality(inseeCode);
  if (!municipality) return undefined;
  const { name, population } = municipality;
  return { name, inseeCode, population, slug: folded(name).replaceAll(' ', '-').slice(0, 60) };
}

export const listTownHalls = (db: Kysely<unknown>): Promise<TownHall[]> =>
  groundDb(db).selectFrom('townHalls').selectAll().orderBy('id').execute();

export const findTownHall = (db: Kysely<unknown>, slug: string): Promise<TownHall | undefined> =>
  groundDb(db).selectFrom('townHalls').selectAll().where('slug', '=', slug).executeTakeFirst();

/** The mairie with what it says of itself. */
export async function getTownHall(scope: Scope): Promise<TownHallReply> {
  const settings = await townHallsDb(scope).selectFrom('townHallSettings').selectAll().executeTakeFirstOrThrow();
  const townHall = await groundDb(scope.db)
    .selectFrom('townHalls')
    .selectAll()
    .where('id', '=', scope.townHallId)
    .executeTakeFirstOrThrow();
  return { ...townHall, ...settings, zone: zoneOf(townHall.inseeCode), readableColour: readableColour(settings.colour) };
}

export async function changeSettings(
  scope: Scope,
  settings: z.output<typeof townHallSettings>,
  version: number,
): Promise<TownHallReply> {
  const changed = await townHallsDb(scope)
    .updateTable('townHallSettings')
    .set((row) => ({ ...settings, version: row('version', '+', 1) }))
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  if (!changed) throw stale();
  return getTownHall(scope);
}

/** On a public page of the town hall that bears this short name; undefined where none does. */
export async function inTown<T>(
  entrance: Entrance,
  slug: string | undefined,
  play: (scope: Scope, place: Place) => Promise<T>,
): Promise<T | undefined> {
  const found = await findTownHall(entrance.db, slug ?? '');
  return found && entrance.transactAt(found.id)(async (scope) => play(scope, await getPlace(scope)));
}

/** The mairie as its public pages show it, at the top and at the foot of each. */
export async function getPlace(scope: Scope): Promise<Place> {
  const { name, kind, slug, addressLine, postcode, phone, openingHours } = await getTownHall(scope);
  const { conformity } = await getPublication(scope);
  return {
    root: `/p/${slug}`,
    ...nameOnTwoLines(kind, name),
    name: townHallInFull(kind, name),
    address: [addressLine, [postcode, name].filter(Boolean).join(' ')].filter(Boolean).join(', '),
    phone: phone ? { number: phone.replace(/[^+\d]/g, ''), words: dialled(phone) } : null,
    openingHours,
    accessibility: conformityLabel[conformity],
  };
}

/** The logo a mairie brings with it when it begins: read before anything else is done, kept once there is a town hall. */
export async function bringLogo(base64: string): Promise<(transact: Transact, files: FileStore) => Promise<void>> {
  const drawn = await readLogo(Buffer.from(base64, 'base64'));
  return (transact, files) => keepLogo(transact, drawn, files);
}

/** Takes away a town hall and every row that is its own. Takes a transaction of the owner, like its founding. */
export async function disbandTownHall(db: Kysely<unknown>, townHallId: number): Promise<void> {
  await groundDb(db).deleteFrom('townHalls').where('id', '=', townHallId).execute();
}
