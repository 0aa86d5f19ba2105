import { expect, test } from 'vitest';
import { rule } from '../../segments/rules/contract.ts';
import { type Asked, askedBy, everyone, partsOf } from './address.ts';

const all: Asked = { rule: everyone, search: '', sort: 'name', columns: ['name', 'tags'], isArchive: false };
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
const view: Asked = { ...all, rule: parents, search: 'gué', sort: '-exchange' };

test('a list seen as its view says has a bare address', () => {
  for (const one of [all, view]) {
    expect(Object.values(partsOf(one, one)).join('')).toBe('');
    expect(askedBy({}, one)).toEqual(one);
  }
});

test.each<[string, Asked, Asked]>([
  ['everything of its own', { rule: parents, search: 'Léa & Cie', sort: '-change', columns: ['name'], isArchive: true }, all],
  ['another search in the rule of the view', { ...view, search: 'arche' }, view],
  ['no search any more', { ...view, search: '' }, view],
  ['no filter any more', { ...view, rule: everyone }, view],
  ['nothing of the view', all, view],
  ['another rule', { ...view, rule: { ...everyone, except: parents.except } }, view],
])('what an address says comes back the same, in characters no mail program cuts: %s', (_, asked, base) => {
  const parts = partsOf(asked, base);
  expect(parts['f']).toMatch(/^[\w-]*$/);
  expect(askedBy(parts, base)).toEqual(asked);
});

test.each(['%', 'bm9uc2Vuc2U', 'eyJjb25kaXRpb25zIjpbeyJmaWVsZCI6Imxhc3RfbmFtZSJ9XX0'])(
  'a rule nobody can read, or that may not be, is left aside: %s',
  (f) => {
    expect(askedBy({ f, tri: 'chance', colonnes: '??' }, all)).toEqual(all);
  },
);
