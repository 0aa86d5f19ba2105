import { expect, test } from 'vitest';
import { cheap } from '../../../test/knock.ts';
import { seal } from '../../../test/stage/seal.ts';
import { ownDatabase } from '../../../test/town.ts';
import { listCampaigns } from '../../campaigns/campaigns.ts';
import { seedPurposes } from '../../consents/consents.ts';
import { findWrongFacets } from '../../interactions/interactions.ts';
import { kyselyOn, openPool } from '../../platform/database.ts';
import { type Footing, systemActor, transactFor } from '../../platform/scope.ts';
import { rule } from '../../segments/rules/contract.ts';
import { countRule } from '../../segments/segments.ts';
import { seedDemo } from './demo.ts';
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

test('the whole commune settles in one go: letters have left, everyone’s history adds up', () =>
  ownDatabase('demo', async ({ url }) => {
    const owner = kyselyOn(openPool({ url, max: 1 }));
    const db = kyselyOn(openPool({ url, role: 'parvis_app', max: 1 }));
    try {
      const found = <T>(work: (ground: Footing) => Promise<T>) =>
        owner.transaction().execute((transaction) => work({ db: transaction, seal }));
      const { id } = await seedDemo({ found }, seedPurposes, cheap);
      await transactFor(
        { db, seal },
        id,
        systemActor,
      )(async (scope) => {
        const { items } = await listCampaigns(scope, { limit: 50 });
        expect(items).toHaveLength(8);
        for (const { state, totals } of items) {
          expect(state).toBe('sent');
          expect(totals.delivered).toBeGreaterThan(50);
          expect(totals.delivered + totals.refused + totals.skipped).toBe(totals.total);
        }
        const everyone = rule.parse({ version: 1, match: 'all', conditions: [] });
        expect(await countRule(scope, everyone)).toMatchObject({ total: 2851, people: 2701, organizations: 150 });
        expect(await findWrongFacets(scope)).toEqual([]);
      });
    } finally {
      await db.destroy();
      await owner.destroy();
    }
  }));
