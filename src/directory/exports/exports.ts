import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { contactsDb } from '../../contacts/tables.ts';
import { type Download, id, instant } from '../../platform/contract.ts';
import { cutPage, readCursor } from '../../platform/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { denied, missing, Problem } from '../../platform/problem.ts';
import type { Scope, Transact } from '../../platform/scope.ts';
import { dayOf, secondsAfter } from '../../platform/time.ts';
import { roleOf } from '../../team/team.ts';
import { refuseChangedList, selectedBy } from '../bulk/selecting.ts';
import { sortingOf } from '../orders.ts';
import { canaryOf, placeOf } from './canary.ts';
import { type ContactExport, exportCap, type NewExport } from './contract.ts';
import { writeCsv, writeXlsx } from './files.ts';
import { type ExportTables, exportsDb } from './tables.ts';

type Row = Selectable<ExportTables['contactExports']>;

const REASON_LENGTH = 10;

/** Writes down who takes whom, why, and how many, before anything leaves. */
export async function addExport(scope: Scope, draft: NewExport): Promise<ContactExport> {
  const { selection, sort, columns, format, reason } = draft;
  if (reason.length < REASON_LENGTH)
    throw denied('export.needs_a_reason', 'Dites en une phrase pourquoi ces personnes sortent de Parvis dans un fichier.');
  const selected = await selectedBy(scope, selection);
  const { count } = await contactsDb(scope)
    .with('chosen', () => selected)
    .selectFrom('chosen')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  refuseChangedList(selection, count);
  await refuseTooMany(scope, count);
  const exportId = newId();
  return exportsDb(scope)
    .insertInto('contactExports')
    .values({
      id: exportId,
      format,
      columns: JSON.stringify(columns),
      selection: JSON.stringify({ selection, sort }),
      selectionHash: createHash('sha256').update(JSON.stringify(selection)).digest('hex'),
      reason,
      contactCount: count,
      canary: JSON.stringify(await canaryOf(scope, exportId)),
      actorId: scope.actor.id,
      actorName: scope.actor.name,
      createdAt: scope.now,
      downloadedAt: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The invented contact that marks a file, and where it stands among its rows: for lists that leave by another door. */
export async function witnessFor(scope: Scope, exportId: string, rows: number) {
  return { ...(await canaryOf(scope, exportId)), place: placeOf(exportId, rows) };
}

/** A role takes so many at a time; whoever operates the server is not at this door. */
export async function refuseTooMany(scope: Scope, count: number): Promise<void> {
  const role = await roleOf(scope);
  const cap = role ? exportCap[role] : Number.POSITIVE_INFINITY;
  if (count > cap)
    throw denied(
      'export.too_many',
      `Votre rôle permet d’exporter ${cap.toLocaleString('fr-FR').replaceAll('\u202f', '\u00a0')} contacts à la fois. Resserrez la liste, ou demandez à une personne qui administre Parvis.`,
    );
}

export async function listExports(scope: Scope, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const [createdAt, lastId] = cursor === undefined ? [] : readCursor(z.tuple([instant, id]), cursor);
  const rows = await exportsDb(scope)
    .selectFrom('contactExports')
    .selectAll()
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(created_at, id) < (${createdAt}::timestamptz, ${lastId}::uuid)`),
    )
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const { kept, nextCursor } = cutPage(rows, limit, (row) => [row.createdAt, row.id]);
  return { items: kept, nextCursor };
}

const HOUR = 3600;

/** The file, made as it leaves: no copy of it is kept. */
export async function downloadExport(transact: Transact, exportId: string): Promise<Download> {
  const { row, contactIds, day } = await transact(async (scope) => {
    const taken = await takeExport(scope, exportId);
    return { row: taken, contactIds: await idsOf(scope, taken), day: dayOf(scope.now) };
  });
  const file = { columns: row.columns, canary: row.canary, contactIds, mark: exportId };
  const name = `contacts-${day}`;
  if (row.format === 'csv')
    return { fileName: `${name}.csv`, mediaType: 'text/csv; charset=utf-8', content: Readable.from(writeCsv(transact, file)) };
  return { fileName: `${name}.xlsx`, mediaType: XLSX, content: await writeXlsx(transact, file) };
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function takeExport(scope: Scope, exportId: string): Promise<Row> {
  const row = await exportsDb(scope)
    .updateTable('contactExports')
    .set({ downloadedAt: scope.now })
    .where('id', '=', exportId)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw missing('export.missing', 'Cet export n’existe pas.');
  if (!row.selection || row.createdAt < secondsAfter(scope.now, -HOUR))
    throw new Problem('gone', 'export.expired', {
      message: 'Ce fichier n’est plus disponible\u00a0: demandez un nouvel export.',
    });
  return row;
}

async function idsOf(scope: Scope, { selection: asked }: Row): Promise<string[]> {
  if (!asked) return [];
  const { key, way } = sortingOf(asked.sort);
  const selected = await selectedBy(scope, asked.selection);
  const rows = await contactsDb(scope)
    .with(
      (cte) => cte('chosen').materialized(),
      () => selected.select(key.as('place')),
    )
    .selectFrom('chosen')
    .select('id')
    .orderBy('place', way)
    .orderBy('id', way)
    .execute();
  return rows.map((row) => row.id);
}

const DAY = 24 * HOUR;

/** The line stays for good; whom it was about is forgotten. */
export async function forgetSelections(scope: Scope): Promise<void> {
  await exportsDb(scope)
    .updateTable('contactExports')
    .set({ selection: null })
    .where('selection', 'is not', null)
    .where('createdAt', '<', secondsAfter(scope.now, -DAY))
    .execute();
}
