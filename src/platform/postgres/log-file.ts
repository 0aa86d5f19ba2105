import { copyFile, type FileHandle, open, stat, truncate } from 'node:fs/promises';
import type { Home } from './data-directory.ts';

const LARGEST = 8 * 1024 * 1024;

/** The server's log, opened at its end. */
export async function openLog(home: Home): Promise<{ file: FileHandle; size: number }> {
  await capLog(home);
  const file = await open(home.log, 'a', 0o600);
  if (process.getuid?.() === 0) await file.chown(home.account.uid, home.account.gid);
  return { file, size: (await file.stat()).size };
}

/** Keeps the log and one before it. The server holds the file open at its end, so that it is emptied, never renamed. */
export async function capLog({ log }: Home): Promise<void> {
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  );
  if (size < LARGEST) return;
  await copyFile(log, `${log}.1`);
  await truncate(log, 0);
}
