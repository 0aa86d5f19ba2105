import { expect, test } from 'vitest';
import { coverage, extended, sortedBy, toggled, withAll } from './selection.ts';

const rows = ['lea', 'karim', 'judo', 'nadia'];

test('ticking twice leaves the selection as it was', () => {
  expect([...toggled(toggled(new Set(['lea']), 'karim'), 'karim')]).toEqual(['lea']);
});

test('Maj takes every row in between, upwards as downwards, and keeps what was ticked elsewhere', () => {
  expect([...extended(new Set(['elsewhere']), rows, { from: 'judo', to: 'lea' })]).toEqual(['elsewhere', 'lea', 'karim', 'judo']);
  expect([...extended(new Set(), rows, { from: 'karim', to: 'nadia' })]).toEqual(['karim', 'judo', 'nadia']);
});

test('Maj from a row that is no longer on show ticks only this one', () => {
  expect([...extended(new Set(), rows, { from: 'gone', to: 'judo' })]).toEqual(['judo']);
});

test('the box of the header ticks all rows on show, then unticks them without touching the others', () => {
  const all = withAll(new Set(['elsewhere', 'lea']), rows);
  expect(coverage(new Set(['lea']), rows)).toBe('some');
  expect(coverage(all, rows)).toBe('all');
  expect([...withAll(all, rows)]).toEqual(['elsewhere']);
});

test('a second press on a column turns its order round, and another column starts ascending', () => {
  const once = sortedBy(undefined, 'lastName');
  expect(sortedBy(once, 'lastName').direction).toBe('descending');
  expect(sortedBy(once, 'address')).toEqual({ column: 'address', direction: 'ascending' });
});
