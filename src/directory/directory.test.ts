import { expect, test } from 'vitest';
import { knock } from '../../test/knock.ts';
import { story, type Town } from '../../test/town.ts';
import { consentsDb } from '../consents/tables.ts';
import { addContacts, addTag, archiveContacts, tagContacts } from '../contacts/contacts.ts';
import { newContact } from '../contacts/contract.ts';
import { recordInteraction } from '../interactions/interactions.ts';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import { contactFilters, directoryApi } from './contract.ts';
import { countContacts, listContacts } from './directory.ts';

type Query = Parameters<typeof directoryApi.list.query.parse>[0];
const ask = (query: Query = {}) => directoryApi.list.query.parse(query);
const namesOf = async (scope: Scope, query: Query = {}) =>
  (await listContacts(scope, ask(query))).items.map(({ firstName, lastName }) => `${firstName} ${lastName}`.trim());

test(
  'the list is in the order of names, and counts as many as it shows',
  story(async ({ scope }) => {
    expect(await namesOf(scope)).toEqual(['Karim Benali', 'Judo Club', 'Léa Martin']);
    expect(await countContacts(scope, contactFilters.parse({}))).toEqual({ count: 3 });
  }),
);

const people = [
  {
    firstName: 'Inès',
    lastName: 'D’Armoise',
    mobilePhone: '06 39 98 12 34',
    municipality: 'Valmeraude',
    addressLine: '4 rue de l’Œuvre',
  },
  { firstName: 'Őrs', lastName: 'Žižka' },
  { firstName: 'Zoé', lastName: '100 % Bio', kind: 'organization' as const, category: 'business' as const },
];

test.each([
  ['ines', ['Inès D’Armoise']],
  ["d'armoise", ['Inès D’Armoise']],
  ['OEUVRE inès', ['Inès D’Armoise']],
  ['inès martin', []],
  ['06 39 98', ['Inès D’Armoise']],
  ['+33 6 39 98 12 34', ['Inès D’Armoise']],
  ['armoise 0639', ['Inès D’Armoise']],
  ['0640', []],
  ['%', ['Zoé 100 % Bio']],
  ['_', []],
  ['lea.martin@exemple', ['Léa Martin']],
  ['mart', ['Léa Martin']],
  ['zizka ors', ['Őrs Žižka']],
])('looking for « %s » finds %j', (search, found) =>
  story(async ({ scope }) => {
    await addContacts(
      scope,
      people.map((person) => newContact.parse(person)),
    );
    expect(await namesOf(scope, { search })).toEqual(found);
  })(),
);

test.each<[string, Query, (town: Town) => string[]]>([
  ['structures', { kind: 'organization' }, () => ['Judo Club']],
  ['associations', { category: 'association' }, () => ['Judo Club']],
  ['those with an e-mail address', { reach: 'email' }, () => ['Judo Club', 'Léa Martin']],
  ['those nobody can reach', { reach: ['none'] }, () => ['Karim Benali']],
  ['archived records', { archived: 'true' }, () => []],
  ['another municipality', { municipality: 'Valbruyère' }, () => []],
])('a filter keeps %s', (_, query, expected) =>
  story(async (town) => {
    expect(await namesOf(town.scope, query)).toEqual(expected(town));
  })(),
);

test(
  'an archived contact leaves the list for the archive',
  story(async ({ scope, lea }) => {
    await archiveContacts(scope, [lea.id]);
    expect(await namesOf(scope)).not.toContain('Léa Martin');
    expect(await namesOf(scope, { archived: 'true' })).toEqual(['Léa Martin']);
  }),
);

test(
  'tags of a filter are alternatives, and each line carries its own',
  story(async ({ scope, lea, karim, judo }) => {
    const [volunteer, parent] = [await addTag(scope, { name: 'Bénévole' }), await addTag(scope, { name: 'Parent' })];
    await tagContacts(scope, volunteer.id, { contactIds: [lea.id, judo.id] });
    await tagContacts(scope, parent.id, { contactIds: [lea.id] });
    expect(await namesOf(scope, { tagId: [volunteer.id, parent.id] })).toEqual(['Judo Club', 'Léa Martin']);
    const { items } = await listContacts(scope, ask({ tagId: parent.id }));
    expect(items.map(({ id, tags }) => [id, tags.map(({ name }) => name)])).toEqual([[lea.id, ['Bénévole', 'Parent']]]);
    expect(await namesOf(scope, { search: 'karim', tagId: volunteer.id })).toEqual([]);
    expect(karim.id).toBeDefined();
  }),
);

test(
  'a consent filter keeps those whose answer is on record for that purpose and channel',
  story(async ({ scope, lea, karim }) => {
    const purposeId = newId();
    const purpose = { id: purposeId, code: 'news', name: 'Vie de la commune', legalBasis: 'consent' as const };
    const db = consentsDb(scope);
    await db
      .insertInto('purposes')
      .values({ ...purpose, retentionMonths: 36, createdAt: scope.now })
      .execute();
    const said = { purposeId, channel: 'email' as const, since: scope.now };
    await db
      .insertInto('consents')
      .values([
        { ...said, contactId: lea.id, answer: 'granted' },
        { ...said, contactId: karim.id, answer: 'refused' },
      ])
      .execute();
    expect(await namesOf(scope, { purposeId, channel: 'email' })).toEqual(['Léa Martin']);
    expect(await namesOf(scope, { purposeId, answer: 'refused' })).toEqual(['Karim Benali']);
    expect(await namesOf(scope, { purposeId, channel: 'sms' })).toEqual([]);
  }),
);

test(
  'sorted by last exchange, those one has never heard of come last',
  story(async ({ scope, lea, karim }) => {
    const called = { kind: 'call' as const, initiative: 'contact' as const };
    await recordInteraction(scope, { ...called, contactId: karim.id, happenedAt: '2026-03-01T08:00:00.000Z' });
    await recordInteraction(scope, { ...called, contactId: lea.id, happenedAt: '2026-09-01T08:00:00.000Z' });
    const { items } = await listContacts(scope, ask({ sort: 'exchange' }));
    expect(items.map(({ lastExchange }) => lastExchange?.happenedAt)).toEqual([
      '2026-09-01T08:00:00.000Z',
      '2026-03-01T08:00:00.000Z',
      undefined,
    ]);
  }),
);

test.each(['name', 'change', 'exchange'] as const)('by %s, pages follow each other without gap nor repetition', (sort) =>
  story(async ({ scope }) => {
    await addContacts(
      scope,
      Array.from({ length: 20 }, (_, at) => newContact.parse({ lastName: `Durand ${at % 3}` })),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listContacts(scope, ask({ sort, limit: 4, cursor }));
      expect(page.items.length).toBeLessThanOrEqual(4);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(23);
    expect(new Set(seen).size).toBe(23);
  })(),
);

test(
  'a cursor of another order, or made up, is refused',
  story(async ({ scope }) => {
    const { nextCursor } = await listContacts(scope, ask({ limit: 1 }));
    for (const cursor of [nextCursor ?? '', 'bm9uc2Vuc2U', '!'])
      await expect(listContacts(scope, ask({ sort: 'change', cursor }))).rejects.toMatchObject({ kind: 'invalid' });
  }),
);

test(
  'the neighbour sees none of it',
  story(async ({ nextDoor }) => {
    expect(await nextDoor((scope) => namesOf(scope))).toEqual([]);
    expect(await nextDoor((scope) => countContacts(scope, contactFilters.parse({ search: 'martin' })))).toEqual({ count: 0 });
  }),
);

test(
  'over HTTP, filters come from the address, alone or repeated, and a page that was never ours is refused',
  story(async (town) => {
    const reader = await (await knock(town)).as('reader');
    const found = await reader.ask(directoryApi.list, { query: { reach: ['email'], kind: 'person', limit: 1 } });
    expect(found.reply.items.map(({ lastName }) => lastName)).toEqual(['Martin']);
    const twice = await reader.ask(directoryApi.list, { query: { tagId: [newId(), newId()] } });
    expect(twice.reply.items).toEqual([]);
    expect((await reader.ask(directoryApi.count, {})).reply).toEqual({ count: 3 });
    const refused = await reader.ask(directoryApi.list, { query: { cursor: 'W10' } });
    expect([refused.status, refused.problem.code]).toEqual([422, 'page.cursor_unreadable']);
  }),
);
