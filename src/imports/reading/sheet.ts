import { invalid, Problem } from '../../platform/problem.ts';
import { tidy } from '../cleaning/folding.ts';
import { learnNameOrder } from '../cleaning/names.ts';
import { matchColumns } from '../columns/columns.ts';
import type { ImportLayout, NameOrder, Separator, SetAsideReason, SheetColumn } from '../contract.ts';
import { cellsOf, HIDDEN } from '../workbook/copy.ts';
import type { WorkbookSummary } from '../workbook/workbook.ts';
import { decode, undoDoubleEncoding } from './decoding.ts';
import { type EncodingReport, encodingCensus } from './encoding.ts';
import { findHeader } from './header.ts';
import { limits, readRecords, type SheetRecord } from './records.ts';
import { findSeparator } from './separator.ts';
import { setAsideReason } from './set-aside.ts';

/** How a file is laid out: all that is needed to read its lines again, without looking for it twice. */
export interface SheetLayout extends EncodingReport {
  bytes: number;
  format: ImportLayout['format'];
  separator: Separator;
  /** The physical line of the headings, from 1; null when the file has none. */
  headerLine: number | null;
  columns: SheetColumn[];
  nameOrder: NameOrder;
}

/** A record, and why it holds nobody where that is known. Each record but the headings is given: lines always add up. */
export interface SheetLine extends SheetRecord {
  setAside: SetAsideReason | null;
}

const HEAD_BYTES = 256 * 1024;
const HEAD_RECORDS = 1000;

/** Reads the file once, keeping its beginning only. */
export async function sniffSheet(bytes: AsyncIterable<Uint8Array>): Promise<SheetLayout> {
  const census = encodingCensus();
  const head: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    if (size < HEAD_BYTES) head.push(chunk.subarray(0, HEAD_BYTES - size));
    size += chunk.length;
    if (size > limits.bytes) throw tooBig();
    census.read(chunk);
  }
  const start = Buffer.concat(head);
  refuseOtherFormats(start);
  const report = census.report();
  const text = await textOf(start, report);
  const separator = findSeparator(text);
  const records = await firstRecords(text, separator, size <= HEAD_BYTES);
  return { ...report, bytes: size, format: 'text', separator, ...layOut(records) };
}

/** The copy of a sheet is ours: nothing of it has to be guessed but what its columns hold. */
export async function sniffCopy(bytes: AsyncIterable<Uint8Array>, { hiddenColumns }: WorkbookSummary): Promise<SheetLayout> {
  const records: SheetRecord[] = [];
  for await (const record of readCopy(decode(bytes, 'utf-8'))) {
    if (!record.isHidden && records.push(record) === HEAD_RECORDS) break;
  }
  if (records.every(({ cells }) => cells.every((cell) => cell.trim() === ''))) throw empty();
  const report = { encoding: 'utf-8' as const, isDoubleEncoded: false, undecodableLines: [] };
  return { ...report, bytes: 0, format: 'workbook', separator: '\t', ...layOut(records, hiddenColumns) };
}

/** The lines of the file, one at a time, under a layout found before. */
export async function* readSheet(bytes: AsyncIterable<Uint8Array>, layout: SheetLayout): AsyncGenerator<SheetLine> {
  const headings = layout.headerLine === null ? [] : layout.columns.map((column) => column.heading);
  const text = decode(bytes, layout.encoding);
  const records = layout.format === 'workbook' ? readCopy(text) : readRecords(text, layout.separator);
  for await (const { line, cells: written, isHidden = false } of records) {
    if (line === layout.headerLine) continue;
    const cells = layout.isDoubleEncoded ? written.map(undoDoubleEncoding) : written;
    const isAbove = layout.headerLine !== null && line < layout.headerLine;
    const setAside = isAbove ? aboveHeader(cells) : setAsideReason(cells, headings);
    yield { line, cells, setAside: isHidden ? (setAside ?? 'hidden') : setAside };
  }
}

const aboveHeader = (cells: string[]): SetAsideReason => (cells.every((cell) => cell.trim() === '') ? 'blank' : 'title');

async function textOf(start: Buffer, { encoding, isDoubleEncoded }: EncodingReport): Promise<string> {
  let text = '';
  for await (const piece of decode(once(start), encoding)) text += piece;
  return isDoubleEncoded ? text.split('\n').map(undoDoubleEncoding).join('\n') : text;
}

function layOut(records: SheetRecord[], hiddenColumns: readonly number[] = []) {
  const header = findHeader(records);
  const body = records.filter(({ line, cells }) => line > (header?.line ?? 0) && setAsideReason(cells, []) === null);
  const rows = body.map(({ cells }) => cells);
  const columns = matchColumns(header?.cells.map(tidy), rows, hiddenColumns);
  return { headerLine: header?.line ?? null, columns, nameOrder: learnNameOrder(columns, rows) };
}

/** The beginning of a large file may stop within a quoted cell: what was read until there is enough. */
async function firstRecords(text: string, separator: Separator, isWhole: boolean): Promise<SheetRecord[]> {
  const records: SheetRecord[] = [];
  try {
    for await (const record of readRecords(once(text), separator)) {
      if (records.push(record) === HEAD_RECORDS) return records;
    }
  } catch (error) {
    if (isWhole || !(error instanceof Problem) || error.code !== 'import.quote_not_closed') throw error;
    return records;
  }
  return isWhole ? records : records.slice(0, -1);
}

async function* once<T>(only: T): AsyncGenerator<T> {
  yield only;
}

const tooBig = () =>
  new Problem('tooLarge', 'import.file_too_big', {
    message: 'Ce fichier dépasse 512 Mo. Coupez-le en plusieurs fichiers, puis importez-les l’un après l’autre.',
  });

/** A copied sheet: one line for each row of the sheet. */
async function* readCopy(text: AsyncIterable<string>): AsyncGenerator<SheetRecord> {
  let carried = '';
  let line = 0;
  for await (const piece of text) {
    const lines = (carried + piece).split('\n');
    carried = lines.pop() ?? '';
    for (const one of lines) yield { line: ++line, cells: cellsOf(one), isHidden: one.startsWith(HIDDEN) };
  }
}

const signatures: [string, string][] = [
  ['d0cf11e0', 'Ce fichier est un ancien classeur Excel. Enregistrez-le au format CSV depuis votre tableur, puis recommencez.'],
  ['25504446', 'Ce fichier est un PDF. Demandez le tableau d’origine, au format CSV.'],
];

const empty = () => invalid('import.file_empty', 'Ce fichier est vide. Choisissez-en un autre.');

function refuseOtherFormats(start: Buffer) {
  if (start.toString('latin1').trim() === '') throw empty();
  const signature = start.toString('hex', 0, 4);
  const refusal = signatures.find(([known]) => known === signature);
  if (refusal) throw invalid('import.not_a_text_file', refusal[1]);
}
