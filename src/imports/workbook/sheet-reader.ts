import { invalid } from '../../platform/problem.ts';
import { asLine } from './copy.ts';
import { type NumberFormat, numberAsText } from './formats.ts';
import { workbookLimits } from './limits.ts';
import type { XmlReader } from './xml.ts';

interface Ground {
  formats: NumberFormat[];
  texts: string[];
  isFrom1904: boolean;
}

interface Cell {
  column: number;
  type: string;
  style: number;
  text: string;
}

interface SheetReader extends XmlReader {
  /** Rows read and not yet taken. */
  lines: string[];
  hiddenColumns(): number[];
}

/** Rows of a sheet as lines of text; those it skips are blank lines, so that numbers stay those of the margin. */
export function sheetReader(ground: Ground): SheetReader {
  const lines: string[] = [];
  const hidden = new Set<number>();
  let written = 0;
  let row: { isHidden: boolean; number: number; cells: string[] } | undefined;
  let cell: Cell | undefined;
  let isValue = false;
  return {
    lines,
    hiddenColumns: () => [...hidden].sort((one, other) => one - other),
    open(tag, attributes) {
      if (tag === 'col' && isOn(attributes['hidden'])) hide(hidden, attributes);
      else if (tag === 'row') row = openRow(attributes, written);
      else if (tag === 'c' && row) cell = openCell(attributes, row.cells.length);
      isValue = tag === 'v' || tag === 't';
    },
    text(piece) {
      if (!cell || !isValue) return;
      cell.text += piece;
      if (cell.text.length > workbookLimits.cellLength) throw tooLong(row?.number ?? 0);
    },
    close(tag) {
      isValue = false;
      if (tag === 'c' && cell && row) {
        while (row.cells.length < cell.column) row.cells.push('');
        row.cells[cell.column] = textOf(cell, ground);
        cell = undefined;
      }
      if (tag !== 'row' || !row) return;
      while (written < row.number - 1) written += lines.push('\n') && 1;
      lines.push(asLine(row.cells, row.isHidden));
      written = row.number;
      row = undefined;
    },
  };
}

const isOn = (flag: string | undefined) => flag === '1' || flag === 'true';

function openRow({ r, hidden }: Record<string, string>, written: number) {
  const number = r ? Number(r) : written + 1;
  if (!Number.isInteger(number) || number <= written || number > workbookLimits.rows) throw outOfOrder();
  return { number, isHidden: isOn(hidden), cells: [] };
}

function openCell({ r, t = 'n', s = '0' }: Record<string, string>, next: number): Cell {
  const column = r ? columnOf(r) : next;
  if (column < 0) throw outOfOrder();
  if (column >= workbookLimits.columns) throw tooManyColumns();
  return { column, type: t, style: Number(s), text: '' };
}

/** « AB12 » is the 28th column, number 27 from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference.slice(0, 4)) {
    const rank = letter.charCodeAt(0) - 64;
    if (rank < 1 || rank > 26) break;
    column = column * 26 + rank;
  }
  return column - 1;
}

/** Excel hides all the columns to the right of a table in one stroke: nothing is there. */
function hide(hidden: Set<number>, { min, max }: Record<string, string>) {
  for (let column = Number(min); column <= Math.min(Number(max), workbookLimits.columns); column++) hidden.add(column - 1);
}

const meaning: Record<string, (cell: Cell, ground: Ground) => string> = {
  s: ({ text }, { texts }) => texts[Number(text)] ?? '',
  b: ({ text }) => (text === '1' ? 'Oui' : text === '0' ? 'Non' : ''),
  // « #N/A », « #REF! »: the formula failed, nobody wrote that.
  e: () => '',
  n: ({ text, style }, { formats, isFrom1904 }) => (text === '' ? '' : numberAsText(text, formats[style] ?? null, isFrom1904)),
};

const textOf = (cell: Cell, ground: Ground): string => meaning[cell.type]?.(cell, ground) ?? cell.text;

const tooLong = (row: number) =>
  invalid('import.cell_too_long', `Une cellule de la ligne ${row} est trop longue. Raccourcissez-la, puis recommencez.`);
const tooManyColumns = () =>
  invalid(
    'import.too_many_columns',
    `Cette feuille a plus de ${workbookLimits.columns} colonnes. Retirez les colonnes inutiles, puis recommencez.`,
  );
const outOfOrder = () =>
  invalid('import.workbook_unreadable', 'Les lignes de cette feuille ne se suivent pas : ce classeur est abîmé.');
