import { invalid, Problem } from '../../platform/problem.ts';
import { tidy } from '../cleaning/folding.ts';
import { learnNameOrder } from '../cleaning/names.ts';
import { matchColumns } from '../columns/columns.ts';
import type { NameOrder, Separator, SetAsideReason, SheetColumn } from '../contract.ts';
import { decode, undoDoubleEncoding } from './decoding.ts';
import { type EncodingReport, encodingCensus } from './encoding.ts';
import { findHeader } from './header.ts';
import { limits, readRecords, type SheetRecord } from './records.ts';
import { findSeparator } from './separator.ts';
import { setAsideReason } from './set-aside.ts';

/** How a file is laid out: all that is needed to read its lines again, without looking for it twice. */
export interface SheetLayout extends EncodingReport {
  bytes: number;
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
  return { ...report, bytes: size, ...(await layOut(start, report, size <= HEAD_BYTES)) };
}

/** The lines of the file, one at a time, under a layout found before. */
export async function* readSheet(bytes: AsyncIterable<Uint8Array>, layout: SheetLayout): AsyncGenerator<SheetLine> {
  const headings = layout.headerLine === null ? [] : layout.columns.map((column) => column.heading);
  for await (const { line, cells: written } of readRecords(decode(bytes, layout.encoding), layout.separator)) {
    if (line === layout.headerLine) continue;
    const cells = layout.isDoubleEncoded ? written.map(undoDoubleEncoding) : written;
    const isAbove = layout.headerLine !== null && line < layout.headerLine;
    yield { line, cells, setAside: isAbove ? aboveHeader(cells) : setAsideReason(cells, headings) };
  }
}

const aboveHeader = (cells: string[]): SetAsideReason => (cells.every((cell) => cell.trim() === '') ? 'blank' : 'title');

async function layOut(start: Buffer, { encoding, isDoubleEncoded }: EncodingReport, isWhole: boolean) {
  let text = '';
  for await (const piece of decode(once(start), encoding)) text += piece;
  if (isDoubleEncoded) text = text.split('\n').map(undoDoubleEncoding).join('\n');
  const separator = findSeparator(text);
  const records = await firstRecords(text, separator, isWhole);
  const header = findHeader(records);
  const body = records.filter(({ line, cells }) => line > (header?.line ?? 0) && setAsideReason(cells, []) === null);
  const columns = matchColumns(
    header?.cells.map(tidy),
    body.map(({ cells }) => cells),
  );
  return {
    separator,
    headerLine: header?.line ?? null,
    columns,
    nameOrder: learnNameOrder(
      columns,
      body.map(({ cells }) => cells),
    ),
  };
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

const signatures: [string, string][] = [
  ['504b0304', 'Ce fichier est un classeur. Enregistrez-le au format CSV depuis votre tableur, puis recommencez.'],
  ['d0cf11e0', 'Ce fichier est un ancien classeur Excel. Enregistrez-le au format CSV depuis votre tableur, puis recommencez.'],
  ['25504446', 'Ce fichier est un PDF. Demandez le tableau d’origine, au format CSV.'],
];

function refuseOtherFormats(start: Buffer) {
  if (start.toString('latin1').trim() === '') throw invalid('import.file_empty', 'Ce fichier est vide. Choisissez-en un autre.');
  const signature = start.toString('hex', 0, 4);
  const refusal = signatures.find(([known]) => known === signature);
  if (refusal) throw invalid('import.not_a_text_file', refusal[1]);
}
