import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { listPurposes } from '../consents/consents.ts';
import { id as idSchema, instant, type paging } from '../platform/contract.ts';
import { cutPage, readCursor } from '../platform/cursor.ts';
import { newId } from '../platform/ids.ts';
import { beginLongWork, getLongWork } from '../platform/long-works/long-works.ts';
import { conflict, invalid, stale, when } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import {
  FILE_LIMIT,
  type ImportChange,
  type ImportFigures,
  type ImportMapping,
  type ImportRun,
  type ImportState,
  type ImportTarget,
} from './contract.ts';
import { importJobs } from './jobs.ts';
import { receive } from './run/arrival.ts';
import { dropFile, eraseRun } from './run/forgetting.ts';
import { proposedMapping, refuseMapping } from './run/mapping.ts';
import { foresee, readRun, writeRun } from './run/running.ts';
import { alreadyLaunched, canBecome, moveRun, type Run, refuseIncomplete, showRun, takeRun, undoableUntil } from './run/runs.ts';
import type { Desk } from './run/staging.ts';
import { importsDb } from './tables.ts';

/** Keeps the file and says how it is understood. The run says when this very file was imported before. */
export async function uploadImport(
  desk: Desk,
  { fileName, content }: { fileName: string; content: AsyncIterable<Uint8Array> },
): Promise<ImportRun> {
  const { transact, files } = desk;
  const townHallId = await transact(async (scope) => scope.townHallId);
  const { hash, size } = await files.put(townHallId, content, FILE_LIMIT);
  const { file, textFile, layout } = await receive(desk, { townHallId, file: hash, bytes: size });
  return transact(async (scope) => {
    const run = await importsDb(scope)
      .insertInto('importRuns')
      .values({
        ...{ id: newId(), fileName, file, textFile, state: 'uploaded', layout, createdBy: scope.actor.name },
        mapping: await proposedMapping(scope, layout),
        ...{ createdAt: scope.now, purposeId: null, readAt: null, longWorkId: null },
        ...{ cancelAskedAt: null, finishedAt: null, undoneAt: null },
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return showRun(scope, run);
  });
}

/** Reads another sheet of the workbook: where its columns go is proposed anew. */
export async function chooseSheet(desk: Desk, importId: string, sheet: number): Promise<ImportRun> {
  const { run, townHallId } = await desk.transact(async (scope) => {
    const run = await takeRun(scope, importId);
    if (!canBecome(run.state, 'uploaded')) throw alreadyLaunched();
    if (!run.layout.sheets?.[sheet]) throw invalid('import.sheet_missing', 'Ce fichier n’a pas cette feuille.');
    return { run, townHallId: scope.townHallId };
  });
  const { textFile, layout } = await receive(desk, { townHallId, file: run.file, bytes: run.layout.bytes }, sheet);
  const changed = await desk.transact(async (scope) => {
    const read = { state: 'uploaded' as const, readAt: null, figures: {}, longWorkId: null };
    return showRun(
      scope,
      await moveRun(scope, await takeRun(scope, importId), {
        ...read,
        textFile,
        layout,
        mapping: await proposedMapping(scope, layout),
      }),
    );
  });
  if (run.textFile) await dropFile(desk, run.textFile);
  return changed;
}

const place = z.tuple([instant, idSchema]);

/** The journal, latest first. */
export async function listImports(scope: Scope, { limit, cursor }: z.output<typeof paging>) {
  const after = cursor ? readCursor(place, cursor) : undefined;
  const rows = await importsDb(scope)
    .selectFrom('importRuns')
    .leftJoin('purposes', (join) => join.onRef('purposes.id', '=', 'importRuns.purposeId'))
    .selectAll('importRuns')
    .select('purposes.name as purposeName')
    .$if(after !== undefined, (query) =>
      query.where((eb) => eb(eb.refTuple('importRuns.createdAt', 'importRuns.id'), '<', eb.tuple(after![0], after![1]))),
    )
    .orderBy('importRuns.createdAt', 'desc')
    .orderBy('importRuns.id', 'desc')
    .limit(limit + 1)
    .execute();
  const { kept, nextCursor } = cutPage(rows, limit, (row) => [row.createdAt, row.id]);
  const items = kept.map(({ figures, ...run }) => ({
    ...run,
    added: figures.tally?.added ?? null,
    completed: figures.tally?.completed ?? null,
  }));
  return { items, nextCursor };
}

export const getImport = async (scope: Scope, importId: string): Promise<ImportRun> =>
  showRun(scope, await takeRun(scope, importId));

/** Says what the file is for, where it comes from, where its columns go. Another mapping has the file read again. */
export async function changeImport(
  scope: Scope,
  importId: string,
  { version, changes }: { version: number; changes: ImportChange },
): Promise<ImportRun> {
  const run = await takeRun(scope, importId);
  if (!canBecome(run.state, 'uploaded')) throw alreadyLaunched();
  if (run.version !== version) throw stale();
  if (changes.mapping) await refuseMapping(scope, run.layout, changes.mapping);
  const isReadAgain = changes.mapping !== undefined || run.state === 'reading';
  const reading = isReadAgain ? { state: 'uploaded' as const, readAt: null, figures: {}, longWorkId: null } : {};
  const changed = await moveRun(scope, run, { ...changes, ...reading }).catch(
    when('import_runs_town_hall_id_purpose_id_fkey', () =>
      invalid('import.purpose_unknown', 'Cette finalité n’existe pas, ou n’existe plus.', [
        { field: 'purposeId', message: 'Choisissez une des finalités de la mairie.' },
      ]),
    ),
  );
  return showRun(scope, changed);
}

/** Past this, reading takes longer than an agent waits without a bar. */
const DIRECT_BYTES = 1024 * 1024;

/** Reads the whole file and says exactly what the import would do: at once for a small file, else as a job with its bar. */
export async function previewImport(desk: Desk, importId: string): Promise<ImportRun> {
  const begun = await desk.transact(async (scope) => {
    const run = await takeRun(scope, importId);
    if (!canBecome(run.state, 'reading')) throw alreadyLaunched();
    refuseIncomplete(run);
    if (run.layout.bytes <= DIRECT_BYTES) return moveRun(scope, run, { state: 'reading', longWorkId: null });
    return run.state === 'reading' && run.longWorkId ? run : startJob(scope, run, 'reading');
  });
  if (!begun.longWorkId) await (begun.readAt ? foresee(desk, importId) : readRun(desk, importId));
  return desk.transact((scope) => getImport(scope, importId));
}

/** Writes, once. An import that was stopped goes on where it stopped. */
export async function launchImport(scope: Scope, importId: string): Promise<ImportRun> {
  const run = await takeRun(scope, importId);
  if (run.state === 'done' || (run.state === 'running' && (await isUnderWay(scope, run)))) return showRun(scope, run);
  if (!canBecome(run.state, 'running')) throw conflict('import.undone', 'Cet import a été annulé. Déposez le fichier à nouveau.');
  refuseIncomplete(run);
  return showRun(scope, await startJob(scope, run, 'running'));
}

/** A job set aside after its last try left its bar failed: asked again, the work goes on. */
async function isUnderWay(scope: Scope, { longWorkId }: Run): Promise<boolean> {
  return longWorkId !== null && (await getLongWork(scope, longWorkId)).state !== 'failed';
}

const jobOf = { reading: importJobs.read, running: importJobs.run, undoing: importJobs.undo } as const;
const labelOf = { reading: 'Lecture', running: 'Import', undoing: 'Annulation de l’import' } as const;

async function startJob(scope: Scope, run: Run, state: ImportState & keyof typeof jobOf): Promise<Run> {
  const work = await beginLongWork(scope, {
    kind: 'import',
    label: `${labelOf[state]} de «\u00a0${run.fileName}\u00a0»`,
    subjectId: run.id,
    total: run.layout.lineCount,
  });
  await scope.enqueue(jobOf[state], { importId: run.id, longWorkId: work.id }, { once: `import ${run.id} ${state}` });
  return moveRun(scope, run, { state, longWorkId: work.id, cancelAskedAt: null });
}

/** Stops what is under way, whoever launched it. */
export async function cancelImport(scope: Scope, importId: string): Promise<ImportRun> {
  const run = await takeRun(scope, importId);
  if (run.state !== 'running') throw conflict('import.not_running', 'Cet import n’est pas en cours.');
  // Not a change of the record: the reading under way would take itself for overtaken.
  await importsDb(scope).updateTable('importRuns').set({ cancelAskedAt: scope.now }).where('id', '=', importId).execute();
  return getImport(scope, importId);
}

/** Takes back what the import wrote, for thirty days. */
export async function undoImport(scope: Scope, importId: string): Promise<ImportRun> {
  const run = await takeRun(scope, importId);
  if (run.state === 'undone' || (run.state === 'undoing' && (await isUnderWay(scope, run)))) return showRun(scope, run);
  if (!canBecome(run.state, 'undoing')) throw conflict('import.not_written', 'Cet import n’a encore rien écrit.');
  if (run.finishedAt && undoableUntil(run.finishedAt) < scope.now)
    throw conflict('import.undo_too_late', 'Un import s’annule pendant trente jours. Ce délai est passé.');
  return showRun(scope, await startJob(scope, run, 'undoing'));
}

interface WholeImport {
  path: string;
  purposeCode: string;
  source: string;
  /** What the agent would answer on screen; columns are named by their headings, the others go where they were recognized. */
  answers?: ImportAnswers;
  isDryRun?: boolean;
}

/** A column without a heading is named by its rank: « #4 ». */
export interface ImportAnswers extends Partial<Omit<ImportMapping, 'targets'>> {
  columns?: Record<string, ImportTarget>;
}

/** What a command says of an import, in numbers. */
export interface ImportAccount
  extends Pick<
    ImportFigures,
    'lines' | 'people' | 'organizations' | 'added' | 'merged' | 'rejected' | 'consents' | 'suppressed' | 'exchanges'
  > {
  /** People and organizations already known, completed or not. */
  matched: number;
  completed: number;
  /** Null after a dry run: nothing is kept. */
  importId: string | null;
  /** This very file had been imported before. */
  wasImportedBefore: boolean;
}

/** From a file on the disk to records, in one go: the same verbs as the screens, without waiting for a worker. */
export async function importFile(
  desk: Desk,
  { path, purposeCode, source, answers = {}, isDryRun }: WholeImport,
): Promise<ImportAccount> {
  const purposeId = await desk.transact((scope) => purposeByCode(scope, purposeCode));
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  const uploaded = await uploadImport(desk, { fileName, content: createReadStream(path) });
  try {
    const { columns = {}, ...agreed } = answers;
    const mapping = { ...uploaded.mapping, ...agreed, targets: targetsOf(uploaded, columns) };
    const changes = { purposeId, source, mapping };
    await desk.transact(async (scope) => {
      const { version } = await changeImport(scope, uploaded.id, { version: uploaded.version, changes });
      refuseIncomplete(await takeRun(scope, uploaded.id));
      await moveRun(scope, { id: uploaded.id, version }, { state: isDryRun ? 'reading' : 'running' });
    });
    await (isDryRun ? readRun : writeRun)(desk, uploaded.id);
    return accountOf(await desk.transact((scope) => getImport(scope, uploaded.id)), isDryRun);
  } finally {
    if (isDryRun) await eraseRun(desk, uploaded.id);
  }
}

async function purposeByCode(scope: Scope, code: string): Promise<string> {
  const purposes = await listPurposes(scope);
  const found = purposes.find((purpose) => purpose.code === code);
  if (found) return found.id;
  const known = purposes.map((purpose) => `${purpose.code} (${purpose.name})`).join(', ');
  throw invalid('import.purpose_unknown', `Aucune finalité n’a le code «\u00a0${code}\u00a0». Connues\u00a0: ${known}.`);
}

function targetsOf({ layout, mapping }: ImportRun, asked: Record<string, ImportTarget>): ImportTarget[] {
  const headings = layout.columns.map(({ heading, index }) => heading || `#${index + 1}`);
  const unknown = Object.keys(asked).find((heading) => !headings.includes(heading));
  if (unknown !== undefined)
    throw invalid(
      'import.heading_unknown',
      `Le fichier n’a pas de colonne «\u00a0${unknown}\u00a0». Les siennes\u00a0: ${headings.join(', ')}.`,
    );
  const places = new Map(Object.entries(asked));
  return mapping.targets.map((target, at) => places.get(headings[at] ?? '') ?? target);
}

function accountOf({ id, figures, sameFile }: ImportRun, isDryRun = false): ImportAccount {
  const { lines, people, organizations, added, completed, unchanged, merged, rejected, consents, suppressed, exchanges } =
    figures!;
  return {
    ...{ consents, suppressed, exchanges },
    ...{ lines, people, organizations, added, matched: completed + unchanged, completed, merged, rejected },
    importId: isDryRun ? null : id,
    wasImportedBefore: sameFile !== null,
  };
}
