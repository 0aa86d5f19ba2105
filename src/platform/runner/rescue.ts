import type pg from 'pg';
import { LIFELINE } from './lifeline.ts';

/** A job whose worker died while running it. */
export interface Rescued {
  jobId: string;
  name: string;
  envelope: unknown;
  deaths: number;
  /** It will not be tried again by itself. */
  isSetAside: boolean;
}

/** A job is set aside once this many processes died running it (trust R-13). */
const DEATHS = 3;
const QUEUE = 'suspects';

/** Frees the jobs of dead workers, which the library would keep locked for four hours (design §3). One process at a time looks. */
export async function rescue(pool: pg.Pool): Promise<Rescued[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const rescued = await rescueWith(client);
    await client.query('commit');
    return rescued;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function rescueWith(client: pg.PoolClient): Promise<Rescued[]> {
  const { rows: turn } = await client.query<{ mine: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('parvis rescue')) as mine`,
  );
  if (!turn[0]?.mine) return [];
  const { rows: dead } = await client.query<{ id: string }>(deadWorkers);
  if (dead.length === 0) return [];
  const ids = dead.map(({ id }) => id);
  await client.query(`insert into graphile_worker._private_job_queues (queue_name) values ($1) on conflict do nothing`, [QUEUE]);
  const { rows } = await client.query<Rescued>(countDeaths, [ids, QUEUE, DEATHS]);
  await client.query('select graphile_worker.force_unlock_workers($1)', [ids]);
  return rows;
}

/** In graphile-worker 0.17 `locked_by` is the id of the worker pool: one for each process. */
const deadWorkers = `
  with holders as materialized (
    select locked_by as id from graphile_worker._private_jobs where locked_by is not null
    union
    select locked_by from graphile_worker._private_job_queues where locked_by is not null
  )
  select id from holders where pg_try_advisory_xact_lock(${LIFELINE.replace('$1', 'id')})`;

/**
 * The library counts a death as one attempt, hence ten deaths for a job of ten attempts. Ours are counted apart, in the job's
 * flags. Whoever ran beside the culprit is no culprit: after a second death a job waits in a queue that runs one at a time, so
 * that a third death can only be its own.
 */
const countDeaths = `
  with suspected as (
    select jobs.id, coalesce((jobs.flags ->> 'deaths')::int, 0) + 1 as deaths, tasks.identifier as name
    from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
    where jobs.locked_by = any($1::text[])
  )
  update graphile_worker._private_jobs jobs set
    flags = coalesce(jobs.flags, '{}') || jsonb_build_object('deaths', suspected.deaths),
    job_queue_id = case when suspected.deaths = 1 then jobs.job_queue_id
      else (select id from graphile_worker._private_job_queues where queue_name = $2) end,
    attempts = case when suspected.deaths >= $3 then jobs.max_attempts else jobs.attempts end,
    last_error = format('process died (%s)', suspected.deaths),
    updated_at = now()
  from suspected where jobs.id = suspected.id
  returning jobs.id as "jobId", suspected.name, jobs.payload as envelope, suspected.deaths,
    jobs.attempts >= jobs.max_attempts as "isSetAside"`;
