import { expect, test } from 'vitest';
import { permissionsOf } from '../../team/contract.ts';
import { isAt, placesFor } from './navigation.ts';

test('the sidebar lights the place that holds the screen, and only that one', () => {
  const lit = (pathname: string) =>
    placesFor(permissionsOf.administrator)
      .filter((place) => isAt(place.href, pathname))
      .map((place) => place.label);

  expect(lit('/')).toEqual(['Accueil']);
  expect(lit('/contacts/0190')).toEqual(['Contacts']);
  expect(lit('/reglages/equipe')).toEqual(['Réglages']);
  expect(lit('/contacts-autres')).toEqual([]);
});

test('a reader does not see the settings, an administrator does', () => {
  const labels = (role: 'reader' | 'administrator') => placesFor(permissionsOf[role]).map((place) => place.label);
  expect(labels('reader')).not.toContain('Réglages');
  expect(labels('administrator')).toContain('Réglages');
});
