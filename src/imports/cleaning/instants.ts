import { isRealDay, noonOf, secondsAfter, startOfDay } from '../../platform/time.ts';
import { fold, tidy } from './folding.ts';
import { nothing, type Reading } from './outcome.ts';

const iso = /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[t ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(z|[+-]\d{2}:?\d{2})?)?$/;
const french = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:,? (?:a )?(\d{1,2})[:h](\d{2})(?::(\d{2}))?)?$/;

/** When somebody said yes or no: a day, or a moment in Paris unless the file says where. What is still to come is not read. */
export function readInstant(cell: string, today: string): Reading<string> {
  const text = fold(tidy(cell));
  if (text === '' || /^[-./]+$/.test(text)) return nothing;
  const parts = partsOf(text);
  const instant = parts && isRealDay(parts.year, parts.month, parts.date) ? instantOf(parts) : undefined;
  return instant && instant.slice(0, 10) <= today ? { value: instant } : { value: null, issue: 'date_unreadable' };
}

interface Parts {
  year: number;
  month: number;
  date: number;
  seconds: number | null;
  /** Minutes ahead of UTC, where the file says so. */
  offset: number | null;
}

function partsOf(text: string): Parts | undefined {
  const backwards = iso.exec(text);
  if (backwards) {
    const [, year, month, date, hours, minutes, seconds, zone] = backwards;
    return { ...numbers(year, month, date), seconds: secondsOf(hours, minutes, seconds), offset: offsetOf(zone) };
  }
  const [, date, month, year, hours, minutes, seconds] = french.exec(text) ?? [];
  return year ? { ...numbers(year, month, date), seconds: secondsOf(hours, minutes, seconds), offset: null } : undefined;
}

const numbers = (year: string | undefined, month: string | undefined, date: string | undefined) => ({
  year: Number(year),
  month: Number(month),
  date: Number(date),
});

const secondsOf = (hours: string | undefined, minutes: string | undefined, seconds = '0'): number | null =>
  hours === undefined ? null : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  if (zone === 'z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

function instantOf({ year, month, date, seconds, offset }: Parts): string {
  const day = [String(year).padStart(4, '0'), pad(month), pad(date)].join('-');
  if (seconds === null) return noonOf(day);
  return offset === null ? secondsAfter(startOfDay(day), seconds) : secondsAfter(`${day}T00:00:00.000Z`, seconds - offset * 60);
}

const pad = (value: number) => String(value).padStart(2, '0');
