import { expect, test } from 'vitest';
import { knock } from '../../test/knock.ts';
import { story } from '../../test/town.ts';
import { addContacts, archiveContacts } from '../contacts/contacts.ts';
import { newContact } from '../contacts/contract.ts';
import { addTag, tagContacts } from '../contacts/tags/tags.ts';
import { recordInteraction } from '../interactions/interactions.ts';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import { directoryApi, sortedBy } from './contract.ts';
import { countContacts, findNeighbours, listContacts } from './directory.ts';

type Query = Parameters<typeof directoryApi.list.query.parse>[0];
const ask = (query: Query = {}) => directoryApi.list.query.parse(query);
const count = (query: Parameters<typeof directoryApi.count.query.parse>[0] = {}) => directoryApi.count.query.parse(query);
const neighbours = (query: Query = {}) => directoryApi.neighbours.query.parse(query);
const asText = (asked: { match?: 'all' | 'any'; conditions?: unknown[]; except?: unknown[] }) =>
  JSON.stringify({ version: 1, match: 'all', ...asked });
const namesOf = async (scope: Scope, query: Query = {}) =>
  (await listContacts(scope, ask(query))).items.map(({ firstName, lastName }) => `${firstName} ${lastName}`.trim());

test(
  'the list is in the order of names, and counts as many as it shows',
  story(async ({ scope }) => {
    expect(await namesOf(scope)).toEqual(['Karim Benali', 'Judo Club', 'Léa Martin']);
    expect(await countContacts(scope, count())).toEqual({ count: 3, isComplete: true });
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
  ['marten', []],
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

test.each([
  ['marten', ['Léa Martin']],
  ['martn', ['Léa Martin']],
  ['marttin', ['Léa Martin']],
  ['mratin', ['Léa Martin']],
  ['Mârtim lea', ['Léa Martin']],
  ['benai karin', ['Karim Benali']],
  ['mertan', []],
  ['lee', []],
])('looking close to « %s », a slip of the finger is forgiven: %j', (search, found) =>
  story(async ({ scope }) => {
    expect(await namesOf(scope, { search, spelling: 'close' })).toEqual(found);
  })(),
);

const hasEmail = { field: 'has_email', value: true };

test.each<[string, Query, string[]]>([
  ['everyone, when it asks for nothing', { rule: asText({}) }, ['Karim Benali', 'Judo Club', 'Léa Martin']],
  ['those with an e-mail address', { rule: asText({ conditions: [hasEmail] }) }, ['Judo Club', 'Léa Martin']],
  ['those without, by exception', { rule: asText({ except: [hasEmail] }) }, ['Karim Benali']],
  ['people alone, beside what the address asks', { kind: 'person', rule: asText({ conditions: [hasEmail] }) }, ['Léa Martin']],
  [
    'one or the other, and a structure',
    { kind: 'organization', rule: asText({ match: 'any', conditions: [hasEmail, { field: 'kind', value: 'person' }] }) },
    ['Judo Club'],
  ],
  ['the words looked for', { search: 'judo', rule: asText({ conditions: [hasEmail] }) }, ['Judo Club']],
  ['associations', { category: 'association' }, ['Judo Club']],
  ['nobody of another municipality', { municipality: 'Valbruyère' }, []],
])('a rule keeps %s', (_, query, expected) =>
  story(async ({ scope }) => {
    expect(await namesOf(scope, query)).toEqual(expected);
  })(),
);

test('a rule that cannot be read, or may not be, says why', () => {
  const refused = (text: string) => directoryApi.list.query.safeParse({ rule: text }).error?.issues.at(0);
  expect(refused('{')?.message).toContain('JSON');
  expect(refused(asText({ conditions: [{ field: 'last_name', value: 'B' }] }))).toMatchObject({
    params: { problem: 'segment.sensitive_field' },
  });
});

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
  'sorted by last exchange, those one has never heard of come last',
  story(async ({ scope, lea, karim }) => {
    const called = { kind: 'call' as const, initiative: 'contact' as const };
    await recordInteraction(scope, { ...called, contactId: karim.id, happenedAt: '2026-03-01T08:00:00.000Z' });
    await recordInteraction(scope, { ...called, contactId: lea.id, happenedAt: '2026-09-01T08:00:00.000Z' });
    expect(await namesOf(scope, { sort: '-exchange' })).toEqual(['Léa Martin', 'Karim Benali', 'Judo Club']);
    expect(await namesOf(scope, { sort: 'exchange' })).toEqual(['Karim Benali', 'Léa Martin', 'Judo Club']);
  }),
);

test.each(sortedBy.options)('by %s, pages follow each other both ways without gap nor repetition', (sort) =>
  story(async ({ scope }) => {
    const ids = await addContacts(
      scope,
      Array.from({ length: 20 }, (_, at) =>
        newContact.parse({ lastName: `Durand ${at % 3}`, birthDate: at % 4 ? `19${60 + (at % 5)}-05-01` : null }),
      ),
    );
    for (const [at, contactId] of ids.slice(0, 11).entries())
      await recordInteraction(scope, {
        contactId,
        kind: 'call',
        initiative: 'contact',
        happenedAt: `2026-05-1${at % 3}T08:00:00.000Z`,
      });
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await listContacts(scope, ask({ sort, limit: 4, cursor }));
      const before = page.previousCursor && (await listContacts(scope, ask({ sort, limit: 4, cursor: page.previousCursor })));
      if (before) expect(before.items.map(({ id }) => id)).toEqual(pages.at(-1));
      pages.push(page.items.map(({ id }) => id));
      expect([pages.length, page.previousCursor !== null]).toEqual([pages.length, pages.length > 1]);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(pages.map(({ length }) => length)).toEqual([4, 4, 4, 4, 4, 3]);
    expect(new Set(pages.flat()).size).toBe(23);
    const around = await findNeighbours(scope, pages[1]?.[0] ?? '', neighbours({ sort }));
    expect(around).toEqual({ previousId: pages[0]?.[3], nextId: pages[1]?.[1] });
  })(),
);

test(
  'the ends of a list have one neighbour, and who has left it since still has two',
  story(async ({ scope, karim, judo, lea }) => {
    const around = (contactId: string, asked: Query = {}) => findNeighbours(scope, contactId, neighbours(asked));
    expect(await around(karim.id)).toEqual({ previousId: null, nextId: judo.id });
    expect(await around(lea.id)).toEqual({ previousId: judo.id, nextId: null });
    expect(await around(judo.id, { kind: 'person' })).toEqual({ previousId: karim.id, nextId: lea.id });
    await expect(around(newId())).rejects.toMatchObject({ code: 'contact.missing' });
  }),
);

test(
  'counting stops where it was told to, and says so',
  story(async ({ scope }) => {
    expect(await countContacts(scope, count({ atMost: 2 }))).toEqual({ count: 2, isComplete: false });
    expect(await countContacts(scope, count({ atMost: 3 }))).toEqual({ count: 3, isComplete: true });
  }),
);

test(
  'a cursor of another order, or made up, is refused',
  story(async ({ scope }) => {
    const { nextCursor } = await listContacts(scope, ask({ limit: 1 }));
    for (const cursor of [nextCursor ?? '', 'bm9uc2Vuc2U', '!'])
      await expect(listContacts(scope, ask({ sort: '-name', cursor }))).rejects.toMatchObject({ kind: 'invalid' });
  }),
);

test(
  'the neighbour sees none of it',
  story(async ({ nextDoor }) => {
    expect(await nextDoor((scope) => namesOf(scope))).toEqual([]);
    expect(await nextDoor((scope) => countContacts(scope, count({ search: 'martin' })))).toMatchObject({ count: 0 });
  }),
);

test(
  'over HTTP, filters come from the address, alone or repeated, and a page that was never ours is refused',
  story(async (town) => {
    const reader = await (await knock(town)).as('reader');
    const found = await reader.ask(directoryApi.list, {
      query: { rule: asText({ conditions: [hasEmail] }), kind: 'person', limit: 1 },
    });
    expect(found.reply.items.map(({ lastName }) => lastName)).toEqual(['Martin']);
    const twice = await reader.ask(directoryApi.list, { query: { tagId: [newId(), newId()] } });
    expect(twice.reply.items).toEqual([]);
    expect((await reader.ask(directoryApi.count, {})).reply).toEqual({ count: 3, isComplete: true });
    const refused = await reader.ask(directoryApi.list, { query: { cursor: 'W10' } });
    expect([refused.status, refused.problem.code]).toEqual([422, 'page.cursor_unreadable']);
  }),
);
