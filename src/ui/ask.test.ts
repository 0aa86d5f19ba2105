import { expect, test } from 'vitest';
import { askAgain } from './ask.ts';

test('silence is asked again without end, a failure three times, a refusal never', () => {
  const times = (status: number) => [0, 1, 2, 3, 50].filter((count) => askAgain(count, { status }));
  expect(times(0)).toEqual([0, 1, 2, 3, 50]);
  expect(times(503)).toEqual([0, 1, 2]);
  expect(times(403)).toEqual([]);
  expect(times(404)).toEqual([]);
});

test('a reply that does not fit its contract is not asked again', () => {
  expect(askAgain(0, new Error('Invalid input'))).toBe(false);
});
