import { expect, test } from 'vitest';
import { percent } from '../words.ts';
import { reachParts } from './reach.ts';

test('the reach of a segment keeps its order whatever order the counts came in, and leaves out what is empty', () => {
  const parts = reachParts({ none: 8, call: 0, sms: 28, email: 171, letter: 36 });
  expect(parts.map(({ label, count, ratio }) => `${label} ${count} ${percent(ratio)}`)).toEqual([
    'E-mail 171 70\u00a0%',
    'SMS 28 12\u00a0%',
    'Courrier 36 15\u00a0%',
    'Sans moyen connu 8 3\u00a0%',
  ]);
});

test('nobody to reach draws no part at all', () => {
  expect(reachParts({ email: 0 })).toEqual([]);
});
