import { type CsvError, parse } from 'csv-parse';
import { invalid, type Problem } from '../../platform/problem.ts';
import type { Separator } from '../contract.ts';

/** One record of the file: the physical line it starts on (from 1), and its cells as written. */
export interface SheetRecord {
  line: number;
  cells: string[];
  isHidden?: boolean;
}

export const limits = {
  /** 1 M rows of a town's own files weigh about 130 MB. */
  bytes: 512 * 1024 * 1024,
  columns: 256,
  /** What a cell may hold in Excel. */
  cellLength: 32_767,
  recordLength: 1_000_000,
};

/** The records of a text, one at a time: the file never sits in memory. */
export async function* readRecords(text: AsyncIterable<string>, separator: Separator): AsyncGenerator<SheetRecord> {
  let line = 1;
  for await (const { cells, failure } of parsedRecords(text, separator)) {
    if (failure) throw unclosedQuote(failure, line) ?? failure;
    refuseOversized(cells, line);
    yield { line, cells };
    line += 1 + lineBreaksIn(cells);
  }
}

type Parsed = { cells: string[]; failure?: undefined } | { cells?: undefined; failure: Error };

/**
 * Until a first quote, a record is a line, and cutting it needs no parser (eight times faster). From there on, the parser.
 */
async function* parsedRecords(text: AsyncIterable<string>, separator: Separator): AsyncGenerator<Parsed> {
  const pieces = text[Symbol.asyncIterator]();
  let carried = '';
  for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) {
    carried += piece.value;
    if (carried.includes('"') || carried.length > limits.recordLength)
      return yield* quotedRecords(rest(carried, pieces), separator);
    const lines = carried.split(/\r\n|\n|\r(?!$)/);
    carried = lines.pop() ?? '';
    for (const line of lines) yield { cells: line.split(separator) };
  }
  if (carried !== '') yield { cells: carried.replace(/\r$/, '').split(separator) };
}

async function* rest(first: string, pieces: AsyncIterator<string>): AsyncGenerator<string> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => pieces };
}

/** The parser is fed piece by piece and its records taken at once: read as a stream, it drops those before a failure. */
async function* quotedRecords(text: AsyncIterable<string>, separator: Separator): AsyncGenerator<Parsed> {
  const ready: Parsed[] = [];
  const parser = parse({
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: limits.recordLength,
    on_record: (cells: string[]) => {
      ready.push({ cells });
      return null;
    },
  });
  parser.on('error', () => {}).resume();
  const feed = (write: (done: (failure?: Error | null) => void) => void) =>
    new Promise<void>((resolve) => {
      write((failure) => {
        if (failure) ready.push({ failure });
        resolve();
      });
    });
  for await (const piece of text) {
    await feed((done) => parser.write(piece, done));
    yield* ready.splice(0);
  }
  await feed((done) => parser.end(done));
  yield* ready;
}

function lineBreaksIn(cells: string[]): number {
  let breaks = 0;
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) breaks += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return breaks;
}

function refuseOversized(cells: string[], line: number) {
  if (cells.length > limits.columns) {
    throw invalid(
      'import.too_many_columns',
      `La ligne ${line} a ${cells.length} colonnes, et Parvis en lit ${limits.columns} au plus. Retirez les colonnes inutiles, puis recommencez.`,
    );
  }
  if (cells.some((cell) => cell.length > limits.cellLength)) {
    throw invalid(
      'import.cell_too_long',
      `Une cellule de la ligne ${line} est trop longue. Un guillemet y est peut-être ouvert sans être fermé : corrigez la ligne, puis recommencez.`,
    );
  }
}

function unclosedQuote(error: unknown, line: number): Problem | undefined {
  const { code } = error as Partial<CsvError>;
  if (code !== 'CSV_QUOTE_NOT_CLOSED' && code !== 'CSV_MAX_RECORD_SIZE') return undefined;
  return invalid(
    'import.quote_not_closed',
    `Un guillemet s’ouvre à partir de la ligne ${line} et ne se ferme pas. Corrigez la ligne, puis recommencez.`,
  );
}
