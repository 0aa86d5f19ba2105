import { expect, test } from 'vitest';
import { movedBy, movedTo } from './order.ts';

const ids = ['un', 'deux', 'trois', 'quatre'];

test.each([
  ['deux', -1, 'deux un trois quatre'],
  ['deux', 1, 'un trois deux quatre'],
  ['un', -1, 'un deux trois quatre'],
  ['quatre', 1, 'un deux trois quatre'],
])('%s moved by %d', (id, step, order) => expect(movedBy(ids, id, step).join(' ')).toBe(order));

test.each([
  [['quatre'], { id: 'un', isAfter: false }, 'quatre un deux trois'],
  [['un'], { id: 'trois', isAfter: true }, 'deux trois un quatre'],
  [['un', 'trois'], { id: 'quatre', isAfter: true }, 'deux quatre un trois'],
  [['un'], { id: 'un', isAfter: true }, 'un deux trois quatre'],
])('%j dropped at %j', (moved, target, order) => expect(movedTo(ids, moved, target).join(' ')).toBe(order));
