import { expect, test } from 'vitest';
import { rule } from '../../../segments/rules/contract.ts';
import { adults, reachableIn, ruleBy } from './reachable.ts';

const known = { email: 1400, sms: 480, letter: 300, call: 20, none: 40 };

test('whoever the town hall should know and does not is reached by nothing', () => {
  const reachable = reachableIn(3124, known);
  expect(reachable).toEqual({ total: 2593, isEstimate: true, byMeans: { ...known, none: 393 }, share: 2200 / 2593 });
});

test('without an official population, or with more people known than it tells of, those known are everyone', () => {
  for (const population of [null, 1000])
    expect(reachableIn(population, known)).toMatchObject({ total: 2240, isEstimate: false, byMeans: known });
  expect(reachableIn(null, { email: 0, sms: 0, letter: 0, call: 0, none: 0 }).share).toBe(0);
});

test('each slice opens the list of those it counts', () => {
  for (const one of [adults, ...Object.values(ruleBy)]) expect(rule.parse(one)).toEqual(one);
});
