import { expect, test } from 'vitest';
import { type Condition, rule } from '../rules/contract.ts';
import {
  countableOf,
  type DraftCondition,
  draftOf,
  isGroup,
  keyAt,
  newKey,
  wholeOf,
  withAdded,
  withMatch,
  withNode,
} from './draft.ts';

const adult: Condition = { field: 'age', test: 'at_least', years: 18 };
const person: Condition = { field: 'kind', value: 'person' };
const noTagYet: Condition = { field: 'tag', test: 'has_one_of', values: [] };
const sound = rule.parse({
  version: 1,
  match: 'all',
  conditions: [person, { field: 'group', match: 'any', conditions: [adult, person] }],
  except: [adult],
});
const laid = (condition: Condition): DraftCondition => ({ key: newKey(), condition });

test('a rule becomes a draft and comes back the same', () => {
  expect(wholeOf(draftOf(sound))).toEqual(sound);
  expect(countableOf(draftOf(sound)).rule).toEqual(sound);
});

test('what is not complete is kept and not counted, and the others keep their own figures', () => {
  const draft = draftOf(rule.parse({ version: 1, match: 'all' }));
  const [empty, age] = [laid(noTagYet), laid(adult)];
  const written = withAdded(withAdded(draft, draft.keep.key, empty), draft.keep.key, age);
  const { rule: countable, pathOf } = countableOf(written);
  expect(countable.conditions).toEqual([adult]);
  expect(pathOf.get(age.key)).toBe('conditions.0');
  expect(pathOf.has(empty.key)).toBe(false);
  expect(keyAt(pathOf, 'conditions.0')).toBe(age.key);
  expect(wholeOf(written).conditions).toEqual([noTagYet, adult]);
});

test('a refused criterion is shown and never applied', () => {
  const draft = draftOf(sound);
  const refused = withAdded(draft, draft.keep.key, { key: newKey(), label: 'Nom', reason: 'Interdit.' });
  expect(countableOf(refused).rule).toEqual(sound);
});

test('a group goes with its last condition', () => {
  const draft = draftOf(sound);
  const group = draft.keep.nodes.find(isGroup);
  const [first, second] = group?.nodes ?? [];
  const one = withNode(draft, first?.key ?? '', null);
  expect(wholeOf(one).conditions).toEqual([person, { field: 'group', match: 'any', conditions: [person] }]);
  expect(wholeOf(withNode(one, second?.key ?? '', null)).conditions).toEqual([person]);
});

test('a group deep inside can ask for all its conditions', () => {
  const draft = draftOf(sound);
  const group = draft.keep.nodes.find(isGroup);
  expect(wholeOf(withMatch(draft, group?.key ?? '', 'all')).conditions[1]).toMatchObject({ match: 'all' });
  expect(wholeOf(withMatch(draft, draft.keep.key, 'any')).match).toBe('any');
});
