import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apportion, fanDots } from './fan.ts';

test('the fan of Valmeraude gives each wedge its share of the dots', () => {
  const dots = fanDots([1412, 486, 691, 535], 312);
  expect([0, 1, 2, 3].map((wedge) => dots.filter((dot) => dot.wedge === wedge).length)).toEqual([141, 49, 69, 53]);
});

test('wedges follow one another from left to right', () => {
  const byAngle = fanDots([10, 10, 10], 90);
  expect(byAngle.map((dot) => dot.wedge)).toEqual([...byAngle.map((dot) => dot.wedge)].sort());
});

test('whatever the counts, every dot is drawn once and no wedge is off by a whole dot', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 6 }), fc.integer({ min: 10, max: 400 }), (counts, total) => {
      const sum = counts.reduce((a, b) => a + b, 0);
      fc.pre(sum > 0);
      const parts = apportion(counts, total);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
      parts.forEach((part, rank) => {
        expect(Math.abs(part - ((counts[rank] ?? 0) * total) / sum)).toBeLessThan(1);
      });
      expect(fanDots(counts, total)).toHaveLength(total);
    }),
  );
});
