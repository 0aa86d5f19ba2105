import { expect, test } from 'vitest';
import { permissionsOf } from '../../team/contract.ts';
import { allowed, placesFor } from './navigation.ts';
import { acts, wishOf } from './shortcuts.ts';

const known = { acts: allowed(acts, permissionsOf.administrator), places: placesFor(permissionsOf.administrator) };
const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

test('a key alone begins an act, and after G goes to a place', () => {
  expect(wishOf(press('c'), false, known)).toEqual({ act: 'add_contact' });
  expect(wishOf(press('C'), false, known)).toEqual({ act: 'add_contact' });
  expect(wishOf(press('?'), false, known)).toEqual({ act: 'help' });
  expect(wishOf(press('g'), false, known)).toBe('armed');
  expect(wishOf(press('c'), true, known)).toEqual({ goTo: '/contacts' });
  expect(wishOf(press('z'), true, known)).toBe(undefined);
});

test('a key held with another belongs to the browser', () => {
  expect(wishOf(press('c', { ctrlKey: true }), false, known)).toBe(undefined);
  expect(wishOf(press('g', { metaKey: true }), false, known)).toBe(undefined);
});

test('a reader has no key for what a reader may not do, and no two places or acts share one', () => {
  const reading = { acts: allowed(acts, permissionsOf.reader), places: placesFor(permissionsOf.reader) };
  expect(wishOf(press('c'), false, reading)).toBe(undefined);
  for (const keys of [acts.map(({ key }) => key), known.places.map(({ key }) => key)]) {
    const given = keys.filter(Boolean);
    expect(new Set(given).size).toBe(given.length);
  }
});
