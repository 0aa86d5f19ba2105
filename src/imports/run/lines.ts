import { stringify } from 'csv-stringify/sync';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Download } from '../../platform/contract.ts';
import { cursorAt, readCursor } from '../../platform/cursor.ts';
import { Problem } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import type { ImportLine, LineSearch } from '../contract.ts';
import { lineIssueLabel } from '../labels.ts';
import { readSheet } from '../reading/sheet.ts';
import { importsDb } from '../tables.ts';
import { fullDraft, keptFields } from './drafts.ts';
import { lineOf } from './places.ts';
import { importMissing, type Run, takeRun } from './runs.ts';
import type { Desk } from './staging.ts';

export async function listLines(
  scope: Scope,
  importId: string,
  { outcome, issue, takenBack, resemblance, limit, cursor }: LineSearch,
): Promise<{ items: ImportLine[]; nextCursor: string | null }> {
  await takeRun(scope, importId);
  const after = cursor ? readCursor(z.int(), cursor) : 0;
  const rows = await importsDb(scope)
    .selectFrom('importLines')
    .select([
      ...keptFields,
      'place',
      'outcome',
      'takenBack',
      'extra',
      'issues',
      'subjectId',
      'contactId',
      'resemblesId',
      'resemblance',
    ])
    .where('importRunId', '=', importId)
    .where('place', '>', after)
    .$if(resemblance !== undefined, (query) => query.where('resemblance', '=', resemblance!).where('resemblesId', 'is not', null))
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome!))
    .$if(takenBack !== undefined, (query) => query.where('takenBack', '=', takenBack!))
    .$if(issue !== undefined, (query) => query.where(sql<boolean>`issues @> ${JSON.stringify([{ kind: issue }])}::jsonb`))
    .orderBy('place')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const contacts = await contactsOf(scope, shown);
  const items = shown.map(({ place, outcome, takenBack, issues, subjectId, contactId, resemblesId, resemblance, ...kept }) => ({
    ...{ line: lineOf(place), outcome, takenBack, issues: issues ?? [], draft: fullDraft(kept) },
    contact: contacts.get(contactId ?? subjectId) ?? null,
    ...{ resembles: contacts.get(resemblesId ?? '') ?? null, resemblance },
  }));
  return { items, nextCursor: rows.length > limit ? cursorAt(shown.at(-1)?.place) : null };
}

/** Their records, for those that have one today. */
async function contactsOf(scope: Scope, lines: { subjectId: string; contactId: string | null; resemblesId: string | null }[]) {
  if (lines.length === 0) return new Map<string, NonNullable<ImportLine['contact']>>();
  const rows = await importsDb(scope)
    .selectFrom('contacts')
    .select(['id', 'firstName', 'lastName', 'email', 'mobilePhone', 'landlinePhone', 'birthDate', 'addressLine', 'archivedAt'])
    .where(
      'id',
      'in',
      lines.flatMap(({ subjectId, contactId, resemblesId }) => [contactId ?? subjectId, ...(resemblesId ? [resemblesId] : [])]),
    )
    .execute();
  return new Map(rows.map(({ archivedAt, ...contact }) => [contact.id, { ...contact, isArchived: archivedAt !== null }]));
}

/** The rejected lines as the agent wrote them, with the reason, to be mended and imported again. */
export async function rejectedLines({ transact, files }: Desk, importId: string): Promise<Download> {
  const { run, reasons, townHallId } = await transact(async (scope) => {
    const db = importsDb(scope);
    const run = await db.selectFrom('importRuns').selectAll().where('id', '=', importId).executeTakeFirst();
    if (!run) throw importMissing();
    if (run.forgottenAt)
      throw new Problem('gone', 'import.file_forgotten', {
        message: 'Trente jours après l’import, son fichier n’est plus gardé.',
      });
    const rejected = await db
      .selectFrom('importLines')
      .select(['place', 'issues'])
      .where('importRunId', '=', importId)
      .where('outcome', '=', 'rejected')
      .execute();
    const reasons = new Map(rejected.map(({ place, issues }) => [lineOf(place), issues?.at(-1)?.kind ?? ('no_name' as const)]));
    return { run, reasons, townHallId: scope.townHallId };
  });
  const rows: string[][] = [['Ligne', 'Motif', ...run.layout.columns.map(({ heading }) => heading)]];
  if (reasons.size > 0) {
    for await (const { line, cells } of readSheet(files.open(townHallId, run.textFile ?? run.file), run.layout)) {
      const reason = reasons.get(line);
      if (reason) rows.push([String(line), lineIssueLabel[reason], ...cells]);
    }
  }
  return { fileName: rejectedName(run), mediaType: 'text/csv; charset=utf-8', content: asCsv(rows) };
}

const rejectedName = ({ fileName }: Run) => `${fileName.replace(/\.[^.]*$/, '')} - lignes rejetées.csv`;

/** A spreadsheet takes a cell that begins so for a formula (trust S-42). */
const looksLikeFormula = /^[=+\-@\t\r\0＝＋－＠]/;

const asCsv = (rows: string[][]) =>
  stringify(
    rows.map((cells) => cells.map((cell) => (looksLikeFormula.test(cell) ? `'${cell}` : cell))),
    { delimiter: ';', record_delimiter: '\r\n', bom: true },
  );
