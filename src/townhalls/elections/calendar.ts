import { instantAt, secondsAfter } from '../../platform/time.ts';
import { zoneOf } from '../zones.ts';
import type { Election, PresidentialWindow } from './contract.ts';

/** When this list was last read against the official texts (trust P-15, P-19). */
export const CALENDAR_VERSION = '2026-11-24';

interface Poll {
  name: string;
  rounds: readonly string[];
  status: Election['status'];
  isPresidential: boolean;
}

/** Days where a decree gives them, months where the law does. */
export const nationalPolls: readonly Poll[] = [
  { name: 'Élections municipales', rounds: ['2026-03-15', '2026-03-22'], status: 'confirmed', isPresidential: false },
  { name: 'Élection présidentielle', rounds: ['2027-04-18', '2027-05-02'], status: 'confirmed', isPresidential: true },
  { name: 'Élections départementales et régionales', rounds: ['2028-03'], status: 'expected', isPresidential: false },
  { name: 'Élections européennes et législatives', rounds: ['2029-06'], status: 'expected', isPresidential: false },
  { name: 'Élections municipales', rounds: ['2032-03'], status: 'expected', isPresidential: false },
];

/** Code électoral, L52-1: from the first day of the sixth month before the month of the first round. */
export function windowStart(firstRound: string): string {
  const [year = 0, month = 1] = firstRound.split('-').map(Number);
  const months = year * 12 + (month - 1) - 6;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

/** To the day of the deciding round; to the end of its month while only that is known. */
export function windowEnd(lastRound: string): string {
  if (lastRound.length === 10) return lastRound;
  const [year = 0, month = 1] = lastRound.split('-').map(Number);
  const days = [31, (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return `${lastRound}-${days[month - 1]}`;
}

export function asElection(poll: Poll & { id?: string }, today: string, presidentialWindow: PresidentialWindow): Election {
  const [first = ''] = poll.rounds;
  const isFar = windowStart(first) > `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  return {
    id: poll.id ?? null,
    name: poll.name,
    rounds: [...poll.rounds],
    status: poll.status,
    startsOn: windowStart(first),
    endsOn: windowEnd(poll.rounds.at(-1) ?? first),
    isAdvisory: poll.isPresidential && presidentialWindow === 'advisory',
    isToReview: poll.status === 'expected' && !isFar && first.slice(0, 7) >= today.slice(0, 7),
  };
}

/** Those who vote on the Saturday, for the result to be unknown to them (code électoral, L55 and L173). */
const votesOnSaturday = /^(971|972|973|975|977|978|987)/;

/** L49: from the eve of the poll at midnight, there, until the last station of the country has closed, at 20:00 in Paris. */
export function heldUntil(elections: readonly Election[], now: string, inseeCode: string): string | null {
  for (const round of elections.flatMap(({ rounds }) => rounds).filter((one) => one.length === 10)) {
    const poll = votesOnSaturday.test(inseeCode) ? dayBefore(round) : round;
    const until = instantAt(round, '20:00', 'Europe/Paris');
    if (now >= instantAt(dayBefore(poll), '00:00', zoneOf(inseeCode)) && now < until) return until;
  }
  return null;
}

const dayBefore = (day: string): string => secondsAfter(`${day}T12:00:00.000Z`, -86_400).slice(0, 10);
