import { expect, test } from 'vitest';
import { byWeight, type Waiting } from './useWaiting.ts';
import { waitingInWords, yearInWords } from './words.ts';

const waiting = (title: string, weight: Waiting['weight'], at: string): Waiting => ({
  id: title,
  icon: 'pencil',
  title,
  note: '',
  act: '',
  href: '',
  weight,
  at,
});

test('what the law times comes first, the earliest due before the others, and the latest begun before the older', () => {
  const sorted = [
    waiting('vieux brouillon', 'begun', '2026-10-01'),
    waiting('rappel de demain', 'promise', '2026-11-25'),
    waiting('brouillon du jour', 'begun', '2026-11-24'),
    waiting('échéance lointaine', 'law', '2026-12-20'),
    waiting('rappel en retard', 'promise', '2026-11-20'),
    waiting('échéance proche', 'law', '2026-11-30'),
  ].sort(byWeight);
  expect(sorted.map(({ title }) => title)).toEqual([
    'échéance proche',
    'échéance lointaine',
    'rappel en retard',
    'rappel de demain',
    'brouillon du jour',
    'vieux brouillon',
  ]);
});

test.each([
  [[], 'Rien ne vous attend.', ''],
  [[waiting('a', 'begun', '2026-11-01')], 'Une chose vous attend.', ''],
  [
    [waiting('a', 'law', '2026-11-25T09:00:00.000Z'), waiting('b', 'begun', '2026-11-01')],
    'Deux choses vous attendent, dont ',
    'une échéance légale demain',
  ],
  [[waiting('a', 'law', '2026-11-24T22:00:00.000Z')], 'Une chose vous attend, dont ', 'une échéance légale aujourd’hui'],
  [[waiting('a', 'law', '2026-12-24')], 'Une chose vous attend, dont ', 'une échéance légale le 24 décembre 2026'],
])('the day is told in one sentence: %#', (some, said, stressed) => {
  expect(waitingInWords(some, '2026-11-24T08:00:00.000Z')).toEqual({ said, stressed });
});

test.each([
  [610, 812, '812 contacts actifs, 202 de plus qu’à la fin de déc. 2025'],
  [610, 1, '1 contact actif, 609 de moins qu’à la fin de déc. 2025'],
  [3, 3, '3 contacts actifs, autant qu’à la fin de déc. 2025'],
])('a year is told by how many are active: from %i to %i', (before, after, said) => {
  const month = (name: string, active: number) => ({ month: name, veryActive: 0, active, passive: 9, dormant: 9 });
  expect(yearInWords([month('2025-12', before), month('2026-11', after)]).replaceAll('\u00a0', ' ')).toBe(said);
});
