import { foldedWords, tidy } from '../cleaning/folding.ts';
import type { SetAsideReason } from '../contract.ts';

/** Why a record holds nobody, or null when it may hold somebody. */
export function setAsideReason(cells: string[], headings: string[]): SetAsideReason | null {
  const first = cells.findIndex((cell) => cell.trim() !== '');
  if (first === -1) return 'blank';
  if (isFurniture(cells, first)) return furnitureReason(tidy(cells[first]!));
  if (headings.length > 1 && headings.every((heading, at) => tidy(cells[at] ?? '') === heading)) return 'repeated_header';
  return null;
}

/** A text alone on its line, or followed by figures only: nobody is written that way. */
const isFurniture = (cells: string[], first: number) =>
  cells.every((cell, at) => at <= first || cell.trim() === '' || /^[\d\s.,%€]+$/.test(cell)) && /\p{L}/u.test(cells[first]!);

const totals = /^(?:sous )?total(?:x|aux)?(?: general)?(?: \d| de\b| des\b| d\b|$)|^nombre (?:de|d|total)\b|^effectif\b/;
const footers =
  /^(?:edite|imprime|extrait|extraction|export|exporte|genere|mis a jour|mise a jour|source|page \d|fin de|liste arretee)\b/;

function furnitureReason(text: string): SetAsideReason | null {
  const folded = foldedWords(text).join(' ');
  if (totals.test(folded)) return 'total';
  return footers.test(folded) ? 'footer' : null;
}
