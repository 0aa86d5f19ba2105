import { expect, test } from 'vitest';
import { moved, reordered } from './column-order.ts';

const order = ['tags', 'address', 'reach', 'exchange'];

test('a column moves one step and stays at the ends', () => {
  expect(moved(order, 'address', -1)).toEqual(['address', 'tags', 'reach', 'exchange']);
  expect(moved(order, 'address', 1)).toEqual(['tags', 'reach', 'address', 'exchange']);
  expect(moved(order, 'tags', -1)).toEqual(order);
  expect(moved(order, 'exchange', 1)).toEqual(order);
  expect(moved(order, 'gone', 1)).toEqual(order);
});

test('a column is dropped where one points', () => {
  expect(reordered(order, 'exchange', { key: 'tags', isAfter: false })).toEqual(['exchange', 'tags', 'address', 'reach']);
  expect(reordered(order, 'tags', { key: 'reach', isAfter: true })).toEqual(['address', 'reach', 'tags', 'exchange']);
  expect(reordered(order, 'tags', { key: 'tags', isAfter: true })).toEqual(order);
});
