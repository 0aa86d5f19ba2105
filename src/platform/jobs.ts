import type { z } from 'zod';

/** A piece of work asked for in one transaction and done later, at least once. */
export interface Job<Schema extends z.ZodType = z.ZodType> {
  name: `${string}.${string}`;
  payload: Schema;
  /** Tries before it is set aside for a person to look at. */
  attempts: number;
}

export type Payload<J extends Job> = z.output<J['payload']>;

export function job<Schema extends z.ZodType>(name: Job['name'], spec: { payload: Schema; attempts?: number }): Job<Schema> {
  return { name, payload: spec.payload, attempts: spec.attempts ?? 10 };
}

/** A job asked for in the name of each town hall, at each tick of a clock in UTC (`minute hour day month weekday`). */
export interface Schedule {
  job: Job;
  payload: unknown;
  cron: string;
}

export const schedule = <J extends Job>(job: J, cron: string, payload: Payload<J>): Schedule => ({ job, payload, cron });
