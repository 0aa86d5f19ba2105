import type { Selectable } from 'kysely';
import { conflict, invalid, missing } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { dayOf, monthAfter, secondsAfter } from '../../platform/time.ts';
import { type ImportRun, type ImportState, importMapping } from '../contract.ts';
import { type ImportTables, importsDb } from '../tables.ts';
import { mayNameChildren, refuseUnsettled } from './mapping.ts';

export type Run = Selectable<ImportTables['importRuns']>;

export const UNDO_DAYS = 30;

/** What may follow what. An import that was stopped goes on where it stopped, or is taken back. */
const next: Record<ImportState, ImportState[]> = {
  uploaded: ['uploaded', 'reading', 'running'],
  reading: ['uploaded', 'reading', 'ready'],
  ready: ['uploaded', 'reading', 'ready', 'running'],
  running: ['running', 'done', 'cancelled'],
  cancelled: ['running', 'undoing'],
  done: ['undoing'],
  undoing: ['undoing', 'undone'],
  undone: [],
};

export const canBecome = (from: ImportState, to: ImportState): boolean => next[from].includes(to);

/** The run, held until the end of the transaction. */
export async function takeRun(scope: Scope, importId: string): Promise<Run> {
  const run = await importsDb(scope)
    .selectFrom('importRuns')
    .selectAll()
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst();
  if (!run) throw importMissing();
  // Agreed by an earlier version, it says less.
  return { ...run, mapping: importMapping.parse(run.mapping) };
}

export async function moveRun(
  scope: Scope,
  { id, version }: Pick<Run, 'id' | 'version'>,
  change: { [Field in keyof Omit<Run, 'id' | 'version'>]?: Run[Field] | undefined },
): Promise<Run> {
  return importsDb(scope)
    .updateTable('importRuns')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Nothing is written, nor even foreseen, before it is known what for and where from (trust P-01, P-05). */
export function refuseIncomplete({ purposeId, source, layout, mapping }: Run): void {
  const errors = [
    ...(purposeId ? [] : [{ field: 'purposeId', message: 'Dites à quoi servira ce fichier.' }]),
    ...(source ? [] : [{ field: 'source', message: 'Dites d’où vient ce fichier.' }]),
  ];
  if (errors.length > 0) throw invalid('import.incomplete', 'Dites d’abord à quoi servira ce fichier et d’où il vient.', errors);
  refuseUnsettled(layout, mapping);
}

export async function showRun(scope: Scope, run: Run): Promise<ImportRun> {
  const purpose = run.purposeId
    ? await importsDb(scope).selectFrom('purposes').select('name').where('id', '=', run.purposeId).executeTakeFirst()
    : undefined;
  const isWritten = run.state === 'done' || run.state === 'cancelled';
  return {
    ...run,
    purposeName: purpose?.name ?? null,
    mayNameChildren: mayNameChildren(run.layout, run.mapping.targets),
    informBy: run.mapping.origin.kind === 'person' ? null : monthAfter(dayOf(run.finishedAt ?? run.createdAt)),
    figures: run.figures.tally ?? null,
    undo: run.figures.undo ?? null,
    undoableUntil: isWritten && run.finishedAt ? undoableUntil(run.finishedAt) : null,
    sameFile: await findSameFile(scope, run),
  };
}

export const undoableUntil = (finishedAt: string): string => secondsAfter(finishedAt, UNDO_DAYS * 24 * 3600);

async function findSameFile(scope: Scope, { id, file }: Run): Promise<ImportRun['sameFile']> {
  const same = await importsDb(scope)
    .selectFrom('importRuns')
    .select(['id as importId', 'fileName', 'finishedAt'])
    .where('file', '=', file)
    .where('id', '<>', id)
    .where('state', '=', 'done')
    .orderBy('finishedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return same?.finishedAt ? { ...same, finishedAt: same.finishedAt } : null;
}

export const importMissing = () => missing('import.missing', 'Cet import n’existe pas, ou n’existe plus.');

export const alreadyLaunched = () =>
  conflict('import.already_launched', 'Cet import est déjà parti. Déposez le fichier à nouveau pour changer ses réglages.');
