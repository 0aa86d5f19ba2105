import { expect, test } from 'vitest';
import { z } from 'zod';
import { faultsByField, refusalOf, valuesOf } from './refusal.ts';

test('a form gives its fields by name, and a list where several boxes are ticked', () => {
  expect(
    valuesOf([
      ['lastName', 'Martin'],
      ['channel', 'email'],
      ['channel', 'letter'],
      ['channel', 'call'],
    ]),
  ).toEqual({ lastName: 'Martin', channel: ['email', 'letter', 'call'] });
});

test('what the browser finds wrong reads like a refusal of the server, field by field', () => {
  const newContact = z.object({
    lastName: z.string().min(1, 'Écrivez le nom'),
    address: z.object({ street: z.string('Écrivez la rue') }),
  });
  const faults = newContact.safeParse({ lastName: '', address: {} });

  expect(faults.error && refusalOf(faults.error)).toEqual({
    message: '2 champs sont à corriger.',
    errors: [
      { field: 'lastName', message: 'Écrivez le nom' },
      { field: 'address.street', message: 'Écrivez la rue' },
    ],
  });
});

test('two faults of one field are both told', () => {
  expect(
    faultsByField({
      message: '',
      errors: [
        { field: 'email', message: 'Il manque le @.' },
        { field: 'email', message: 'Remplacez la virgule.' },
      ],
    }),
  ).toEqual({ email: ['Il manque le @.', 'Remplacez la virgule.'] });
});
