import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { type Runner as Library, Logger, run, type WorkerEvents, type WorkerPool } from 'graphile-worker';
import type pg from 'pg';
import { openPool } from '../database.ts';
import type { KeptConnection } from '../kept-connection.ts';
import { holdLifeline } from './lifeline.ts';
import { rescue } from './rescue.ts';
import { clockFor, tasksOfClock } from './schedules.ts';
import type { RunnerSpec } from './spec.ts';
import { setAside, tasksOf } from './tasks.ts';

export interface Runner {
  /** Takes no more jobs; gives those in hand a few seconds to end, then puts them back. */
  stop(): Promise<void>;
}

const LOOK_EVERY = 10_000;
const LET_FINISH = 7_000;
const START_AGAIN_AFTER = 5_000;

/** Runs jobs until it is stopped, whatever becomes of the database meanwhile. */
export async function startRunner(spec: RunnerSpec): Promise<Runner> {
  const concurrency = spec.concurrency ?? 2;
  // The library listens on one, takes and ends jobs on the others, in an instant each.
  const pool = openPool({
    url: spec.url,
    role: 'parvis_jobs',
    max: Math.min(concurrency + 3, 8),
    name: 'parvis jobs',
    values: 'driver',
  });
  const start = () => startShift(spec, pool, concurrency);
  const life = { stopping: new AbortController(), shift: await start() };
  const tasks = [keepRunning(spec, life, start), keepLooking(spec, life, pool)];
  return {
    stop: async () => {
      life.stopping.abort();
      await life.shift.stop();
      await Promise.all(tasks);
      await pool.end();
    },
  };
}

interface Life {
  stopping: AbortController;
  shift: Shift;
}

/** The library gives up after minutes without a database: it is started again, under another worker id. */
async function keepRunning({ log }: RunnerSpec, life: Life, start: () => Promise<Shift>): Promise<void> {
  for (;;) {
    await life.shift.ended;
    if (life.stopping.signal.aborted) return;
    log.error('the job runner stopped by itself: starting it again');
    await pause(START_AGAIN_AFTER, life);
    if (life.stopping.signal.aborted) return;
    life.shift = await start().catch(() => noShift);
    if (life.stopping.signal.aborted) await life.shift.stop();
  }
}

async function keepLooking(spec: RunnerSpec, life: Life, pool: pg.Pool): Promise<void> {
  while (!life.stopping.signal.aborted) {
    await look(spec, pool);
    await pause(LOOK_EVERY, life);
  }
}

const pause = (milliseconds: number, { stopping }: Life) =>
  wait(milliseconds, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);

async function look(spec: RunnerSpec, pool: pg.Pool): Promise<void> {
  try {
    for (const job of await rescue(pool)) {
      spec.log.warn({ job: job.name, jobId: job.jobId, deaths: job.deaths, isSetAside: job.isSetAside }, 'its worker died');
      if (job.isSetAside) await setAside(spec, job.envelope);
    }
  } catch (error) {
    spec.log.warn({ code: (error as { code?: string }).code }, 'could not look for dead workers');
  }
}

interface Shift {
  ended: Promise<void>;
  stop(): Promise<void>;
}

const noShift: Shift = { ended: Promise.resolve(), stop: () => Promise.resolve() };

/** One life of the library's runner. No job is taken unless the lifeline is held. */
async function startShift(spec: RunnerSpec, pool: pg.Pool, concurrency: number): Promise<Shift> {
  const events: WorkerEvents = new EventEmitter();
  const team: { pool?: WorkerPool; lifeline?: KeptConnection } = {};
  events.once('pool:create', ({ workerPool }) => {
    team.pool = workerPool;
    team.lifeline = holdLifeline(spec.url, workerPool.id);
  });
  const caughtUp = new Promise<void>((resolve) => events.once('cron:started', () => resolve()));
  const library = await run({
    pgPool: pool,
    events,
    taskList: { ...tasksOf(spec), ...tasksOfClock(spec) },
    parsedCronItems: clockFor(spec),
    concurrency,
    noHandleSignals: true,
    logger: loggerOn(spec.log),
    // Asked before each job is taken: the library has no other gate. What was missed is put in order first: ten nights, one job.
    forbiddenFlags: async () => {
      await caughtUp;
      await team.lifeline?.held();
      return null;
    },
    // Batched even without delay, the end of a job is written again and again while the database is away; unbatched, it is
    // an unhandled rejection that ends the process (graphile-worker 0.17.3, lib/worker).
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  const ended = library.promise.catch(() => undefined).finally(() => team.lifeline?.close());
  return { ended, stop: () => endShift(library, team.pool, ended) };
}

async function endShift(library: Library, pool: WorkerPool | undefined, ended: Promise<void>): Promise<void> {
  const finished = library.stop().then(
    () => true,
    () => true,
  );
  const isFinished = await Promise.race([finished, wait(LET_FINISH, false, { ref: false })]);
  if (!isFinished) await Promise.resolve(pool?.forcefulShutdown('Parvis is stopping')).catch(() => undefined);
  await ended;
}

/** The library's own lines quote errors, and errors quote people: only that something went wrong is kept, ours say the rest. */
const loggerOn = (log: FastifyBaseLogger) =>
  new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.debug({ from: 'graphile-worker' }, message.split('\n')[0]?.slice(0, 60));
  });
