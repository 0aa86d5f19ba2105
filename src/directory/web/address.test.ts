import { expect, test } from 'vitest';
import { rule } from '../../segments/contract.ts';
import { type Asked, askedBy, everyone, partsOf } from './address.ts';

const plain: Asked = { rule: everyone, search: '', sort: 'name', isArchive: false };
const parents = rule.parse({
  version: 1,
  match: 'all',
  conditions: [
    { field: 'tag', test: 'has_one_of', values: ['0197a5d0-0000-7000-8000-000000000001'] },
    { field: 'interaction', test: 'at_least', times: 1 },
    { field: 'group', match: 'any', conditions: [{ field: 'address', test: 'contains', value: 'rue de l’Œuvre' }] },
  ],
  except: [{ field: 'has_email', value: false }],
});

test('a list that asks for nothing has a bare address', () => {
  expect(Object.values(partsOf(plain)).join('')).toBe('');
  expect(askedBy({})).toEqual(plain);
});

test('what an address says comes back the same, in characters no mail program cuts', () => {
  const asked: Asked = { rule: parents, search: 'Léa & Cie', sort: '-exchange', isArchive: true };
  const parts = partsOf(asked);
  expect(parts.f).toMatch(/^[\w-]+$/);
  expect(askedBy(parts)).toEqual(asked);
});

test.each(['%', 'bm9uc2Vuc2U', 'eyJjb25kaXRpb25zIjpbeyJmaWVsZCI6Imxhc3RfbmFtZSJ9XX0'])(
  'a rule nobody can read, or that may not be, is left aside: %s',
  (f) => {
    expect(askedBy({ f, tri: 'chance' })).toEqual(plain);
  },
);
