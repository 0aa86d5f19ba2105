import { expect, test } from 'vitest';
import { type RowWish, wishOf } from './row-keys.ts';

const press = (keys: string) => ({
  key: keys.split('+').at(-1) ?? '',
  shiftKey: keys.includes('Maj+'),
  ctrlKey: keys.includes('Ctrl+'),
  metaKey: false,
  altKey: false,
});

test.each<[string, { rank: number; isOnBox: boolean }, RowWish | undefined]>([
  ['ArrowDown', { rank: -1, isOnBox: false }, { goTo: 0 }],
  ['ArrowDown', { rank: 3, isOnBox: true }, { goTo: 4 }],
  ['ArrowUp', { rank: 0, isOnBox: true }, undefined],
  ['Maj+ArrowUp', { rank: 3, isOnBox: true }, { tick: 2, goTo: 2 }],
  ['x', { rank: 3, isOnBox: false }, { tick: 3 }],
  ['Ctrl+x', { rank: 3, isOnBox: true }, undefined],
  ['x', { rank: -1, isOnBox: false }, undefined],
  ['Enter', { rank: 3, isOnBox: true }, { open: 3 }],
  ['Enter', { rank: 3, isOnBox: false }, undefined],
  ['Escape', { rank: 3, isOnBox: true }, { clear: true }],
])('%s on the row %j asks for %j', (keys, { rank, isOnBox }, wish) => {
  expect(wishOf(press(keys), rank, isOnBox)).toEqual(wish);
});
