import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, chown, link, lstat, mkdir, open, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { majorOf, type Package, type Programs } from './binaries.ts';
import { type Account, chooseAccount, entrust, finished } from './privileges.ts';
import { refusalFor, refusals } from './refusals.ts';

/** All that the server keeps, under `postgres/` in Parvis' data directory. */
export interface Home {
  folder: string;
  /** What PostgreSQL calls its data directory. */
  cluster: string;
  socketFolder: string;
  log: string;
  account: Account;
}

export const SUPERUSER = 'postgres';

export async function openHome(dataDir: string): Promise<Home> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const parent = await realpath(dataDir);
  const folder = join(parent, 'postgres');
  const account = await chooseAccount(folder);
  await refuseOthers(folder, account);
  await openTheWay(parent, account);
  await entrust(folder, account);
  await entrust(join(folder, 'socket'), account);
  return {
    folder,
    cluster: join(folder, 'cluster'),
    socketFolder: join(folder, 'socket'),
    log: join(folder, 'server.log'),
    account,
  };
}

/** Where root runs the server as someone else, that account may cross Parvis' directory, without listing it. */
async function openTheWay(parent: string, account: Account): Promise<void> {
  if (process.getuid?.() === 0 && account.uid !== 0) await chmod(parent, (await lstat(parent)).mode | 0o001);
  const entered = await finished(account.start('sh', ['-c', 'cd "$0"', parent]));
  if (entered.code !== 0) throw refusals.unreachable(parent, account.name);
}

async function refuseOthers(folder: string, account: Account): Promise<void> {
  const found = await lstat(folder).catch(() => undefined);
  if (found && process.getuid?.() !== 0 && found.uid !== account.uid) throw refusals.notYours(folder, account.name);
}

/** Whether there is a cluster to start; one made by another major version of PostgreSQL is refused. */
export async function hasCluster({ cluster }: Home, wanted: Package): Promise<boolean> {
  const found = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (found === undefined) return false;
  if (found.trim() !== majorOf(wanted)) throw refusals.otherVersion(cluster, found.trim(), majorOf(wanted));
  return true;
}

/** Made aside, then renamed: neither a crash half way nor another Parvis doing the same leaves half a cluster. */
export async function makeCluster(home: Home, { initdb }: Programs): Promise<void> {
  const draft = join(home.folder, `cluster-${randomUUID()}`);
  await passwordOf(home, SUPERUSER);
  const made = await finished(
    home.account.start(initdb, [
      ...['-D', draft, '-U', SUPERUSER, '--pwfile', passwordFile(home, SUPERUSER), '-A', 'scram-sha-256'],
      ...['--data-checksums', '-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      '--no-instructions',
    ]),
  );
  if (made.code === 0) await settle(draft, home);
  await rm(draft, { recursive: true, force: true });
  const isThere = await lstat(home.cluster).catch(() => undefined);
  if (!isThere) throw refusalFor(made.words, { folder: home.folder, address: '', log: home.log });
}

/** Removes what a crash during `makeCluster` left. */
export async function forgetDrafts({ folder }: Home): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith('cluster-')) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function settle(draft: string, { folder, cluster }: Home): Promise<void> {
  await rename(draft, cluster).catch((error) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  const parent = await open(folder);
  await parent.sync();
  await parent.close();
}

export const passwordFile = ({ folder }: Home, role: string): string => join(folder, `password-${role}`);

/** Chosen once, at random, and kept in a file that only the server's account reads. */
export async function passwordOf(home: Home, role: string): Promise<string> {
  const file = passwordFile(home, role);
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) return kept.trim();

  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, randomBytes(24).toString('hex'), { mode: 0o600, flush: true });
  if (process.getuid?.() === 0) await chown(draft, home.account.uid, home.account.gid);
  // Unlike a rename, a link never replaces what another Parvis has just chosen.
  await link(draft, file).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return (await readFile(file, 'utf8')).trim();
}
