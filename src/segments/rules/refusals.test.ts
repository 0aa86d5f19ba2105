import { expect, test } from 'vitest';
import { z } from 'zod';
import { segmentsApi } from '../contract.ts';
import { rule } from './contract.ts';

const refusalOf = (condition: unknown, nest = (one: unknown): unknown => one) => {
  const read = segmentsApi.count.body.safeParse({ rule: { version: 1, match: 'all', conditions: [nest(condition)] } });
  const issue = read.error?.issues[0];
  return issue?.code === 'custom' ? issue.params?.['problem'] : undefined;
};
const inGroup = (one: unknown) => ({ field: 'group', match: 'any', conditions: [one] });

test.each([
  'last_name',
  'lastName',
  'first_name',
  'birth_name',
  'search_text',
  'birth_place',
  'nationality',
  'religion',
  'health',
  'politicalOpinion',
])('no rule sorts on %s, at any depth (trust P-11)', (field) => {
  const asked = { field, test: 'starts_with', value: 'Ben' };
  expect(refusalOf(asked)).toBe('segment.sensitive_field');
  expect(refusalOf(asked, inGroup)).toBe('segment.sensitive_field');
  expect(refusalOf(asked, (one) => inGroup(inGroup(one)))).toBe('segment.sensitive_field');
  const except = rule.safeParse({ version: 1, match: 'all', except: [asked] });
  expect(except.error?.issues[0]?.message).toContain('interdit');
});

test('a name cannot be smuggled in beside an allowed condition', () => {
  const conditions = [{ field: 'kind', value: 'person', last_name: 'Ben%' }];
  expect(rule.safeParse({ version: 1, match: 'all', conditions }).success).toBe(false);
});

test('groups nest two deep, fifty conditions at most', () => {
  const isPerson = { field: 'kind', value: 'person' };
  const of = (conditions: unknown[]) => rule.safeParse({ version: 1, match: 'all', conditions }).success;
  expect(of([inGroup(inGroup(isPerson))])).toBe(true);
  expect(of([inGroup(inGroup(inGroup(isPerson)))])).toBe(false);
  expect(of(Array.from({ length: 50 }, () => isPerson))).toBe(true);
  expect(
    of([
      ...Array.from({ length: 40 }, () => isPerson),
      { ...inGroup(isPerson), conditions: Array.from({ length: 11 }, () => isPerson) },
    ]),
  ).toBe(false);
});

test('the grammar can be described to machines', () => {
  expect(() => z.toJSONSchema(rule, { io: 'input', unrepresentable: 'any' })).not.toThrow();
});
