import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { newId } from './ids.ts';
import { Problem } from './problem.ts';

type Bytes = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** Files of town halls, each under its content's hash: kept twice, one is stored; changed, it has another name. */
export interface FileStore {
  put(townHallId: number, content: Bytes, maxBytes: number): Promise<{ hash: string; size: number }>;
  open(townHallId: number, hash: string): Readable;
  /** Where it can be read in any order, for what cannot read a stream. */
  localPath(townHallId: number, hash: string): Promise<string>;
  forget(townHallId: number, hash: string): Promise<void>;
  folderOf(townHallId: number): string;
  /** Everything a town hall ever kept. */
  forgetAll(townHallId: number): Promise<void>;
}

export function filesUnder(folder: string): FileStore {
  const folderOf = (townHallId: number) => join(folder, String(townHallId));
  const pathOf = (townHallId: number, hash: string) => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('not the hash of a file');
    return join(folderOf(townHallId), hash);
  };
  return {
    folderOf,
    async put(townHallId, content, maxBytes) {
      await mkdir(folderOf(townHallId), { recursive: true });
      const draft = join(folderOf(townHallId), `${newId()}.part`);
      try {
        const written = await write(draft, content, maxBytes);
        await rename(draft, pathOf(townHallId, written.hash));
        return written;
      } finally {
        await rm(draft, { force: true });
      }
    },
    open: (townHallId, hash) => createReadStream(pathOf(townHallId, hash)),
    localPath: async (townHallId, hash) => pathOf(townHallId, hash),
    forget: (townHallId, hash) => rm(pathOf(townHallId, hash), { force: true }),
    forgetAll: (townHallId) => rm(folderOf(townHallId), { recursive: true, force: true }),
  };
}

/** On the disk for good before its name is given to the database. */
async function write(path: string, content: Bytes, maxBytes: number): Promise<{ hash: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of content) {
      size += chunk.length;
      if (size > maxBytes) throw new Problem('tooLarge', 'file.too_large', { message: tooLarge(maxBytes) });
      hash.update(chunk);
      await file.write(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { hash: hash.digest('hex'), size };
}

const tooLarge = (maxBytes: number) => `Ce fichier est trop lourd : ${Math.floor(maxBytes / 1024 / 1024)}\u00a0Mo au plus.`;
