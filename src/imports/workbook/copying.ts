import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { invalid } from '../../platform/problem.ts';
import { unreadable } from './archive.ts';
import { workbookLimits } from './limits.ts';
import type { WorkbookSummary } from './workbook.ts';

/** Beside this file in the sources; beside the whole server once built (vite.server.config.ts). */
const program = import.meta.url.endsWith('.ts')
  ? ['--import', 'tsx', fileURLToPath(new URL('./reading-process.ts', import.meta.url))]
  : [fileURLToPath(new URL('./workbook.js', import.meta.url))];

const report = z.union([
  z.object({
    summary: z.object({
      sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean() })),
      sheet: z.int(),
      hiddenColumns: z.array(z.int()),
    }),
  }),
  z.object({ refusal: z.object({ code: z.string(), message: z.string() }) }),
]);

/** One sheet of a workbook as text, from a process that may use little memory and little time, and knows nothing of Parvis. */
export function copyOut(path: string, sheet: number | null): { content: Readable; summary: Promise<WorkbookSummary> } {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${workbookLimits.heapMegabytes}`, '--disable-proto=delete', ...program, path, String(sheet ?? '')],
    { stdio: ['ignore', 'pipe', 'ignore', 'pipe'], env: {}, timeout: workbookLimits.milliseconds, killSignal: 'SIGKILL' },
  );
  const [, content, , told] = child.stdio as unknown as [null, Readable, null, Readable];
  const summary = text(told).then((document) => {
    const read = report.safeParse(document === '' ? undefined : JSON.parse(document));
    // Nothing said: it took too much memory or too long, and was ended.
    if (!read.success) throw tooHeavy();
    if ('refusal' in read.data) throw invalid(read.data.refusal.code, read.data.refusal.message);
    return read.data.summary;
  });
  summary.catch(() => undefined);
  child.once('error', () => content.destroy(unreadable()));
  return { content, summary };
}

const tooHeavy = () =>
  invalid(
    'import.workbook_too_dense',
    'Ce classeur demande trop de mémoire ou de temps pour être lu. Enregistrez la feuille utile au format CSV, puis recommencez.',
  );
