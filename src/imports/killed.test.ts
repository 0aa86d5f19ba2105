import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { seal } from '../../test/stage/seal.ts';
import { ownDatabase } from '../../test/town.ts';
import { listPurposes, seedPurposes } from '../consents/consents.ts';
import { kyselyOn, openPool } from '../platform/database.ts';
import { filesUnder } from '../platform/files.ts';
import { systemActor, transactFor } from '../platform/scope.ts';
import { foundTownHall } from '../townhalls/townhalls.ts';
import { changeImport, getImport, launchImport, undoImport, uploadImport } from './imports.ts';
import { undoRun } from './run/undoing.ts';
import { importsDb } from './tables.ts';

const LINES = 4500;
/** One line in nine says again who the line before is. */
const sheet = () =>
  ['Nom;Prénom;Mél;Accord newsletter;Étiquette']
    .concat(
      Array.from({ length: LINES }, (_, line) => {
        const who = line % 9 === 8 ? line - 1 : line;
        return `NOM${who};Prénom${who};p${who}@exemple.example;${who % 3 ? 'oui' : ''};${who % 5 ? '' : 'Cantine'}`;
      }),
    )
    .join('\n');

test('killed (SIGKILL) while reading, merging and writing, an import goes on where it was, and nobody is there twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-killed-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  await ownDatabase('killed_import', async ({ url }) => {
    const owner = kyselyOn(openPool({ url, max: 1 }));
    const served = kyselyOn(openPool({ url, role: 'parvis_app', max: 2 }));
    onTestFinished(async () => {
      await Promise.all([owner.destroy(), served.destroy()]).catch(() => undefined);
    });
    const hall = await owner
      .transaction()
      .execute((db) => foundTownHall({ db, seal }, { name: 'V', slug: 'v', inseeCode: '99001', population: 9 }));
    const transact = transactFor({ db: served, seal }, hall.id, systemActor);
    const files = filesUnder(folder);
    await transact(seedPurposes);
    const { id, version } = await uploadImport(
      { transact, files },
      { fileName: 'liste.csv', content: Readable.from([Buffer.from(sheet())]) },
    );
    await transact(async (scope) => {
      const [news] = await listPurposes(scope);
      await changeImport(scope, id, { version, changes: { purposeId: news!.id, source: 'Essai' } });
      await launchImport(scope, id);
    });
    const runOnce = () =>
      spawn(process.execPath, ['--import', 'tsx', 'test/stage/import-process.ts', url, folder, String(hall.id), id], {
        stdio: 'ignore',
      });
    const settled = () =>
      transact(async (scope) => {
        const run = importsDb(scope).selectFrom('importRuns').select(['settledPlace', 'state']).where('id', '=', id);
        const lines = importsDb(scope)
          .selectFrom('importLines')
          .select(({ fn }) => fn.countAll<number>().as('count'));
        return { ...(await run.executeTakeFirstOrThrow()), read: (await lines.executeTakeFirstOrThrow()).count };
      });
    const reached: [string, (progress: Awaited<ReturnType<typeof settled>>) => boolean][] = [
      ['a thousand lines read', ({ read }) => read >= 1000],
      ['every line read', ({ read }) => read >= LINES],
      ['a first batch written', ({ settledPlace }) => settledPlace > 0],
    ];
    for (const [, isReached] of reached) {
      const process = runOnce();
      while (process.exitCode === null && !isReached(await settled())) await wait(20);
      process.kill('SIGKILL');
      if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
    }
    const last = runOnce();
    await once(last, 'exit');
    const run = await transact((scope) => getImport(scope, id));
    expect(run).toMatchObject({ state: 'done', figures: { lines: 4500, people: 4000, added: 4000, merged: 500, rejected: {} } });
    const counted = () =>
      transact(async ({ db, townHallId }) => {
        const { rows } = await sql`select
          (select count(*) from contacts where town_hall_id = ${townHallId}) as contacts,
          (select count(distinct email) from contacts where town_hall_id = ${townHallId}) as people,
          (select count(*) from consents where town_hall_id = ${townHallId}) as consents,
          (select count(*) from contact_tags where town_hall_id = ${townHallId}) as tagged`.execute(db);
        return rows[0];
      });
    const who = Array.from({ length: LINES }, (_, line) => line).filter((line) => line % 9 !== 8);
    expect(await counted()).toEqual({
      contacts: 4000,
      people: 4000,
      consents: who.filter((line) => line % 3).length,
      tagged: who.filter((line) => line % 5 === 0).length,
    });
    const again = await uploadImport(
      { transact, files },
      { fileName: 'la même.csv', content: Readable.from([Buffer.from(sheet())]) },
    );
    expect(again.sameFile).toMatchObject({ importId: id });
    await transact((scope) => undoImport(scope, id));
    await undoRun(transact, id);
    expect(await counted()).toMatchObject({ contacts: 0, consents: 0, tagged: 0 });
  });
}, 300_000);
