import { sql } from 'kysely';
import { inject } from 'vitest';
import { asOwner, kyselyOn, openPool } from '../src/platform/database.ts';
import { type Actor, openScope, type Scope, type Transact, transactFor } from '../src/platform/scope.ts';
import type { NewTownHall } from '../src/townhalls/contract.ts';
import { foundTownHall } from '../src/townhalls/townhalls.ts';
import { meetCast, nadia } from './cast.ts';
import { databaseAt, ownerAt } from './stage/addresses.ts';
import { seal } from './stage/seal.ts';

const { serverUrl, template, stories } = inject('stage');
const stage = kyselyOn(openPool({ url: databaseAt(serverUrl, stories), role: 'parvis_app', max: 2, name: 'stories' }));
const ground = kyselyOn(openPool({ url: ownerAt(serverUrl, stories), max: 1, name: 'stories ground' }));

const rollback = Symbol('rollback');

export type Town = Awaited<ReturnType<typeof raiseTown>>;

/** Plays a story in a transaction that never happened. */
export const story = (play: (town: Town) => Promise<void>) => async () => {
  const { valmeraude, valbruyere } = await towns();
  await stage
    .transaction()
    .execute(async (transaction) => {
      await play(await raiseTown(transaction, valmeraude, valbruyere));
      throw rollback;
    })
    .catch((end: unknown) => {
      if (end !== rollback) throw end;
    });
};

/** Valmeraude and the town next door, founded once for the whole run. */
let founded: Promise<{ valmeraude: number; valbruyere: number }> | undefined;
const towns = () => (founded ??= foundTowns());

async function foundTowns() {
  return ground.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('towns of the stories'))`.execute(transaction);
    const { rows } = await sql<{ id: number }>`select id from town_halls order by id limit 2`.execute(transaction);
    const [first, second] = rows;
    if (first && second) return { valmeraude: first.id, valbruyere: second.id };
    const found = (draft: NewTownHall) => foundTownHall({ db: transaction, seal }, draft);
    const valmeraude = await found({ name: 'Valmeraude', slug: 'valmeraude', inseeCode: '99001', population: 3124 });
    const valbruyere = await found({ name: 'Valbruyère', slug: 'valbruyere', inseeCode: '99002', population: 812 });
    return { valmeraude: valmeraude.id, valbruyere: valbruyere.id };
  });
}

async function raiseTown(transaction: Scope['db'], valmeraude: number, valbruyere: number) {
  const open = (townHallId: number, actor: Actor) => openScope({ db: transaction, seal }, townHallId, actor);
  let depth = 0;
  /** As in the product, but each transaction is a savepoint of the story's. */
  const transactAt =
    (townHallId: number, actor: Actor = nadia): Transact =>
    async (work) => {
      const savepoint = sql.raw(`s${++depth}`);
      await sql`savepoint ${savepoint}`.execute(transaction);
      try {
        const result = await work(await open(townHallId, actor));
        await sql`release savepoint ${savepoint}`.execute(transaction);
        return result;
      } catch (error) {
        await sql`rollback to savepoint ${savepoint}`.execute(transaction);
        throw error;
      } finally {
        await open(valmeraude, nadia);
      }
    };
  const scope = await open(valmeraude, nadia);
  return {
    scope,
    transact: transactAt(valmeraude),
    nextDoor: transactAt(valbruyere),
    transactAt,
    valmeraude,
    valbruyere,
    /** The open transaction itself, outside any wall. */
    transaction,
    ...(await meetCast(scope)),
  };
}

/** A database of one's own, for what concerns commits: jobs, locks, crashes. Dropped at the end. */
export async function ownDatabase<T>(
  name: string,
  play: (urls: { url: string; ownerUrl: string; superuserUrl: string }) => Promise<T>,
): Promise<T> {
  const database = `parvis_own_${name}_${process.pid}`;
  await asOwner(serverUrl, (client) => client.query(`create database ${database} template ${template} owner parvis_owner`));
  try {
    return await play({
      url: ownerAt(serverUrl, database),
      ownerUrl: ownerAt(serverUrl, database),
      superuserUrl: databaseAt(serverUrl, database),
    });
  } finally {
    await asOwner(serverUrl, (client) => client.query(`drop database ${database} with (force)`));
  }
}

interface OwnTown {
  /** Nadia's hands, each act committed. */
  transact: Transact;
  superuserUrl: string;
}

/** Valmeraude alone on a database of its own, where transactions commit. */
export const ownTown = (name: string, play: (town: OwnTown) => Promise<void>): Promise<void> =>
  ownDatabase(name, async ({ url, superuserUrl }) => {
    const [db, owner] = [kyselyOn(openPool({ url, role: 'parvis_app', max: 8 })), kyselyOn(openPool({ url, max: 1 }))];
    try {
      const draft = { name: 'Valmeraude', slug: 'valmeraude', inseeCode: '99001' };
      const { id } = await owner.transaction().execute((open) => foundTownHall({ db: open, seal }, draft));
      await play({ transact: transactFor({ db, seal }, id, nadia), superuserUrl });
    } finally {
      await Promise.all([owner.destroy(), db.destroy()]);
    }
  });
