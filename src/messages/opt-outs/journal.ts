import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../platform/ids.ts';

/** Someone said stop by the link of a message, at that instant. */
export interface JournaledStop {
  token: string;
  askedAt: string;
}

/** Stops asked for while the database did not answer: each is on the disk for good before it is acknowledged (trust R-12). */
export interface OptOutJournal {
  keep(stop: JournaledStop): Promise<void>;
  /** Those not yet in the database, the oldest first. */
  waiting(): Promise<JournaledStop[]>;
  forget(stop: JournaledStop): Promise<void>;
}

/** One line in a file of its own for each stop: processes share the folder without a lock, and a line is never half there. */
export function journalUnder(folder: string): OptOutJournal {
  const underWay = new Map<string, Promise<void>>();
  const pathOf = (stop: JournaledStop) => join(folder, `${createHash('sha256').update(lineOf(stop)).digest('hex')}.stop`);
  return {
    /** A hundred of the same at once are one line, and wait for it together. */
    keep(stop) {
      const known = underWay.get(stop.token);
      if (known) return known;
      const writing = write(folder, pathOf(stop), lineOf(stop)).finally(() => underWay.delete(stop.token));
      underWay.set(stop.token, writing);
      return writing;
    },
    async waiting() {
      const names = await readdir(folder).catch(nothingIfAbsent);
      const lines = await Promise.all(names.filter((name) => name.endsWith('.stop')).map((name) => readLine(join(folder, name))));
      return lines.flat().sort((one, other) => one.askedAt.localeCompare(other.askedAt));
    },
    forget: (stop) => rm(pathOf(stop), { force: true }),
  };
}

const lineOf = ({ token, askedAt }: JournaledStop) => `${token} ${askedAt}\n`;

/** The content, then its name, then the folder that holds it: in that order, nothing is acknowledged that a power cut could take. */
async function write(folder: string, path: string, line: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${newId()}.part`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.write(line);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Another process may have told the database, and forgotten the line, since it was listed. */
async function readLine(path: string): Promise<JournaledStop[]> {
  const line = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => nothingIfAbsent(error).join(''));
  const [, token, askedAt] = /^(\S+) (\S+)\n$/.exec(line) ?? [];
  return token && askedAt ? [{ token, askedAt }] : [];
}

function nothingIfAbsent(error: NodeJS.ErrnoException): string[] {
  if (error.code !== 'ENOENT') throw error;
  return [];
}
