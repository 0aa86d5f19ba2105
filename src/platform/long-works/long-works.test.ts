import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { nadia } from '../../../test/cast.ts';
import { rehearsalJobs, rehearsalStage, rehearsalWorkers } from '../../../test/stage/rehearsals.ts';
import { seal } from '../../../test/stage/seal.ts';
import { ownDatabase, story } from '../../../test/town.ts';
import { foundTownHall } from '../../townhalls/townhalls.ts';
import { kyselyOn, openPool } from '../database.ts';
import { startRunner } from '../runner/runner.ts';
import type { Scope } from '../scope.ts';
import {
  advanceLongWork,
  askCancellation,
  beginLongWork,
  cancelLongWork,
  failLongWork,
  finishLongWork,
  forgetOldLongWorks,
  getLongWork,
  isCancelAsked,
  listLongWorks,
} from './long-works.ts';

const cantine = { kind: 'import', label: 'Import de cantine-2025.csv', total: 1206 };

test(
  'a bar advances, and its result stays after the work is over',
  story(async ({ scope }) => {
    const { id } = await beginLongWork(scope, cantine);
    expect(await advanceLongWork(scope, id, { done: 600, message: 'Lecture' })).toEqual({ mustStop: false });
    expect(await getLongWork(scope, id)).toMatchObject({ state: 'running', done: 600, total: 1206, message: 'Lecture' });
    await finishLongWork(scope, id, '866 personnes ajoutées');
    expect(await getLongWork(scope, id)).toMatchObject({ state: 'done', message: '866 personnes ajoutées', canCancel: false });
  }),
);

test(
  'a job that runs a second time changes nothing to a work that is over, and is told to stop',
  story(async ({ scope }) => {
    const { id } = await beginLongWork(scope, cantine);
    await finishLongWork(scope, id, '866 personnes ajoutées');
    expect(await advanceLongWork(scope, id, { done: 1 })).toEqual({ mustStop: true });
    await failLongWork(scope, id, 'Interrompu');
    expect(await getLongWork(scope, id)).toMatchObject({ state: 'done', message: '866 personnes ajoutées' });
  }),
);

test(
  'a work interrupted by an error is taken up again when its job is',
  story(async ({ scope }) => {
    const { id } = await beginLongWork(scope, cantine);
    await failLongWork(scope, id, 'Interrompu');
    expect(await advanceLongWork(scope, id, { done: 1 })).toEqual({ mustStop: false });
    await cancelLongWork(scope, id, 'Arrêté');
    expect(await getLongWork(scope, id)).toMatchObject({ state: 'cancelled' });
  }),
);

test(
  'only whoever started a work stops it, and only while it lasts',
  story(async ({ scope }) => {
    const { id, canCancel } = await beginLongWork(scope, cantine);
    const colleague: Scope = { ...scope, actor: { ...nadia, id: '0197a5d0-0000-7000-8000-000000000002' } };
    expect([canCancel, (await getLongWork(colleague, id)).canCancel]).toEqual([true, false]);
    await expect(askCancellation(colleague, id)).rejects.toMatchObject({ code: 'long_work.not_yours' });
    expect(await askCancellation(scope, id)).toMatchObject({ state: 'waiting', cancelAskedAt: scope.now, canCancel: false });
    expect(await isCancelAsked(scope, id)).toBe(true);
    await finishLongWork(scope, id, 'Fini avant de l’avoir su');
    await expect(askCancellation(scope, id)).rejects.toMatchObject({ code: 'long_work.over' });
  }),
);

test(
  'the town next door neither sees a work nor stops it',
  story(async ({ scope, nextDoor }) => {
    const { id } = await beginLongWork(scope, cantine);
    await nextDoor(async (theirs) => {
      expect((await listLongWorks(theirs, { limit: 50 })).items).toEqual([]);
      expect(await advanceLongWork(theirs, id, { done: 9 })).toEqual({ mustStop: true });
    });
    await expect(nextDoor((theirs) => askCancellation(theirs, id))).rejects.toMatchObject({ code: 'long_work.missing' });
    expect(await getLongWork(scope, id)).toMatchObject({ done: 0, cancelAskedAt: null });
  }),
);

test(
  'works are read from the latest, page by page',
  story(async ({ scope }) => {
    for (const label of ['Un', 'Deux', 'Trois']) await beginLongWork(scope, { kind: 'import', label });
    const first = await listLongWorks(scope, { limit: 2 });
    const rest = await listLongWorks(scope, { limit: 2, cursor: first.nextCursor! });
    expect([first, rest].map(({ items }) => items.map(({ label }) => label))).toEqual([['Trois', 'Deux'], ['Un']]);
    expect(rest.nextCursor).toBe(null);
  }),
);

test(
  'what ended more than a month ago is forgotten, what is under way never',
  story(async ({ scope }) => {
    const [old, stuck, fresh] = [
      await beginLongWork(scope, cantine),
      await beginLongWork(scope, cantine),
      await beginLongWork(scope, cantine),
    ];
    for (const { id } of [old, fresh]) await finishLongWork(scope, id, 'Fini');
    await sql`update long_works set changed_at = changed_at - interval '31 days'
      where town_hall_id = ${scope.townHallId} and id in (${old.id}, ${stuck.id})`.execute(scope.db);
    await forgetOldLongWorks(scope);
    expect((await listLongWorks(scope, { limit: 50 })).items.map(({ id }) => id)).toEqual([fresh.id, stuck.id]);
  }),
);

test('asked to stop, the worker stops at its next step and says where', () =>
  ownDatabase('cancelled', async ({ url }) => {
    const owner = openPool({ url, max: 1 });
    const stage = rehearsalStage(url);
    const { id: townHallId } = await kyselyOn(owner)
      .transaction()
      .execute((db) =>
        foundTownHall({ db, seal }, { name: 'Valmeraude', slug: 'valmeraude', inseeCode: '99001', population: 3124 }),
      );
    const town = stage.transact(townHallId, nadia);
    const runner = await startRunner({ ...stage, workers: rehearsalWorkers('works') });
    try {
      const longWorkId = await town(async (scope) => {
        const { id } = await beginLongWork(scope, cantine);
        await scope.enqueue(rehearsalJobs.plod, { longWorkId: id });
        return id;
      });
      const reach = async (state: string) => {
        for (let left = 100; left > 0; left -= 1) {
          const work = await town((scope) => getLongWork(scope, longWorkId));
          if (work.state === state) return work;
          await wait(50);
        }
        return undefined;
      };
      expect(await reach('running')).toBeDefined();
      await town((scope) => askCancellation(scope, longWorkId));
      expect(await reach('cancelled')).toMatchObject({ message: expect.stringMatching(/^Arrêté à \d+$/) });
    } finally {
      await runner.stop();
      await stage.close();
      await owner.end();
    }
  }));
