import { expect, test } from 'vitest';
import { resemblanceOf } from './resemblance.ts';

const maelle = {
  kind: 'person' as const,
  ...{ firstName: 'Maëlle', lastName: 'Tournebise', email: 'm.tournebise@exemple.fr', mobilePhone: '+33639981234' },
  ...{ birthDate: null, addressLine: '12 rue du Gué', postcode: '00300' },
};

test.each([
  ['one letter lost in the first name, the same e-mail', { firstName: 'Maele' }, 'close'],
  ['another name since she married, the same e-mail', { lastName: 'Valcourtin' }, 'close'],
  ['an initial, the same mobile', { firstName: 'M.', email: null }, 'close'],
  ['two parents who share an e-mail and a mobile', { firstName: 'Hervé' }, null],
  ['a short name is not a slip of another', { firstName: 'Léo' }, null],
  ['the same name, and nothing else', { email: null, mobilePhone: null, addressLine: null }, 'homonym'],
  ['the same name, another e-mail', { email: 'autre@exemple.fr', mobilePhone: null, addressLine: null }, 'homonym'],
  [
    'the same name, another e-mail, another address',
    { email: 'autre@exemple.fr', mobilePhone: null, addressLine: '3 place du Marché' },
    null,
  ],
  ['the name turned round', { firstName: 'Tournebise', lastName: 'Maëlle', email: null, mobilePhone: null }, 'homonym'],
  ['an association of that name', { kind: 'organization' as const }, null],
])('%s: %j is %j', (_, change, expected) => {
  expect(resemblanceOf({ ...maelle, ...change }, maelle)).toBe(expected);
});

test('two days of birth are two people', () => {
  expect(resemblanceOf({ ...maelle, birthDate: '1990-01-01' }, { ...maelle, birthDate: '1960-01-01' })).toBe(null);
});
