/** An instant is an ISO 8601 string in UTC with milliseconds; a day is `YYYY-MM-DD`. `Date` appears in this file only. */
export const now = (): string => new Date().toISOString();

/** The instant `seconds` after (or, negative, before) another. */
export const secondsAfter = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString();

export const secondsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;

/** Milliseconds since the epoch: for measuring how long a thing took, and for what libraries ask in that unit. */
export const epochMilliseconds = (instant: string = now()): number => Date.parse(instant);

/** Where clocks stand for whoever reads: a browser, which shows one town hall, sets it; a server, which serves many, names a zone. */
let clocks = 'Europe/Paris';
export const setClocks = (zone: string): void => {
  clocks = zone;
};

/** One formatter for each zone: making one takes a hundred times longer than using it. */
function formatter(locale: string, shape: Intl.DateTimeFormatOptions): (instant: string, zone?: string) => string {
  const known = new Map<string, Intl.DateTimeFormat>();
  return (instant, zone = clocks) => {
    const format = known.get(zone) ?? new Intl.DateTimeFormat(locale, { ...shape, timeZone: zone });
    known.set(zone, format);
    return format.format(new Date(instant));
  };
}

const civilDay = formatter('sv-SE', { dateStyle: 'short' });

/** The civil day, in Paris unless said otherwise. 23:30 UTC on 30 June is already 1 July there. */
export const dayOf = (instant: string, zone = 'Europe/Paris'): string => civilDay(instant, zone);

/** Midday of a civil day: for what is known to the day only. */
export const noonOf = (day: string): string => `${day}T12:00:00.000Z`;

/** The instant a civil day begins in Paris: two hours before UTC's midnight in summer, one in winter. */
export function startOfDay(day: string): string {
  const midnight = `${day}T00:00:00.000Z`;
  const hours = [2, 1].find((ahead) => dayOf(secondsAfter(midnight, -ahead * 3600)) === day) ?? 0;
  return secondsAfter(midnight, -hours * 3600);
}

/** The instant a clock shows this time (« 18:30 ») on a civil day, where clocks stand so (« Indian/Reunion »). */
export function instantAt(day: string, time: string, zone: string): string {
  const wall = Date.parse(`${day}T${time}:00.000Z`);
  // Twice: the first guess may stand on the other side of a change of hour.
  const guess = wall - aheadOfUtc(wall, zone);
  return new Date(wall - aheadOfUtc(guess, zone)).toISOString();
}

function aheadOfUtc(at: number, zone: string): number {
  const wallClock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return Date.parse(`${wallClock.format(new Date(at)).replace(' ', 'T')}.000Z`) - at;
}

/** The day a number of years before another, for ages: 29 February answers 28 February in common years. */
export function yearsBefore(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year - years, month, 0)).getUTCDate();
  return [String(year - years).padStart(4, '0'), pad(month), pad(Math.min(date, lastOfMonth))].join('-');
}

/** The same day of the next month, or its last: what « one month » means to the law (règlement 1182/71, art. 3). */
export function monthAfter(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfNext = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, lastOfNext))).toISOString().slice(0, 10);
}

/** So many civil months up to that of a day, the oldest first: « 2026-11 ». */
export function lastMonths(day: string, count: number): string[] {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return Array.from({ length: count }, (_, rank) => {
    const at = year * 12 + month - count + rank;
    return `${Math.floor(at / 12)}-${pad((at % 12) + 1)}`;
  });
}

/** How many birthdays one has had on a day. */
export const ageOn = (day: string, birthDate: string): number =>
  Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);

const pad = (value: number) => String(value).padStart(2, '0');

/** Whether year, month (1–12) and day of month name a day that exists. */
export function isRealDay(year: number, month: number, date: number): boolean {
  const tried = new Date(Date.UTC(year, month - 1, date));
  return tried.getUTCFullYear() === year && tried.getUTCMonth() === month - 1 && tried.getUTCDate() === date;
}

/** As a message's `Date` header says it (RFC 5322 §3.3): « Sun, 22 Nov 2026 22:16:00 +0000 ». */
export const mailDate = (instant: string): string => new Date(instant).toUTCString().replace('GMT', '+0000');

const longDay = formatter('fr-FR', { day: 'numeric', month: 'long', year: 'numeric' });
const hour = formatter('fr-FR', { hour: 'numeric', minute: '2-digit' });

/** « 3 septembre 2026 », from an instant or a day. */
export const dayInWords = (when: string, zone?: string): string =>
  french(when.length === 10 ? longDay(`${when}T12:00:00Z`, 'UTC') : longDay(when, zone));

const shortMonth = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', month: 'short', year: 'numeric' });

/** « nov. 2026 », from « 2026-11 ». */
export const monthInWords = (month: string): string => french(shortMonth.format(new Date(`${month}-15T12:00:00Z`)));

const dayOfMonth = formatter('fr-FR', { day: 'numeric' });
const monthAlone = formatter('fr-FR', { month: 'short' });

/** « 19 » and « nov. », to be set one over the other. */
export const dayAndShortMonth = (instant: string): [string, string] => [dayOfMonth(instant), monthAlone(instant)];

const weekday = formatter('fr-FR', { weekday: 'long', day: 'numeric', month: 'long' });

/** « Mardi 24 novembre », to begin a sentence with. */
export const dayAndDateInWords = (instant: string): string => {
  const text = weekday(instant).replace(/ 1 /, ' 1er ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** « 3 septembre 2026 à 10 h 42 ». */
export const instantInWords = (instant: string, zone?: string): string =>
  `${dayInWords(instant, zone)} à ${hourInWords(instant, zone)}`;

const clock = formatter('sv-SE', { timeStyle: 'short' });

/** « 08:30 », as a clock shows it there. */
export const timeOf = (instant: string, zone?: string): string => clock(instant, zone);

/** « 10 h 42 ». */
export function hourInWords(instant: string, zone?: string): string {
  const [hours = '', minutes = ''] = hour(instant, zone).split(':');
  return `${Number(hours)}\u00a0h\u00a0${minutes}`;
}

/** The font subset has no narrow space: U+00A0 only (ui/README.md); the first of a month is « 1er ». */
const french = (text: string) => text.replaceAll('\u202f', '\u00a0').replace(/^1 /, '1er ');
