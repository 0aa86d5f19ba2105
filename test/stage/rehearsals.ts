import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { kyselyOn, openPool } from '../../src/platform/database.ts';
import { job } from '../../src/platform/jobs.ts';
import { logTo } from '../../src/platform/log.ts';
import { advanceLongWork, cancelLongWork, finishLongWork } from '../../src/platform/long-works/long-works.ts';
import { type Actor, type Transact, transactFor } from '../../src/platform/scope.ts';
import { type Worker, work } from '../../src/platform/workers.ts';
import { groundDb } from '../../src/townhalls/tables.ts';
import { seal } from './seal.ts';

const payload = z.object({ longWorkId: z.uuid() });

export const rehearsalJobs = {
  /** Ends at once, or never, by the manner of the worker. */
  hold: job('rehearsals.hold', { payload, attempts: 5 }),
  /** Kills the process that runs it. */
  poison: job('rehearsals.poison', { payload, attempts: 10 }),
  /** Fails once, saying a name. */
  stumble: job('rehearsals.stumble', { payload, attempts: 2 }),
  /** Always fails. */
  fall: job('rehearsals.fall', { payload, attempts: 1 }),
  /** Advances until someone asks it to stop. */
  plod: job('rehearsals.plod', { payload, attempts: 2 }),
};

export const rehearsalWorkers = (manner: 'works' | 'hangs'): Worker[] =>
  work(rehearsalJobs, {
    hold: async (transact, { longWorkId }) => {
      await transact((scope) => advanceLongWork(scope, longWorkId, { done: 1 }));
      if (manner === 'hangs') await wait(600_000, undefined, { ref: false });
      await transact((scope) => finishLongWork(scope, longWorkId, 'Fini'));
    },
    poison: async () => {
      process.kill(process.pid, 'SIGKILL');
      await wait(10_000);
    },
    stumble: async (transact, { longWorkId }) => {
      const isFirst = await transact(async (scope) => {
        const { mustStop } = await advanceLongWork(scope, longWorkId, { done: 1 });
        return !mustStop && !stumbled.has(longWorkId);
      });
      stumbled.add(longWorkId);
      if (isFirst) throw new RangeError('Léa Martin habite au 4, rue des Tilleuls');
      await transact((scope) => finishLongWork(scope, longWorkId, 'Fini'));
    },
    fall: async () => {
      throw new Error('toujours');
    },
    plod: plod,
  });

const stumbled = new Set<string>();

async function plod(transact: Transact, { longWorkId }: z.output<typeof payload>): Promise<void> {
  for (let done = 1; ; done += 1) {
    const { mustStop } = await transact((scope) => advanceLongWork(scope, longWorkId, { done }));
    if (mustStop) return transact((scope) => cancelLongWork(scope, longWorkId, `Arrêté à ${done}`));
    await wait(50);
  }
}

/** What `startRunner` asks of the product, on one database. */
export function rehearsalStage(url: string) {
  const db = kyselyOn(openPool({ url, role: 'parvis_app', max: 4, name: 'rehearsals' }));
  return {
    url,
    log: logTo('silent'),
    transact: (townHallId: number, actor: Actor): Transact => transactFor({ db, seal }, townHallId, actor),
    townHallIds: async () => (await groundDb(db).selectFrom('townHalls').select('id').execute()).map(({ id }) => id),
    close: () => db.destroy(),
  };
}
