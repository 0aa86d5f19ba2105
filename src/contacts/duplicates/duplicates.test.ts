import { expect, test } from 'vitest';
import { story } from '../../../test/town.ts';
import type { Scope } from '../../platform/scope.ts';
import { addContact, archiveContacts } from '../contacts.ts';
import { newContact } from '../contract.ts';
import { listDuplicates, searchDuplicates, setApart, takeBackApart } from './duplicates.ts';

type Draft = Parameters<typeof newContact.parse>[0];
const known = async (scope: Scope, draft: Draft) => (await addContact(scope, newContact.parse(draft))).id;

/** Whether two records are proposed as one, and why. */
async function compare(scope: Scope, one: object, other: object) {
  const ids = [await known(scope, one), await known(scope, other)];
  await searchDuplicates(scope);
  const { items } = await listDuplicates(scope, { limit: 50 });
  const found = items.find(({ contact, other: twin }) => ids.includes(contact.id) && ids.includes(twin.id));
  return found ? `${found.isSure ? 'sure: ' : ''}${found.reasons.join(', ')}` : null;
}

const ines = { firstName: 'Inès', lastName: 'Kerbrat' };

test.each([
  ['the same name alone', ines, ines, null],
  [
    'the same name and address',
    { ...ines, addressLine: '3, rue du Gué' },
    { ...ines, addressLine: '3 rue du gue' },
    'name, address',
  ],
  [
    'the same name and date of birth',
    { ...ines, birthDate: '1980-02-29' },
    { ...ines, birthDate: '1980-02-29' },
    'sure: name, birth_date',
  ],
  [
    'a father and a son at one address',
    { ...ines, addressLine: '3 rue du Gué', birthDate: '1950-01-01' },
    { ...ines, addressLine: '3 rue du Gué', birthDate: '1980-01-01' },
    null,
  ],
  [
    'a married name, the same address',
    { ...ines, email: 'ines@exemple.example' },
    { firstName: 'Ines', lastName: 'Morvan', email: 'ines@exemple.example' },
    'first_name, email',
  ],
  [
    'a couple that shares an address and a number',
    { ...ines, email: 'kerbrat@exemple.example', mobilePhone: '06 39 98 10 01' },
    { firstName: 'Loïc', lastName: 'Kerbrat', email: 'kerbrat@exemple.example', mobilePhone: '06 39 98 10 01' },
    null,
  ],
  [
    'accents, case, a number written otherwise',
    { firstName: 'Inès', lastName: 'KERBRAT', mobilePhone: '06 39 98 10 01' },
    { firstName: 'ines', lastName: 'Kerbrat', mobilePhone: '+33639981001' },
    'sure: name, phone',
  ],
  [
    'two shops of one name in one town',
    { kind: 'organization', lastName: 'Boulangerie du Gué', postcode: '99001' },
    { kind: 'organization', lastName: 'Boulangerie du Gué', postcode: '99001' },
    'name, postcode',
  ],
  [
    'an organization and a person',
    { kind: 'organization', lastName: 'Kerbrat Inès', email: 'ines@exemple.example' },
    { ...ines, email: 'ines@exemple.example' },
    null,
  ],
] satisfies [string, Draft, Draft, string | null][])('%s', (...[, one, other, expected]) =>
  story(async ({ scope }) => {
    expect(await compare(scope, one, other)).toBe(expected);
  })(),
);

test(
  'two people said to be two are proposed no more, until it is taken back; archived records are let alone',
  story(async ({ scope }) => {
    const found = { ...ines, email: 'ines@exemple.example' };
    const [one, other] = [await known(scope, found), await known(scope, found)];
    const proposed = async () => {
      await searchDuplicates(scope);
      return (await listDuplicates(scope, { limit: 50 })).items.filter(({ contact }) => [one, other].includes(contact.id)).length;
    };
    expect(await proposed()).toBe(1);
    await setApart(scope, { contactId: other, otherId: one });
    expect(await proposed()).toBe(0);
    await takeBackApart(scope, { contactId: one, otherId: other });
    expect(await proposed()).toBe(1);
    await archiveContacts(scope, [other]);
    expect(await proposed()).toBe(0);
  }),
);

test(
  'pages follow each other, the surest pairs first, and none is lost',
  story(async ({ scope }) => {
    for (let at = 0; at < 3; at++) {
      const name = { firstName: 'Yann', lastName: `Talarmin ${'abc'[at]}`, addressLine: '1 quai Vert' };
      for (let twice = 0; twice < 2; twice++) await known(scope, at === 1 ? { ...name, birthDate: '1990-01-01' } : name);
    }
    await searchDuplicates(scope);
    const pages: boolean[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof listDuplicates>> = await listDuplicates(scope, {
        limit: 1,
        ...(cursor ? { cursor } : {}),
      });
      pages.push(...page.items.filter(({ contact }) => contact.lastName.startsWith('Talarmin')).map(({ isSure }) => isSure));
      cursor = page.nextCursor;
    }
    expect(pages).toEqual([true, false, false]);
  }),
);
