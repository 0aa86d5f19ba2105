import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { nadia } from '../../../test/cast.ts';
import { rehearsalJobs, rehearsalStage, rehearsalWorkers } from '../../../test/stage/rehearsals.ts';
import { seal } from '../../../test/stage/seal.ts';
import { ownDatabase } from '../../../test/town.ts';
import { foundTownHall } from '../../townhalls/townhalls.ts';
import { kyselyOn, openPool } from '../database.ts';
import { type Job, job, schedule } from '../jobs.ts';
import { beginLongWork, listLongWorks } from '../long-works/long-works.ts';
import type { Transact } from '../scope.ts';
import { work } from '../workers.ts';
import { startRunner } from './runner.ts';

interface Stage {
  url: string;
  stage: ReturnType<typeof rehearsalStage>;
  town: Transact;
  nextDoor: Transact;
  owner: pg.Pool;
}

const rehearse = (name: string, play: (stage: Stage) => Promise<void>) => () =>
  ownDatabase(name, async ({ url }) => {
    const owner = openPool({ url, max: 2 });
    const stage = rehearsalStage(url);
    try {
      const ground = kyselyOn(owner);
      const found = (slug: string) =>
        ground
          .transaction()
          .execute((db) => foundTownHall({ db, seal }, { name: slug, slug, inseeCode: '99001', population: 800 }));
      const [town, nextDoor] = [await found('valmeraude'), await found('valbruyere')];
      await play({ url, stage, owner, town: stage.transact(town.id, nadia), nextDoor: stage.transact(nextDoor.id, nadia) });
    } finally {
      await stage.close();
      await owner.end();
    }
  });

const ask = (transact: Transact, asked: Job, label = 'Essai') =>
  transact(async (scope) => {
    const { id } = await beginLongWork(scope, { kind: 'rehearsal', label });
    await scope.enqueue(asked, { longWorkId: id });
    return id;
  });

const worksOf = async (transact: Transact) => (await transact((scope) => listLongWorks(scope, { limit: 100 }))).items;

interface JobRow {
  attempts: number;
  max_attempts: number;
  locked_by: string | null;
  last_error: string | null;
}
const jobsIn = async (owner: pg.Pool) =>
  (
    (await owner.query<JobRow>(
      'set role parvis_jobs; select * from graphile_worker._private_jobs order by id',
    )) as unknown as pg.QueryResult<JobRow>[]
  )[1]!.rows;

async function until(what: () => Promise<boolean>, seconds: number): Promise<boolean> {
  for (let left = seconds * 10; left > 0; left -= 1) {
    if (await what()) return true;
    await wait(100);
  }
  return false;
}

const workerProcess = (url: string, manner: 'works' | 'hangs', concurrency: number): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', 'test/stage/worker-process.ts', url, manner, String(concurrency)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });

const hasFinished = (transact: Transact) => async () => (await worksOf(transact)).every(({ state }) => state === 'done');

test.concurrent(
  'twenty jobs held by a worker killed on the spot are finished by another, in less than thirty seconds',
  rehearse('killed', async ({ url, stage, town, owner }) => {
    for (let number = 0; number < 20; number += 1) await ask(town, rehearsalJobs.hold);
    const doomed = workerProcess(url, 'hangs', 20);
    const isHolding = await until(async () => (await jobsIn(owner)).every((one) => one.locked_by !== null), 60);
    const other = await startRunner({ ...stage, workers: rehearsalWorkers('works') });
    try {
      expect(isHolding).toBe(true);
      expect((await worksOf(town)).map(({ state }) => state)).not.toContain('done');
      doomed.kill('SIGKILL');
      expect(await until(hasFinished(town), 30)).toBe(true);
      expect(await until(async () => (await jobsIn(owner)).length === 0, 5)).toBe(true);
    } finally {
      doomed.kill('SIGKILL');
      await other.stop();
    }
  }),
  150_000,
);

test.concurrent(
  'a worker that lives keeps its jobs, however long they take',
  rehearse('living', async ({ url, stage, town, owner }) => {
    await ask(town, rehearsalJobs.hold);
    const busy = workerProcess(url, 'hangs', 1);
    await until(async () => (await jobsIn(owner)).every((one) => one.locked_by !== null), 60);
    const other = await startRunner({ ...stage, workers: rehearsalWorkers('works') });
    try {
      await wait(3000);
      expect(await jobsIn(owner)).toMatchObject([{ attempts: 1, locked_by: expect.any(String) }]);
    } finally {
      busy.kill('SIGKILL');
      await other.stop();
    }
  }),
  150_000,
);

test.concurrent(
  'a job that kills every worker is set aside at the third death, and the others are done',
  rehearse('poison', async ({ url, town, owner }) => {
    const poison = await ask(town, rehearsalJobs.poison, 'Poison');
    const deaths: string[] = [];
    for (let lives = 0; lives < 3; lives += 1) {
      const victim = workerProcess(url, 'works', 2);
      const death = await Promise.race([once(victim, 'exit'), wait(40_000)]);
      deaths.push(String(death?.[1] ?? death?.[0] ?? 'lives'));
      victim.kill('SIGKILL');
    }
    await ask(town, rehearsalJobs.hold, 'Innocent');
    const survivor = workerProcess(url, 'works', 2);
    try {
      const states = async () => (await worksOf(town)).map(({ label, state }) => [label, state]);
      const isSettled = await until(
        async () => (await states()).flat().includes('failed') && (await states()).flat().includes('done'),
        60,
      );
      expect(deaths).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL']);
      expect(isSettled).toBe(true);
      expect(survivor.exitCode ?? survivor.signalCode).toBe(null);
      expect((await worksOf(town)).find(({ id }) => id === poison)?.message).toMatch(/interrompu/);
      expect(await jobsIn(owner)).toMatchObject([
        { attempts: 10, max_attempts: 10, locked_by: null, last_error: 'process died (3)' },
      ]);
    } finally {
      survivor.kill('SIGKILL');
    }
  }),
  200_000,
);

test.concurrent(
  'what is asked in a transaction that fails is never asked',
  rehearse('rolled', async ({ town, owner }) => {
    const refused = town(async (scope) => {
      await scope.enqueue(rehearsalJobs.hold, { longWorkId: nadia.id });
      throw new RangeError('non');
    });
    await expect(refused).rejects.toThrow('non');
    expect(await jobsIn(owner)).toEqual([]);
  }),
);

test.concurrent(
  'asked twice « once », a job waits once, in each town hall',
  rehearse('once', async ({ town, nextDoor, owner }) => {
    for (const transact of [town, town, nextDoor])
      await transact((scope) => scope.enqueue(rehearsalJobs.hold, { longWorkId: nadia.id }, { once: 'the same' }));
    expect(await jobsIn(owner)).toHaveLength(2);
  }),
);

test.concurrent(
  'a job that failed runs again from its beginning, and the words of its error are kept nowhere',
  rehearse('stumble', async ({ stage, town, owner }) => {
    await ask(town, rehearsalJobs.stumble);
    const runner = await startRunner({ ...stage, workers: rehearsalWorkers('works') });
    try {
      expect(await until(async () => (await jobsIn(owner))[0]?.last_error !== null, 10)).toBe(true);
      expect((await jobsIn(owner))[0]?.last_error).toBe('RangeError');
      expect(await until(hasFinished(town), 15)).toBe(true);
    } finally {
      await runner.stop();
    }
  }),
);

test.concurrent(
  'a job tried for the last time tells the agent who watches its bar; one that nobody here knows is left alone',
  rehearse('fall', async ({ stage, town, owner }) => {
    const stranger = job('rehearsals.stranger', { payload: z.object({ longWorkId: z.uuid() }) });
    await ask(town, stranger, 'Inconnu');
    await ask(town, rehearsalJobs.fall, 'Chute');
    const runner = await startRunner({ ...stage, workers: rehearsalWorkers('works') });
    try {
      const fallen = async () => (await worksOf(town)).find(({ label }) => label === 'Chute')?.state === 'failed';
      expect(await until(fallen, 10)).toBe(true);
      await until(async () => (await jobsIn(owner))[1]?.locked_by === null, 5);
      expect(await jobsIn(owner)).toMatchObject([
        { attempts: 0, locked_by: null },
        { attempts: 1, locked_by: null },
      ]);
    } finally {
      await runner.stop();
    }
  }),
);

test.concurrent(
  'stopping puts back a job that does not end, within ten seconds',
  rehearse('stop', async ({ stage, town, owner }) => {
    await ask(town, rehearsalJobs.hold);
    const runner = await startRunner({ ...stage, workers: rehearsalWorkers('hangs') });
    expect(await until(async () => (await jobsIn(owner)).every((one) => one.locked_by !== null), 10)).toBe(true);
    expect(await Promise.race([runner.stop().then(() => 'stopped'), wait(10_000, 'late')])).toBe('stopped');
    expect(await jobsIn(owner)).toMatchObject([{ locked_by: null, attempts: 1 }]);
  }),
);

test.concurrent(
  'what was due while all was off is done at the start, once for each town hall, by two processes together',
  rehearse('clock', async ({ stage, town, nextDoor, owner }) => {
    const nightly = { sweep: job('rehearsals.sweep', { payload: z.object({}) }) };
    await owner.query(`set role parvis_jobs; insert into graphile_worker._private_known_crontabs (identifier, known_since)
      values ('schedule rehearsals.sweep', now() - interval '3 hours'); reset role`);
    const sweeping = {
      ...stage,
      workers: work(nightly, {
        sweep: (transact) => transact(async (scope) => void (await beginLongWork(scope, { kind: 'sweep', label: 'Nuit' }))),
      }),
      schedules: [schedule(nightly.sweep, '*/7 * * * *', {})],
    };
    const runners = await Promise.all([startRunner(sweeping), startRunner(sweeping)]);
    try {
      expect(await until(async () => (await worksOf(town)).length > 0 && (await worksOf(nextDoor)).length > 0, 15)).toBe(true);
      expect(await until(async () => (await jobsIn(owner)).length === 0, 5)).toBe(true);
      expect([await worksOf(town), await worksOf(nextDoor)].map((works) => works.length)).toEqual([1, 1]);
    } finally {
      await Promise.all(runners.map((runner) => runner.stop()));
    }
  }),
);
