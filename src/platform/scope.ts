import { type Kysely, sql } from 'kysely';
import type { Job, Payload } from './jobs.ts';
import type { Seal } from './seal.ts';
import { now } from './time.ts';
import { TownHallWall } from './wall.ts';

/** Who is acting, for which town hall, when, and through which transaction. */
export interface Scope {
  db: Kysely<unknown>;
  townHallId: number;
  actor: Actor;
  now: string;
  /** What the server's secret can do. */
  seal: Seal;
  /** Asks for a job in this very transaction. `once`: no second one is queued while one of that name waits. */
  enqueue<J extends Job>(job: J, payload: Payload<J>, options?: { at?: string; once?: string }): Promise<void>;
}

export interface Actor {
  kind: 'team_member' | 'api_key' | 'visitor' | 'system';
  id: string;
  /** As the timeline names them: « Nadia Ferrand ». */
  name: string;
}

export const systemActor: Actor = { kind: 'system', id: 'parvis', name: 'Parvis' };

/** One short transaction on behalf of one town hall. No network call belongs inside. */
export type Transact = <T>(work: (scope: Scope) => Promise<T>) => Promise<T>;

/** What a scope stands on: a database, or an open transaction of it, and the server's secret. */
export interface Footing {
  db: Kysely<unknown>;
  seal: Seal;
}

export const transactFor =
  ({ db, seal }: Footing, townHallId: number, actor: Actor): Transact =>
  (work) =>
    db.transaction().execute(async (transaction) => work(await openScope({ db: transaction, seal }, townHallId, actor)));

/** Raises the wall around an open transaction, from now to its end. */
export async function openScope({ db: transaction, seal }: Footing, townHallId: number, actor: Actor): Promise<Scope> {
  if (!Number.isSafeInteger(townHallId) || townHallId < 1) throw new Error(`not a town hall: ${townHallId}`);
  // Literal, not set_config(): a Citus cluster propagates SET LOCAL to its workers and not the function.
  await sql.raw(`set local app.town_hall = '${townHallId}'`).execute(transaction);
  const db = transaction.withPlugin(new TownHallWall(townHallId));
  return {
    db,
    townHallId,
    actor,
    now: now(),
    seal,
    enqueue: (job, payload, options = {}) => enqueue({ db, townHallId, actor }, { job, payload }, options),
  };
}

async function enqueue(
  { db, townHallId, actor }: Pick<Scope, 'db' | 'townHallId' | 'actor'>,
  { job, payload }: { job: Job; payload: unknown },
  { at, once }: { at?: string; once?: string },
): Promise<void> {
  const envelope = JSON.stringify({ townHallId, actor, payload });
  await sql`select enqueue_job(${job.name}, ${envelope}::json, ${at ?? null}::timestamptz, ${job.attempts}::int, ${once ? `${townHallId} ${once}` : null}::text)`.execute(
    db,
  );
}
