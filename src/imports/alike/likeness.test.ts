import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { story } from '../../../test/town.ts';
import { newIds } from '../../platform/ids.ts';
import { foldedAsStored } from '../cleaning/folding.ts';
import { likenessFinder } from './likeness.ts';

/** Who shares a key with whom, the slow and obvious way. */
function groupsOf(lines: string[][]): number[][] {
  const groups = lines.map((_, at) => new Set([at]));
  for (const [one, keys] of lines.entries())
    for (const [other, others] of lines.entries()) {
      if (groups[one] === groups[other] || !keys.some((key) => others.includes(key))) continue;
      for (const member of groups[other]!) {
        groups[one]!.add(member);
        groups[member] = groups[one]!;
      }
    }
  return [...new Set(groups)].map((group) => [...group].sort((one, other) => one - other)).filter(({ length }) => length > 1);
}

test('lines that share a key, directly or through others, are found together whatever their number', () => {
  const line = fc.array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), { maxLength: 2 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const finder = likenessFinder();
      for (const [place, keys] of lines.entries()) finder.meet(place, keys);
      const byFirst = (one: number[], other: number[]) => one[0]! - other[0]!;
      expect(finder.groups().sort(byFirst)).toEqual(groupsOf(lines).sort(byFirst));
    }),
  );
});

test('of 200,000 lines, the two that are alike are found, and nobody else', () => {
  const finder = likenessFinder();
  for (let line = 0; line < 200_000; line++) finder.meet(line, [`email:martin lea:${line}`, `born:martin lea:${line}`]);
  finder.meet(200_000, ['email:martin lea:77']);
  expect(finder.groups()).toEqual([[77, 200_000]]);
});

test('ids made by the thousand are all different and come in order', () => {
  const ids = newIds(70_000);
  expect(new Set(ids).size).toBe(70_000);
  expect([...ids].sort()).toEqual(ids);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test(
  'a name is folded here as the database folds it, letter for letter',
  story(async ({ scope }) => {
    const names = fc.sample(fc.string({ unit: fc.constantFrom(..."aZéÉœŒæÆçÿŸñøß’'-. ,&@1İ"), maxLength: 24 }), 300);
    const { rows } = await sql<{ name: string; folded: string }>`
      select name, folded(name) as folded from unnest(${[...names, 'D’ESTAMPES Marie-Thérèse', 'Œuvrard  Zoé']}::text[]) as given (name)`.execute(
      scope.db,
    );
    expect(rows.map(({ name }) => foldedAsStored(name))).toEqual(rows.map(({ folded }) => folded));
  }),
);
