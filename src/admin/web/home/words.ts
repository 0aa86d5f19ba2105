import type { MonthLevels } from '../../../engagement/contract.ts';
import { dayInWords, dayOf, monthInWords, secondsAfter } from '../../../platform/time.ts';
import { counted, figure } from '../../../ui/words.ts';
import type { Waiting } from './useWaiting.ts';

const numbers = ['', 'Une', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six', 'Sept', 'Huit', 'Neuf'];

/** « Quatre choses vous attendent, dont une échéance légale demain »: the last words are the ones to stress. */
export function waitingInWords(waiting: readonly Waiting[], now: string): { said: string; stressed: string } {
  const count = waiting.length;
  if (count === 0) return { said: 'Rien ne vous attend.', stressed: '' };
  const things = count === 1 ? 'Une chose vous attend' : `${numbers[count] ?? figure(count)} choses vous attendent`;
  const due = waiting.find(({ weight }) => weight === 'law');
  return due
    ? { said: `${things}, dont `, stressed: `une échéance légale ${whenInWords(due.at, now)}` }
    : { said: `${things}.`, stressed: '' };
}

/** What the curve of a year says: « 812 contacts actifs, 200 de plus qu’à la fin de déc. 2025. » */
export function yearInWords(months: readonly MonthLevels[]): string {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return '';
  const now = last.veryActive + last.active;
  const more = now - first.veryActive - first.active;
  const change = more === 0 ? 'autant' : `${figure(Math.abs(more))} de ${more > 0 ? 'plus' : 'moins'}`;
  return `${counted(now, 'contact actif', 'contacts actifs')}, ${change} qu’à la fin de ${monthInWords(first.month)}`;
}

function whenInWords(at: string, now: string): string {
  const day = at.length === 10 ? at : dayOf(at);
  if (day <= dayOf(now)) return 'aujourd’hui';
  return day === dayOf(secondsAfter(now, 86_400)) ? 'demain' : `le ${dayInWords(day)}`;
}
