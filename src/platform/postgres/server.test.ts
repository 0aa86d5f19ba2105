import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findPackage, usablePrograms } from './binaries.ts';
import { openHome } from './data-directory.ts';
import { isAlive, isGoneWithin } from './postmaster.ts';
import { finished } from './privileges.ts';
import { type EmbeddedOptions, startEmbeddedPostgres } from './server.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

let place: string;
let prepared: string;
const toStop: (() => Promise<unknown>)[] = [];

const start = async (dataDir: string, options: Partial<EmbeddedOptions> = {}) => {
  const settings = { shared_buffers: '16MB', fsync: 'off' };
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined, settings, stopWithParent: true, ...options });
  toStop.push(postgres.stop);
  return postgres;
};

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'parvis, été '));
  await chmod(place, 0o711);
  prepared = join(place, 'prepared');
  const postgres = await start(prepared);
  await ask(postgres.url, 'create table streets (name text primary key)');
  await postgres.stop();
});

afterEach(async () => {
  for (const stop of toStop.splice(0)) await stop();
});

afterAll(() => rm(place, { recursive: true, force: true }));

const aDirectory = async (): Promise<string> => {
  const dataDir = join(place, `town ${randomUUID().slice(0, 8)}`);
  await cp(prepared, dataDir, { recursive: true });
  return dataDir;
};

async function ask(url: string, question: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query({ text: question, rowMode: 'array' }).finally(() => client.end());
  return rows.flat();
}

const addStreet = (url: string, name: string) => ask(url, `insert into streets values ('${name}')`);
const streets = (url: string) => ask(url, 'select name from streets order by name');
const postmasterOf = async (dataDir: string) => Number((await readFile(pidFile(dataDir), 'utf8')).split('\n')[0]);
const pidFile = (dataDir: string) => join(dataDir, 'postgres/cluster/postmaster.pid');

interface Circumstances {
  stopWithParent?: boolean;
  uid?: number;
  env?: NodeJS.ProcessEnv;
}

/** Another Parvis, in a process of its own; ready once it has said its database's address. */
async function anotherParvis(dataDir: string, circumstances: Circumstances = {}) {
  const child = await launchParvis(dataDir, circumstances);
  return { url: await firstLine(child), kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') };
}

async function launchParvis(dataDir: string, { stopWithParent = false, uid, env = process.env }: Circumstances) {
  const script = join(place, `parvis-${randomUUID()}.mts`);
  await writeFile(
    script,
    `import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, 'server.ts'))};
    const options = { dataDir: ${JSON.stringify(dataDir)}, log: () => {}, settings: { shared_buffers: '16MB', fsync: 'off' } };
    const postgres = await startEmbeddedPostgres({ ...options, stopWithParent: ${stopWithParent} });
    console.log(postgres.url);
    process.once('SIGTERM', () => postgres.stop().then(() => process.exit(0)));`,
  );
  const account = uid ? { uid, gid: uid } : {};
  return spawn(process.execPath, ['--import', 'tsx', script], { env, ...account, stdio: ['ignore', 'pipe', 'inherit'] });
}

const firstLine = (child: ChildProcess) =>
  new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (line) => resolve(String(line).trim()));
    child.once('exit', (code) => reject(new Error(`Parvis left with code ${code}`)));
  });

const end = (child: ChildProcess, signal: NodeJS.Signals) =>
  new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill(signal);
  });

test('from nothing, a database of its own answers its owner, keeps what it acknowledges and listens to nobody else', async () => {
  const postgres = await start(join(place, 'fresh', 'town'), { settings: {} });

  expect(await ask(postgres.url, 'select current_user::text, current_database()::text')).toEqual(['parvis_owner', 'parvis']);
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'])
    expect(await ask(postgres.url, `show ${setting}`)).toEqual(['on']);
  expect(await ask(postgres.url, 'show listen_addresses')).toEqual(['']);
  expect(await ask(postgres.url, `select upper('été'), current_setting('timezone')`)).toEqual(['ÉTÉ', 'UTC']);
  await expect(ask(postgres.url.replace(/:[0-9a-f]{48}@/, ':guess@'), 'select 1')).rejects.toThrow(/password/);
  expect(await ask(postgres.superuserUrl, `select rolsuper from pg_roles where rolname = 'parvis_owner'`)).toEqual([false]);
});

test('what was written is there after a clean stop, and the server is gone in between', async () => {
  const dataDir = await aDirectory();
  const before = await start(dataDir);
  await addStreet(before.url, 'rue des Lilas');
  const pid = await postmasterOf(dataDir);
  await before.stop();
  expect(await isAlive(pid)).toBe(false);

  const after = await start(dataDir);
  expect(after.url).toBe(before.url);
  expect(await streets(after.url)).toEqual(['rue des Lilas']);
});

test('a server killed under a living Parvis comes back by itself, at the same address, with every acknowledged row', async () => {
  const dataDir = await aDirectory();
  const said: string[] = [];
  const postgres = await start(dataDir, { log: (line) => said.push(line) });
  await addStreet(postgres.url, 'rue des Lilas');
  const killed = await postmasterOf(dataDir);
  process.kill(killed, 'SIGKILL');

  await expect.poll(() => streets(postgres.url).catch(() => []), { timeout: 15_000 }).toEqual(['rue des Lilas']);
  expect(await postmasterOf(dataDir)).not.toBe(killed);
  await expect(start(dataDir)).rejects.toMatchObject({ code: 'database.in_use' });
  expect(said).toContain('La base de données s’est arrêtée\u00a0: Parvis la relance.');
});

test('the server of a Parvis killed outright is adopted as it is', async () => {
  const dataDir = await aDirectory();
  const first = await anotherParvis(dataDir);
  await addStreet(first.url, 'rue des Lilas');
  const pid = await postmasterOf(dataDir);
  await first.kill();

  const second = await start(dataDir);
  expect(await postmasterOf(dataDir)).toBe(pid);
  expect(await streets(second.url)).toEqual(['rue des Lilas']);
  await second.stop();
  expect(await isAlive(pid)).toBe(false);
});

test('when Parvis and its server are both killed, the next start finds every acknowledged row', async () => {
  const dataDir = await aDirectory();
  const first = await anotherParvis(dataDir);
  await addStreet(first.url, 'rue des Lilas');
  process.kill(await postmasterOf(dataDir), 'SIGKILL');
  await first.kill();

  expect(await streets((await start(dataDir)).url)).toEqual(['rue des Lilas']);
});

test('a server told to go with its Parvis goes, even when Parvis is killed', async () => {
  const dataDir = await aDirectory();
  const first = await anotherParvis(dataDir, { stopWithParent: true });
  const pid = await postmasterOf(dataDir);
  await first.kill();
  expect(await isGoneWithin(pid, 10)).toBe(true);
});

test('it goes too when Parvis is killed before it has finished starting', async () => {
  const dataDir = await aDirectory();
  const parvis = await launchParvis(dataDir, { stopWithParent: true });
  await expect.poll(() => postmasterOf(dataDir), { interval: 2, timeout: 15_000 }).toBeGreaterThan(0);
  const pid = await postmasterOf(dataDir);
  await end(parvis, 'SIGKILL');
  expect(await isGoneWithin(pid, 10)).toBe(true);
});

test('a second Parvis on the same directory is refused with a sentence; a passing command is let in and leaves it running', async () => {
  const dataDir = await aDirectory();
  const first = await start(dataDir);
  await expect(start(dataDir)).rejects.toThrow(/^Un autre Parvis utilise déjà le dossier .*PARVIS_DATA_DIR\.$/);

  const passing = await start(dataDir, { shared: true });
  expect(await ask(passing.url, 'select 1')).toEqual([1]);
  await passing.stop();
  expect(await ask(first.url, 'select 1')).toEqual([1]);
});

test('of two Parvis born together on an empty directory, exactly one gets it', async () => {
  const dataDir = join(place, 'twins');
  const outcomes = await Promise.allSettled([start(dataDir), start(dataDir)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'database.in_use' } });
});

test('a lock file left by a dead server never blocks, even once its number has been given to another program', async () => {
  const dataDir = await aDirectory();
  const lines = [process.pid, join(dataDir, 'postgres/cluster'), 1, 5432, join(dataDir, 'postgres/socket'), '', '1 1', 'ready'];
  await writeFile(pidFile(dataDir), lines.join('\n'));
  await writeFile(join(dataDir, 'postgres/socket/.s.PGSQL.5432.lock'), lines.join('\n'));
  expect(await ask((await start(dataDir)).url, 'select 1')).toEqual([1]);
});

test('a directory made by another major version of PostgreSQL is refused untouched, with the commands to run', async () => {
  const dataDir = await aDirectory();
  const version = join(dataDir, 'postgres/cluster/PG_VERSION');
  await writeFile(version, '14\n');
  await expect(start(dataDir)).rejects.toThrow(
    /PostgreSQL\u00a014.*PostgreSQL\u00a017.*parvis -- backup.*mv '.*parvis -- restore/,
  );
  expect(await readFile(version, 'utf8')).toBe('14\n');
});

test('where the path is too long for a socket, the server listens on the loopback, and still asks for a password', async () => {
  const dataDir = join(place, 'x'.repeat(100));
  await cp(prepared, dataDir, { recursive: true });
  const postgres = await start(dataDir);
  expect(await ask(postgres.url, 'show listen_addresses')).toEqual(['127.0.0.1']);
  await expect(ask(postgres.url.replace(/:[0-9a-f]{48}@/, ':guess@'), 'select 1')).rejects.toThrow(/password/);
});

test('the links of the libraries come back when they are missing', async () => {
  const found = await findPackage();
  const home = await openHome(join(place, 'links'));
  const bare = join(place, 'package');
  await cp(found.folder, bare, { recursive: true, verbatimSymlinks: true });
  for (const library of ['libicuuc.so.60', 'libpq.so.5']) await rm(join(bare, 'native/lib', library), { force: true });

  const programs = await usablePrograms({ ...found, folder: bare }, home.folder, home.account);
  expect(programs.initdb).toBe(join(bare, 'native/bin/initdb'));
  expect((await finished(home.account.start(programs.initdb, ['--version']))).words).toContain('17.10');
});

test('programs that cannot be mended or reached where npm put them are copied beside the cluster', async () => {
  const found = await findPackage();
  const dataDir = join(place, 'far');
  await mkdir(join(dataDir, 'postgres'), { recursive: true });
  if (isRoot) await chown(join(dataDir, 'postgres'), NOBODY, NOBODY);
  const home = await openHome(dataDir);
  const bare = join(place, 'private', 'package');
  await cp(found.folder, bare, { recursive: true, verbatimSymlinks: true });
  await rm(join(bare, 'native/lib/libpq.so.5'), { force: true });
  await (isRoot ? chmod(join(place, 'private'), 0o700) : chmod(join(bare, 'native/lib'), 0o500));

  const programs = await usablePrograms({ ...found, folder: bare }, home.folder, home.account);
  await chmod(join(bare, 'native/lib'), 0o700);
  expect(programs.initdb.startsWith(home.folder)).toBe(true);
  expect((await finished(home.account.start(programs.initdb, ['--version']))).words).toContain('17.10');
});

test('an ordinary account runs it as well as root does', async () => {
  const dataDir = await aDirectory();
  if (isRoot)
    for (const path of ['', ...(await readdir(dataDir, { recursive: true }))]) await chown(join(dataDir, path), NOBODY, NOBODY);
  const parvis = await anotherParvis(dataDir, isRoot ? { uid: NOBODY } : {});
  expect(await ask(parvis.url, 'select 1')).toEqual([1]);
  await parvis.stop();
});

test('root without user namespaces hands the server to another account', async () => {
  const dataDir = await aDirectory();
  const programs = join(place, 'programs');
  await mkdir(programs);
  for (const program of ['sh', 'cat', 'true']) await symlink(`/bin/${program}`, join(programs, program));
  const parvis = await anotherParvis(dataDir, { env: { ...process.env, PATH: programs } });
  expect(await ask(parvis.url, 'select 1')).toEqual([1]);
  expect((await stat(join(dataDir, 'postgres/cluster/postmaster.pid'))).uid).toBe(isRoot ? NOBODY : process.getuid?.());
  await parvis.stop();
});
