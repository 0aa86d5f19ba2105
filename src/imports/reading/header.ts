import { tidy } from '../cleaning/folding.ts';
import { recognizes } from '../columns/headings.ts';
import type { SheetRecord } from './records.ts';

const SEARCHED = 40;

/** The record that names the columns, under whatever titles; undefined when the file has none. */
export function findHeader(records: SheetRecord[]): SheetRecord | undefined {
  const candidates = records.slice(0, SEARCHED).filter(({ cells }) => looksLikeHeadings(cells));
  const best = candidates.reduce<SheetRecord | undefined>(
    (found, one) => (known(one) > (found ? known(found) : 0) ? one : found),
    undefined,
  );
  return best ?? candidates.find((one) => isUnlikeWhatFollows(one, records));
}

const filled = (cells: string[]) => cells.map(tidy).filter((cell) => cell !== '');
const known = ({ cells }: SheetRecord) => filled(cells).filter(recognizes).length;

function looksLikeHeadings(cells: string[]): boolean {
  const texts = filled(cells);
  return texts.length > 0 && new Set(texts).size === texts.length && texts.every(isHeading);
}

/** Words, and no figures but a year: « Subvention 2025 (€) ». */
const isHeading = (text: string) =>
  text.length <= 120 && !text.includes('@') && !/\d{3}/.test(text.replace(/\b(?:19|20)\d\d\b/g, '')) && /\p{L}/u.test(text);

/** Words in each cell, over records where figures and addresses are found. */
function isUnlikeWhatFollows(candidate: SheetRecord, records: SheetRecord[]): boolean {
  const next = records[records.indexOf(candidate) + 1];
  const width = filled(candidate.cells).length;
  return next !== undefined && width > 1 && width >= filled(next.cells).length && next.cells.some((cell) => /[@\d]/.test(cell));
}
