import { dayInWords, dayOf, secondsAfter } from '../../../platform/time.ts';
import { figure } from '../../../ui/words.ts';
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

function whenInWords(at: string, now: string): string {
  const day = at.length === 10 ? at : dayOf(at);
  if (day <= dayOf(now)) return 'aujourd’hui';
  return day === dayOf(secondsAfter(now, 86_400)) ? 'demain' : `le ${dayInWords(day)}`;
}
