import { type CronItem, type ParsedCronItem, parseCronItems, type TaskList } from 'graphile-worker';
import { systemActor } from '../scope.ts';
import type { RunnerSpec } from './spec.ts';

const tickOf = (name: string) => `schedule ${name}`;

/** A village switches its computer off at night: what was due within the last day is done at its start, once. */
const CATCH_UP = 24 * 60 * 60 * 1000;

/** One tick for all processes: the library notes in its own table which minute each clock last struck. */
export const clockFor = ({ schedules = [] }: RunnerSpec): ParsedCronItem[] =>
  parseCronItems(
    schedules.map(
      ({ job, cron }): CronItem => ({
        task: tickOf(job.name),
        match: cron,
        identifier: tickOf(job.name),
        options: { backfillPeriod: CATCH_UP, jobKey: tickOf(job.name) },
      }),
    ),
  );

/** A tick asks for the job in the name of each town hall. */
export const tasksOfClock = ({ schedules = [], transact, townHallIds }: RunnerSpec): TaskList =>
  Object.fromEntries(
    schedules.map(({ job, payload }) => [
      tickOf(job.name),
      async () => {
        for (const townHallId of await townHallIds())
          await transact(townHallId, systemActor)((scope) => scope.enqueue(job, payload as never, { once: tickOf(job.name) }));
      },
    ]),
  );
