import { sql } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import { secondsAfter } from '../../platform/time.ts';
import { importsDb } from '../tables.ts';
import { type Run, UNDO_DAYS } from './runs.ts';
import type { Desk } from './staging.ts';

/** As if the file had never been brought: for a dry run. */
export async function eraseRun(desk: Desk, importId: string): Promise<void> {
  const erased = await desk.transact((scope) =>
    importsDb(scope).deleteFrom('importRuns').where('id', '=', importId).returning(['file', 'textFile']).executeTakeFirst(),
  );
  if (erased) await dropFiles(desk, erased);
}

async function dropFiles(desk: Desk, { file, textFile }: Pick<Run, 'file' | 'textFile'>): Promise<void> {
  await dropFile(desk, file);
  if (textFile) await dropFile(desk, textFile);
}

/** The file goes once no run needs it any more. */
export async function dropFile({ transact, files }: Desk, hash: string): Promise<void> {
  const townHallId = await transact(async (scope) => {
    const needed = await importsDb(scope)
      .selectFrom('importRuns')
      .select('id')
      .where((eb) => eb.or([eb('file', '=', hash), eb('textFile', '=', hash)]))
      .where('forgottenAt', 'is', null)
      .executeTakeFirst();
    return needed ? undefined : scope.townHallId;
  });
  if (townHallId) await files.forget(townHallId, hash);
}

/** Once an import can no longer be undone, the journal keeps its figures, and nothing of the people (RGPD art. 5(1)(e)). */
export async function forgetOldImports(desk: Desk): Promise<void> {
  for (const run of await desk.transact(oldRuns)) {
    if (run.state === 'uploaded' || run.state === 'reading' || run.state === 'ready') await eraseRun(desk, run.id);
    else await forgetPeople(desk, run);
  }
}

const oldRuns = (scope: Scope): Promise<Run[]> =>
  importsDb(scope)
    .selectFrom('importRuns')
    .selectAll()
    .where('forgottenAt', 'is', null)
    .where('state', 'not in', ['running', 'undoing'])
    .where(sql<string>`coalesce(undone_at, finished_at, created_at)`, '<', secondsAfter(scope.now, -UNDO_DAYS * 24 * 3600))
    .execute();

async function forgetPeople(desk: Desk, { id, file, textFile, layout, figures }: Run): Promise<void> {
  await desk.transact(async (scope) => {
    const db = importsDb(scope);
    await db.deleteFrom('importLines').where('importRunId', '=', id).execute();
    const columns = layout.columns.map((column) => ({ ...column, samples: [] }));
    const issues = figures.tally?.issues.map((issue) => ({ ...issue, examples: [] })) ?? [];
    await db
      .updateTable('importRuns')
      .set({
        layout: { ...layout, columns, setAside: [] },
        figures: { ...figures, ...(figures.tally ? { tally: { ...figures.tally, issues } } : {}) },
        forgottenAt: scope.now,
      })
      .where('id', '=', id)
      .execute();
  });
  await dropFiles(desk, { file, textFile });
}
