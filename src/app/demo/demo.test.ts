import { expect, test } from 'vitest';
import { demoOrganizations } from './organizations.ts';
import { demoPeople } from './people.ts';

const people = demoPeople(2701);

test('Valmeraude is the same each time: whoever lives there, and what the mairie works with', () => {
  expect(demoPeople(2701)).toEqual(people);
  expect(demoOrganizations()).toEqual(demoOrganizations());
  expect(people.slice(0, 2).map(({ firstName, lastName }) => `${firstName} ${lastName}`)).toEqual(['Léa Martin', 'Karim Benali']);
});

test('a thousand households, whose people share an address, and 150 organizations, each with a name of its own', () => {
  const homes = new Map<number, Set<string>>();
  for (const { household, addressLine } of people) homes.set(household, (homes.get(household) ?? new Set()).add(addressLine));
  expect(homes.size).toBeGreaterThan(950);
  expect(homes.size).toBeLessThan(1100);
  for (const addresses of homes.values()) expect(addresses.size).toBe(1);
  const names = demoOrganizations().map(({ lastName }) => lastName);
  expect(new Set(names).size).toBe(150);
});

test('nobody has the e-mail or the phone of somebody else, and all of them belong to ranges kept for fiction', () => {
  for (const means of ['email', 'mobilePhone', 'landlinePhone'] as const) {
    const known = people.flatMap((person) => person[means] ?? []);
    expect(known.length).toBeGreaterThan(500);
    expect(new Set(known).size).toBe(known.length);
    for (const one of known) expect(one).toMatch(/^\+3363998\d{4}$|^\+3326191\d{4}$|\.example$/);
  }
});
