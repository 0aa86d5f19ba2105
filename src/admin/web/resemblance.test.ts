import { expect, test } from 'vitest';
import { bestFor, resemblance } from './resemblance.ts';

test.each([
  ['Équipe et droits', 'equipe', 4],
  ['Équipe et droits', 'Droits', 3],
  ['Riverains du Gué', 'gue river', 2],
  ['Riverains du Gué', 'rivreains', 1],
  ['Riverains du Gué', 'rverai', 1],
  ['Riverains du Gué', 'riveraims', 1],
  ['Boîte d’essai', 'boite d essai', 4],
  ['Boîte d’essai', 'essay', 1],
  ['Envois', 'segments', 0],
  ['Envois', 'env', 4],
  ['Envois', 'emv', 0],
  ['Envois', '', 4],
])('« %s », when one looks for « %s »: %i', (label, sought, score) => {
  expect(resemblance(label, sought)).toBe(score);
});

test('what begins so comes before what only holds it', () => {
  const places = ['Mes contacts', 'Contacts', 'Associations'].map((label) => ({ label }));
  expect(bestFor(places, 'contacts').map(({ label }) => label)).toEqual(['Contacts', 'Mes contacts']);
});
