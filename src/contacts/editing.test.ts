import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knock } from '../../test/knock.ts';
import { ownTown, story } from '../../test/town.ts';
import { Problem } from '../platform/problem.ts';
import type { Transact } from '../platform/scope.ts';
import { addContact, changeContact, completeContacts, getContact } from './contacts.ts';
import { type ContactChange, contactsApi, newContact } from './contract.ts';
import { newField } from './fields/contract.ts';
import { addField } from './fields/fields.ts';
import { meansApi } from './means/contract.ts';
import { contactsDb } from './tables.ts';

/** What several hands do to one record at the same moment. */
interface Edit {
  hand: 'screen' | 'program' | 'spreadsheet';
  field: 'firstName' | 'municipality' | 'place' | 'own';
  value: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  hand: fc.constantFrom('screen', 'screen', 'program', 'spreadsheet'),
  field: fc.constantFrom('firstName', 'municipality', 'place', 'own'),
  value: fc.string({ unit: fc.constantFrom('a', 'é', 'Z', '7'), minLength: 1, maxLength: 8 }),
});

interface Written extends Edit {
  version: number;
}

const changesOf = ({ field, value }: Edit, ownId: string): ContactChange =>
  field === 'own' ? { custom: { [ownId]: value } } : { [field]: value };

/** As each hand does it; undefined when it was told that somebody wrote before and gave up. */
async function write(
  transact: Transact,
  target: { contactId: string; ownId: string; read: number },
  one: Edit,
): Promise<Written | undefined> {
  const { contactId, ownId, read } = target;
  const changes = changesOf(one, ownId);
  if (one.hand === 'spreadsheet')
    return transact(async (scope) => {
      await completeContacts(scope, [{ contactId, changes }]);
      return { ...one, version: (await getContact(scope, contactId)).version };
    });
  for (let version = read; ; ) {
    try {
      return { ...one, version: (await transact((scope) => changeContact(scope, contactId, { version, changes }))).version };
    } catch (refusal) {
      if (!(refusal instanceof Problem) || refusal.kind !== 'stale') throw refusal;
      if (one.hand === 'program') return undefined;
      version = (await transact((scope) => getContact(scope, contactId))).version;
    }
  }
}

/** Trust R-10: whatever the hands, what was acknowledged is what a record written by one hand after the other would hold. */
test('fifty hands at once on one record lose nothing that was acknowledged', () =>
  ownTown('editing', async ({ transact }) => {
    const own = await transact((scope) => addField(scope, newField.parse({ label: 'École', kind: 'text' })));
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 2, maxLength: 50 }), async (edits) => {
        const contact = await transact((scope) => addContact(scope, newContact.parse({ lastName: 'Martin' })));
        const target = { contactId: contact.id, ownId: own.id, read: contact.version };
        const told = await Promise.all(edits.map((one) => write(transact, target, one)));
        const written = told.filter((one) => one !== undefined).sort((one, other) => one.version - other.version);
        expect(written.map(({ version }) => version)).toEqual(written.map((_, at) => at + 2));

        const model: Record<string, string> = { firstName: '', municipality: '', place: '', own: '' };
        for (const { field, value } of written) model[field] = value;
        const { firstName, municipality, place, custom } = await transact((scope) => getContact(scope, contact.id));
        expect({ firstName, municipality, place, own: custom[own.id] ?? '' }).toEqual(model);
      }),
      { numRuns: 12 },
    );
  }));

/** Everything a record holds, under both its names: what no request may choose. */
const untouchable = {
  id: '0197a5d0-0000-7000-8000-00000000beef',
  kind: 'organization',
  townHallId: 999,
  town_hall_id: 999,
  version: 77,
  createdAt: '2001-01-01T00:00:00.000Z',
  created_at: '2001-01-01T00:00:00.000Z',
  changedAt: '2001-01-01T00:00:00.000Z',
  changedBy: 'Le maire',
  changed_by: 'Le maire',
  archivedAt: '2001-01-01T00:00:00.000Z',
  archived_at: '2001-01-01T00:00:00.000Z',
  otherMeans: 'intrus@exemple.example',
  other_means: 'intrus@exemple.example',
  searchText: 'intrus',
  sortName: 'intrus',
  streetNumber: '666',
  street: 'rue de l’Intrus',
  tags: [{ id: '0197a5d0-0000-7000-8000-00000000beef', name: 'Intrus', tone: 'info' }],
  phones: [{ number: '+33639989999', label: '', isMobile: true, isPreferred: true }],
};

/** Trust S-06. */
test(
  'a request that names everything a record holds writes what its contract says, whatever the role, and nothing else',
  story(async (town) => {
    const { as } = await knock(town);
    const rowOf = () =>
      contactsDb(town.scope).selectFrom('contacts').selectAll().where('id', '=', town.lea.id).executeTakeFirstOrThrow();
    const params = { contactId: town.lea.id };
    const before = await rowOf();
    const reader = await as('reader');
    const body = { ...untouchable, firstName: 'Lea' } as never;
    expect((await reader.ask(contactsApi.change, { params, body }, { version: 1 })).status).toBe(403);
    expect(await rowOf()).toEqual(before);

    for (const role of ['editor', 'administrator'] as const) {
      const caller = await as(role);
      const { version } = await rowOf();
      const was = await rowOf();
      expect(
        (await caller.ask(contactsApi.change, { params, body: { ...untouchable, firstName: role } as never }, { version }))
          .status,
      ).toBe(200);
      const is = await rowOf();
      const changed = Object.keys(is).filter(
        (column) => JSON.stringify(is[column as keyof typeof is]) !== JSON.stringify(was[column as keyof typeof was]),
      );
      expect(changed.sort()).toEqual(['changedAt', 'changedBy', 'firstName', 'searchText', 'sortName', 'version'].sort());
      expect(is).toMatchObject({ firstName: role, version: version + 1, changedBy: `Clé ${role}` });
      const reach = await caller.ask(
        meansApi.change,
        { params, body: { ...untouchable, emails: [], phones: [] } as never },
        { version: version + 1 },
      );
      expect(reach.reply).toMatchObject({ id: town.lea.id, kind: 'person', firstName: role, emails: [], archivedAt: null });
    }
  }),
);
