import type { FastifyBaseLogger } from 'fastify';
import type { Schedule } from '../jobs.ts';
import type { Actor, Transact } from '../scope.ts';
import type { Worker } from '../workers.ts';

export interface RunnerSpec {
  url: string;
  workers: readonly Worker[];
  schedules?: readonly Schedule[];
  transact(townHallId: number, actor: Actor): Transact;
  /** In whose name the schedules run. */
  townHallIds(): Promise<number[]>;
  log: FastifyBaseLogger;
  /** Jobs run at the same time by this process. */
  concurrency?: number;
}
