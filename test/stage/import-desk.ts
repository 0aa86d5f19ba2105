import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { listPurposes, seedPurposes } from '../../src/consents/consents.ts';
import { getContact } from '../../src/contacts/contacts.ts';
import type { Contact } from '../../src/contacts/contract.ts';
import type { LineSearch } from '../../src/imports/contract.ts';
import { changeImport, getImport, launchImport, uploadImport } from '../../src/imports/imports.ts';
import { writeRun } from '../../src/imports/run/running.ts';
import { importsDb } from '../../src/imports/tables.ts';
import { filesUnder } from '../../src/platform/files.ts';
import type { Town } from '../town.ts';

export const cantine = new URL('../samples/cantine-2025.csv', import.meta.url).pathname;

/** A desk over a story, with the purposes of the town hall and a folder of its own. */
export async function openDesk({ transact }: Pick<Town, 'transact'>) {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-imports-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const purposes = await transact(async (scope) => {
    await seedPurposes(scope);
    return listPurposes(scope);
  });
  return { desk: { transact, files: filesUnder(folder) }, folder, purposes, news: purposes[0]!.id };
}

export const bytesOf = (text: string) => Readable.from([Buffer.from(text)]);
export const everyLine: LineSearch = { limit: 200 };

/** Brings a text as a file, up to the point where it can be launched. */
export async function bring({ scope }: Town, { desk, news }: Awaited<ReturnType<typeof openDesk>>, text: string) {
  const run = await uploadImport(desk, { fileName: 'liste.csv', content: bytesOf(text) });
  return changeImport(scope, run.id, { version: run.version, changes: { purposeId: news, source: 'Inscriptions 2025' } });
}

export async function bringAndWrite(town: Town, opened: Awaited<ReturnType<typeof openDesk>>, text: string) {
  const { id } = await bring(town, opened, text);
  await launchImport(town.scope, id);
  await writeRun(opened.desk, id);
  return getImport(town.scope, id);
}

export type Counted = 'contacts' | 'consents' | 'interactions' | 'importLines';

export const count = async ({ scope }: Pick<Town, 'scope'>, table: Counted) => {
  const counted = importsDb(scope)
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('rows'));
  return (await counted.executeTakeFirstOrThrow()).rows;
};

export const named = async ({ scope }: Town, lastName: string): Promise<Contact[]> => {
  const rows = await importsDb(scope)
    .selectFrom('contacts')
    .select('id')
    .where('lastName', '=', lastName)
    .orderBy('id')
    .execute();
  return Promise.all(rows.map(({ id }) => getContact(scope, id)));
};
