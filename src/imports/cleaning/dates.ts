import { isRealDay, secondsAfter } from '../../platform/time.ts';
import { fold, tidy } from './folding.ts';
import { nothing, type Reading } from './outcome.ts';

const OLDEST = 120;
/** Below this age, two digits of a year are taken for the century before: « 17 » in 2026 is 1917. */
const YOUNGEST = 10;

const months = ['janv', 'fevr', 'mars', 'avr', 'mai', 'juin', 'juil', 'aout', 'sept', 'oct', 'nov', 'dec'];

const numeric = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$/;
const iso = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/;
const packed = /^(\d{2})(\d{2})(\d{4})$/;
const inWords = /^(?:[a-z]+ )?(\d{1,2})(?:er)?[ -]([a-z]+)\.?[ -](\d{4}|\d{2})$/;
const timeOfDay = /[t ]\d{1,2}[:h]\d{2}.*$/;

/** A birth date, as the French write it: day, month, year; `today` settles the century of two digits. */
export function readBirthDate(cell: string, today: string): Reading<string> {
  const text = fold(tidy(cell)).replace(timeOfDay, '');
  if (text === '' || /^[-./?x]+$/.test(text)) return nothing;
  const parts = partsOf(text, today);
  if (!parts) return { value: null, issue: 'date_unreadable' };
  const [year, month, date] = parts;
  if (!isRealDay(year, month, date)) return { value: null, issue: 'date_unreadable', ...swapped(parts) };
  const day = written(year, month, date);
  const isLikely = day <= today && year >= yearOf(today) - OLDEST;
  return isLikely ? { value: day } : { value: null, issue: 'birth_date_unlikely' };
}

type Parts = [year: number, month: number, date: number];

function partsOf(text: string, today: string): Parts | undefined {
  if (/^\d{5}$/.test(text)) return fromSpreadsheet(Number(text));
  const backwards = iso.exec(text);
  if (backwards) return [Number(backwards[1]), Number(backwards[2]), Number(backwards[3])];
  const digits = numeric.exec(text) ?? packed.exec(text);
  if (digits) return [fullYear(digits[3]!, today), Number(digits[2]), Number(digits[1])];
  const words = inWords.exec(text);
  const month = words && monthNamed(words[2]!);
  return words && month ? [fullYear(words[3]!, today), month, Number(words[1])] : undefined;
}

/** « septembre », « sept », « sep »: one and the same. */
function monthNamed(word: string): number | undefined {
  const at = months.findIndex(
    (month) => word.startsWith(month) || (word.length === 3 && month.startsWith(word) && word !== 'jui'),
  );
  return at === -1 ? undefined : at + 1;
}

function fullYear(digits: string, today: string): number {
  if (digits.length === 4) return Number(digits);
  const recent = 2000 + Number(digits);
  return recent <= yearOf(today) - YOUNGEST ? recent : recent - 100;
}

const yearOf = (day: string) => Number(day.slice(0, 4));

/** Excel counts days from 30 December 1899 (its 1900 is wrongly a leap year; nobody alive is concerned). */
function fromSpreadsheet(serial: number): Parts {
  const day = secondsAfter('1899-12-30T00:00:00.000Z', serial * 86_400).slice(0, 10);
  return day.split('-').map(Number) as Parts;
}

/** « 05/13/1955 »: an American date, perhaps. */
function swapped([year, month, date]: Parts): { proposal?: string } {
  return isRealDay(year, date, month) ? { proposal: written(year, date, month) } : {};
}

const written = (year: number, month: number, date: number) =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
