import type { FileStore } from '../platform/files.ts';
import { work } from '../platform/workers.ts';
import { importJobs } from './jobs.ts';
import { forgetOldImports } from './run/forgetting.ts';
import { readRun, writeRun } from './run/running.ts';
import { undoRun } from './run/undoing.ts';

export const importWorkers = ({ files }: { files: FileStore }) =>
  work(importJobs, {
    read: (transact, { importId }) => readRun({ transact, files }, importId),
    run: (transact, { importId }) => writeRun({ transact, files, isWide: true }, importId),
    undo: (transact, { importId }) => undoRun(transact, importId),
    forgetOld: (transact) => forgetOldImports({ transact, files }),
  });
