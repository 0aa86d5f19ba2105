import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { asOwner } from '../../src/platform/database.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { startEmbeddedPostgres } from '../../src/platform/postgres/server.ts';
import { databaseAt, OWNER_PASSWORD, ownerAt } from './addresses.ts';
import { startDebianPostgres } from './debian-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's address of the server all tests share, and the databases of this run. */
    stage: { serverUrl: string; template: string; stories: string };
  }
}

/** One real PostgreSQL for the run: Parvis' own, or Debian's, whose programs are in the folder PARVIS_TEST_POSTGRES names. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const programs = process.env['PARVIS_TEST_POSTGRES'];
  const folder = await mkdtemp(join(tmpdir(), 'parvis-tests-'));
  const server = programs
    ? await startDebianPostgres(programs, join(folder, 'postgres'))
    : await startEmbeddedPostgres({ dataDir: folder, log: () => undefined, stopWithParent: true });
  const serverUrl = server.superuserUrl;
  const names = { template: `parvis_template_${process.pid}`, stories: `parvis_stories_${process.pid}` };
  await layTemplate(serverUrl, names);
  provide('stage', { serverUrl, ...names });
  return async () => {
    await drop(serverUrl, Object.values(names));
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function layTemplate(serverUrl: string, { template, stories }: { template: string; stories: string }): Promise<void> {
  await asOwner(serverUrl, async (client) => {
    await client.query(`do $$ begin create role parvis_owner; exception when duplicate_object then null; end $$`);
    await client.query(`alter role parvis_owner login createrole createdb password '${OWNER_PASSWORD}'`);
    await client.query(`create database ${template} owner parvis_owner`);
  });
  await migrate({ url: ownerAt(serverUrl, template), superuserUrl: databaseAt(serverUrl, template), folder: 'migrations' });
  await asOwner(serverUrl, (client) => client.query(`create database ${stories} template ${template} owner parvis_owner`));
}

const drop = (serverUrl: string, names: string[]) =>
  asOwner(serverUrl, async (client) => {
    for (const name of names) await client.query(`drop database if exists ${name} with (force)`);
  });
