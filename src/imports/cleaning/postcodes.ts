import { restorePlace } from './capitals.ts';
import { tidy } from './folding.ts';
import { nothing, type Reading } from './outcome.ts';
import { remembered } from './remembered.ts';

const cedex = /\s*\bcedex\b(?:\s+\d{1,2})?\s*$/i;
const codeFirst = /^(?:F-)?(\d{2}\s?\d{3}|\d{4})\b[\s,-]*(.*)$/;
const codeLast = /^(.*?)[\s,-]*\(?(\d{5})\)?$/;

/** Five digits; four are five whose leading zero a spreadsheet lost. */
export function readPostcode(cell: string): Reading<string> {
  const text = tidy(cell);
  if (text === '' || text === '-') return nothing;
  const digits = text
    .replace(/^F-?/i, '')
    .replace(/\s/g, '')
    .replace(/[.,]0+$/, '');
  if (!/^\d{4,5}$/.test(digits)) return { value: null, issue: 'postcode_unreadable' };
  return digits.length === 5 ? { value: digits } : { value: `0${digits}`, issue: 'zero_restored' };
}

/** The municipality, capitals restored. « Cedex » is a sorting office of the post, not a place: it is left out. */
export function readMunicipality(cell: string): string | null {
  const name = tidy(cell).replace(cedex, '');
  return name === '' || name === '-' ? null : restorePlace(name);
}

export interface Place {
  postcode: string | null;
  municipality: string | null;
}

export const readPostcodeAndMunicipality = remembered((cell): Reading<Place> => {
  const text = tidy(cell).replace(cedex, '');
  if (text === '' || text === '-') return nothing;
  const first = codeFirst.exec(text);
  const last = first ? null : codeLast.exec(text);
  const [code, name] = first ? [first[1]!, first[2]!] : last ? [last[2]!, last[1]!] : ['', text];
  const postcode = readPostcode(code).value;
  const municipality = /\d{3}/.test(name) ? null : readMunicipality(name);
  const isWhole = postcode !== null && (municipality !== null || name === '');
  return { value: { postcode, municipality }, ...(isWhole ? {} : { issue: 'postcode_unreadable' as const }) };
});
