import { expect, test } from 'vitest';
import { hueOf, initialsOf } from './initials.ts';

test.each([
  ['Léa Martin', 'LM'],
  ['École des Tilleuls', 'ÉT'],
  ['Judo', 'JU'],
  ['Paul-Émile Grandchêne', 'PG'],
  ['Amicale de l’école', 'AÉ'],
  ['Mme Tournebise', 'TO'],
  ['  ', ''],
])('%s is drawn %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('a person keeps the same colour from one screen to the next', () => {
  expect(hueOf('Léa Martin')).toBe(hueOf('Léa Martin'));
  for (const name of ['', 'Léa', 'Karim Benali', 'Judo Club de Valmeraude'])
    expect(hueOf(name)).toSatisfy((hue: number) => hue >= 1 && hue <= 6);
});
