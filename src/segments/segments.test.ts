import { expect, test } from 'vitest';
import { knock } from '../../test/knock.ts';
import { story, type Town } from '../../test/town.ts';
import { addPurpose, recordConsent } from '../consents/consents.ts';
import { suppressAddresses } from '../consents/suppressions/suppressions.ts';
import { newField } from '../contacts/fields/contract.ts';
import { addField } from '../contacts/fields/fields.ts';
import { newMembership } from '../contacts/memberships/contract.ts';
import { addMembership } from '../contacts/memberships/memberships.ts';
import { contactsDb } from '../contacts/tables.ts';
import { addTag, tagContacts } from '../contacts/tags/tags.ts';
import { recordInteractions } from '../interactions/interactions.ts';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import { addDistrict } from '../townhalls/districts/districts.ts';
import { breakDown } from './breakdown.ts';
import { segmentsApi } from './contract.ts';
import { explain } from './explanation.ts';
import { type Rule, rule } from './rules/contract.ts';
import {
  addSegment,
  archiveSegment,
  changeSegment,
  contactsIn,
  countReach,
  countRule,
  getSegment,
  listContactsIn,
  listSegments,
  restoreSegment,
  sampleOf,
} from './segments.ts';
import { vocabularyOf } from './vocabulary.ts';

const TODAY = '2026-11-22T10:00:00.000Z';

/** Valmeraude on the eve of the new canteen: who they are is told in `test/cast.ts`, what became of them here. */
async function settle(town: Town) {
  const scope: Scope = { ...town.scope, now: TODAY };
  const { lea, karim, judo } = town;
  const change = (contactId: string, changes: object) =>
    contactsDb(scope).updateTable('contacts').set(changes).where('id', '=', contactId).execute();
  const street = { addressLine: '12, rue des Tilleuls', postcode: '99001', municipality: 'Valmeraude' };
  await change(lea.id, { ...street, honorific: 'mme', mobilePhone: '+33639980001' });
  await change(karim.id, {
    municipality: 'VALMERAUDE',
    landlinePhone: '+33199000002',
    source: 'Forum',
    collectedOn: '2026-10-01',
  });
  await change(judo.id, { municipality: 'Valbruyère', addressLine: '100 % Sport' });
  const parent = await addTag(scope, { name: 'Parent d’élève' });
  const elder = await addTag(scope, { name: 'Aîné' });
  await tagContacts(scope, parent.id, { contactIds: [lea.id] });
  await tagContacts(scope, elder.id, { contactIds: [karim.id] });
  const retention = {
    legalBasis: 'consent',
    retentionMonths: 36,
    description: '',
    disclosedTo: '',
    isOpenToMinors: false,
  } as const;
  const news = await addPurpose(scope, { name: 'Vie de la commune', ...retention });
  const proof = { purposeId: news.id, channel: 'email', method: 'counter', wording: 'Oui, par e-mail.' } as const;
  await recordConsent(scope, { ...proof, contactId: lea.id, answer: 'granted' });
  await recordConsent(scope, { ...proof, contactId: judo.id, answer: 'refused' });
  const canteen = newId();
  const subject = { kind: 'consultation', id: canteen, label: 'Cantine' };
  await recordInteractions(scope, [
    { contactId: lea.id, kind: 'call', initiative: 'contact', happenedAt: '2026-11-12T09:00:00.000Z', subject },
    { contactId: lea.id, kind: 'letter_received', initiative: 'town_hall', happenedAt: '2026-03-01T09:00:00.000Z' },
    { contactId: karim.id, kind: 'visit', initiative: 'contact', happenedAt: '2026-01-15T09:00:00.000Z' },
  ]);
  const ids: Record<string, string> = { parent: parent.id, elder: elder.id, news: news.id, canteen, nobody: newId() };
  return { ...town, scope, ids };
}

const tale = (play: (town: Awaited<ReturnType<typeof settle>>) => Promise<void>) =>
  story(async (town) => play(await settle(town)));

const keep = (...conditions: unknown[]): Rule => rule.parse({ version: 1, match: 'all', conditions });

const namesOf = async (scope: Scope, chosen: Rule) =>
  (await listContactsIn(scope, chosen, { limit: 50 })).items.map(({ firstName, lastName }) => firstName || lastName);

/** « tag:parent » in a case stands for the id of that tag in the story. */
const withIds = (condition: object, ids: Record<string, string>): unknown =>
  JSON.parse(JSON.stringify(condition), (_, value: unknown) =>
    typeof value === 'string' && value[0] === '#' ? ids[value.slice(1)] : value,
  );

const everyone = ['Karim', 'Judo Club', 'Léa'];
const group = (match: 'all' | 'any', ...conditions: object[]) => ({ field: 'group', match, conditions });
const isPerson = { field: 'kind', value: 'person' };
const met = ['call', 'visit', 'letter_received'];
const ever = { field: 'interaction', test: 'at_least', times: 1, kinds: met };

test.each<[string, object, string[]]>([
  ['a person', isPerson, ['Karim', 'Léa']],
  ['an organization', { field: 'kind', value: 'organization' }, ['Judo Club']],
  ['an association or a school', { field: 'category', test: 'is_one_of', values: ['association', 'school'] }, ['Judo Club']],
  ['no association, persons included', { field: 'category', test: 'is_none_of', values: ['association'] }, ['Karim', 'Léa']],
  ['Mme', { field: 'honorific', test: 'is_one_of', values: ['mme'] }, ['Léa']],
  ['not M., nor those whose title is unknown left out', { field: 'honorific', test: 'is_none_of', values: ['m'] }, everyone],
  [
    'of Valmeraude, however it is written',
    { field: 'municipality', test: 'is_one_of', values: ['valmeraude'] },
    ['Karim', 'Léa'],
  ],
  ['not of Valmeraude', { field: 'municipality', test: 'is_none_of', values: ['Valmeraude'] }, ['Judo Club']],
  ['of 99001', { field: 'postcode', test: 'is_one_of', values: ['99001', '99002'] }, ['Léa']],
  ['from the forum', { field: 'source', test: 'is_one_of', values: ['Forum'] }, ['Karim']],
  ['in rue des Tilleuls', { field: 'address', test: 'contains', value: 'RUE des tilleuls' }, ['Léa']],
  ['not in rue des Tilleuls', { field: 'address', test: 'does_not_contain', value: 'tilleuls' }, ['Karim', 'Judo Club']],
  ['where « martin » is in the street, not the name', { field: 'address', test: 'contains', value: 'martin' }, []],
  ['where the street says 100 %', { field: 'address', test: 'contains', value: '0 %' }, ['Judo Club']],
  ['where « _ » stands for itself', { field: 'address', test: 'contains', value: 'r_e' }, []],
  ['forty that very year', { field: 'age', test: 'at_least', years: 40 }, ['Karim', 'Léa']],
  ['forty-one, not yet', { field: 'age', test: 'at_least', years: 41 }, ['Karim']],
  ['under forty: the unknown are not young', { field: 'age', test: 'under', years: 40 }, []],
  ['between 40 and 40', { field: 'age', test: 'between', from: 40, to: 40 }, ['Léa']],
  ['with an e-mail address', { field: 'has_email', value: true }, ['Judo Club', 'Léa']],
  ['with no mobile', { field: 'has_mobile', value: false }, ['Karim', 'Judo Club']],
  ['with an address', { field: 'has_address', value: true }, ['Judo Club', 'Léa']],
  ['tagged parent or elder', { field: 'tag', test: 'has_one_of', values: ['#parent', '#elder'] }, ['Karim', 'Léa']],
  ['not tagged parent', { field: 'tag', test: 'has_none_of', values: ['#parent'] }, ['Karim', 'Judo Club']],
  ['who agreed', { field: 'consent', purposeId: '#news', channel: 'email', answer: 'granted' }, ['Léa']],
  ['who refused', { field: 'consent', purposeId: '#news', channel: 'email', answer: 'refused' }, ['Judo Club']],
  ['never asked', { field: 'consent', purposeId: '#news', channel: 'email', answer: 'not_asked' }, ['Karim']],
  ['never asked by SMS', { field: 'consent', purposeId: '#news', channel: 'sms', answer: 'not_asked' }, everyone],
  ['who met anything, an answer given at the counter included', { ...ever, kinds: [] }, everyone],
  ['with an exchange', ever, ['Karim', 'Léa']],
  ['with two exchanges', { ...ever, times: 2 }, ['Léa']],
  ['who acted', { ...ever, initiative: 'contact' }, ['Karim', 'Léa']],
  ['who called or came', { ...ever, kinds: ['call', 'visit'] }, ['Karim', 'Léa']],
  ['about the canteen', { ...ever, subjectId: '#canteen' }, ['Léa']],
  ['in the last 10 days, to the hour', { ...ever, period: { test: 'in_last_days', days: 10 } }, []],
  ['in the last 11 days', { ...ever, period: { test: 'in_last_days', days: 11 } }, ['Léa']],
  ['since 15 January', { ...ever, kinds: ['visit'], period: { test: 'since', day: '2026-01-15' } }, ['Karim']],
  ['since 16 January', { ...ever, kinds: ['visit'], period: { test: 'since', day: '2026-01-16' } }, []],
  ['who never acted', { field: 'interaction', test: 'never', initiative: 'contact', kinds: met }, ['Judo Club']],
  ['known since October', { field: 'collected', period: { test: 'since', day: '2026-10-01' } }, ['Karim']],
  ['added in the last year', { field: 'created', period: { test: 'in_last_days', days: 365 } }, everyone],
  ['added since a day to come', { field: 'created', period: { test: 'since', day: '2026-11-23' } }, []],
  ['a person or with an address', group('any', isPerson, { field: 'has_address', value: true }), everyone],
  [
    'of two groups at once',
    group('any', group('all', isPerson, { ...ever, times: 2 }), { field: 'kind', value: 'organization' }),
    ['Judo Club', 'Léa'],
  ],
])('those %s', (_, condition, expected) =>
  tale(async ({ scope, ids }) => {
    expect(await namesOf(scope, keep(withIds(condition, ids)))).toEqual(expected);
  })(),
);

test(
  'one condition is enough, or all are needed, and exceptions always win',
  tale(async ({ scope, ids }) => {
    const conditions = withIds(
      [
        { field: 'tag', test: 'has_one_of', values: ['#parent'] },
        { field: 'source', test: 'is_one_of', values: ['Forum'] },
      ],
      ids,
    );
    const except = [{ field: 'has_mobile', value: true }];
    expect(await namesOf(scope, rule.parse({ version: 1, match: 'all', conditions }))).toEqual([]);
    expect(await namesOf(scope, rule.parse({ version: 1, match: 'any', conditions }))).toEqual(['Karim', 'Léa']);
    expect(await namesOf(scope, rule.parse({ version: 1, match: 'any', conditions, except }))).toEqual(['Karim']);
    expect(await namesOf(scope, rule.parse({ version: 1, match: 'all', except }))).toEqual(['Karim', 'Judo Club']);
  }),
);

test(
  'archived records and the town next door are never chosen',
  tale(async ({ scope, nextDoor, lea }) => {
    await contactsDb(scope).updateTable('contacts').set({ archivedAt: TODAY }).where('id', '=', lea.id).execute();
    expect(await namesOf(scope, keep())).toEqual(['Karim', 'Judo Club']);
    expect((await countRule(scope, keep())).total).toBe(2);
    expect(await nextDoor((other) => namesOf(other, keep()))).toEqual([]);
  }),
);

test(
  'the count says by what means each is reached, once, and what each condition contributes',
  tale(async ({ scope }) => {
    const counted = await countRule(
      scope,
      rule.parse({
        version: 1,
        match: 'all',
        conditions: [group('any', isPerson, { field: 'has_address', value: true })],
        except: [{ ...ever, times: 2 }],
      }),
    );
    expect(counted).toEqual({
      total: 2,
      people: 1,
      organizations: 1,
      reach: { email: 1, sms: 0, letter: 0, call: 1, none: 0 },
      conditions: [
        { path: 'conditions.0.conditions.0', count: 2 },
        { path: 'conditions.0.conditions.1', count: 2 },
        { path: 'except.0', count: 1 },
      ],
      emptiedBy: null,
    });
  }),
);

test(
  'when nobody is left, the condition that stands alone in the way is named',
  tale(async ({ scope }) => {
    const isForum = { field: 'source', test: 'is_one_of', values: ['Forum'] };
    expect((await countRule(scope, keep(isPerson, isForum, { field: 'has_mobile', value: true }))).emptiedBy).toBe(
      'conditions.1',
    );
    expect(
      (await countRule(scope, rule.parse({ version: 1, match: 'all', conditions: [isPerson], except: [isPerson] }))).emptiedBy,
    ).toBe('except.0');
    expect(
      (
        await countRule(
          scope,
          keep({ field: 'age', test: 'at_least', years: 130 }, { field: 'source', test: 'is_one_of', values: ['?'] }),
        )
      ).emptiedBy,
    ).toBe(null);
  }),
);

test(
  'counting leaves the transaction as patient as it was',
  tale(async ({ scope }) => {
    const patience = async () =>
      (
        await contactsDb(scope)
          .selectNoFrom((eb) => eb.fn<string>('current_setting', [eb.val('statement_timeout')]).as('it'))
          .executeTakeFirstOrThrow()
      ).it;
    const before = await patience();
    await countRule(scope, keep());
    expect(await patience()).toBe(before);
  }),
);

test(
  '« Pourquoi ? » tells the facts of the record, and only those that count',
  tale(async ({ scope, ids, lea, karim }) => {
    const asked = keep(
      ...(withIds(
        [
          group('any', { field: 'age', test: 'at_least', years: 18 }, { field: 'kind', value: 'organization' }),
          group('any', group('all', isPerson, { field: 'has_mobile', value: false }), {
            field: 'tag',
            test: 'has_one_of',
            values: ['#parent'],
          }),
          { field: 'consent', purposeId: '#news', channel: 'email', answer: 'granted' },
          { ...ever, times: 2 },
        ],
        ids,
      ) as unknown[]),
    );
    expect(await explain(scope, { rule: asked, contactId: lea.id })).toEqual({
      matches: true,
      facts: [
        { path: 'conditions.0.conditions.0', fact: '40\u00a0ans' },
        { path: 'conditions.1.conditions.1', fact: 'Étiquette «\u00a0Parent d’élève\u00a0»' },
        { path: 'conditions.2', fact: 'Accord pour «\u00a0Vie de la commune\u00a0» par e-mail, le 22 novembre 2026' },
        { path: 'conditions.3', fact: '2\u00a0échanges (appel, guichet ou lettre reçue), le dernier le 12 novembre 2026' },
      ],
    });
    expect((await explain(scope, { rule: asked, contactId: karim.id })).matches).toBe(false);
    await expect(explain(scope, { rule: asked, contactId: ids['nobody'] ?? '' })).rejects.toMatchObject({
      code: 'contact.missing',
    });
  }),
);

test(
  'pages follow one another without a gap, and a sample is always the same',
  tale(async ({ scope }) => {
    const first = await listContactsIn(scope, keep(), { limit: 2 });
    const second = await listContactsIn(scope, keep(), { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ lastName }) => lastName)).toEqual(['Benali', 'Judo Club', 'Martin']);
    expect(second.nextCursor).toBe(null);
    const sample = await sampleOf(scope, keep(), 2);
    expect(sample).toHaveLength(2);
    expect(await sampleOf(scope, keep(), 2)).toEqual(sample);
  }),
);

test(
  'the choice can be joined by the floors above',
  tale(async ({ scope, lea, karim }) => {
    const rows = await contactsDb(scope)
      .selectFrom('contacts')
      .select('id')
      .where('id', 'in', await contactsIn(scope, keep(isPerson)))
      .execute();
    expect(rows.map(({ id }) => id).sort()).toEqual([lea.id, karim.id].sort());
  }),
);

test(
  'a segment is kept, changed by one agent at a time, archived and put back',
  tale(async ({ scope, nextDoor }) => {
    const parents = await addSegment(scope, { name: 'Parents', rule: keep(isPerson) });
    const changed = await changeSegment(scope, parents.id, { name: 'Familles', rule: keep(ever), version: 1 });
    expect(changed).toMatchObject({ name: 'Familles', version: 2, rule: keep(ever) });
    await expect(changeSegment(scope, parents.id, { name: 'Autre', rule: keep(), version: 1 })).rejects.toMatchObject({
      kind: 'stale',
    });
    await expect(nextDoor((other) => getSegment(other, parents.id))).rejects.toMatchObject({ code: 'segment.missing' });

    await addSegment(scope, { name: 'Aînés', rule: keep() });
    const page = await listSegments(scope, { limit: 1 });
    expect(page.items.map(({ name }) => name)).toEqual(['Aînés']);
    expect((await listSegments(scope, { limit: 1, cursor: page.nextCursor ?? '' })).items.map(({ name }) => name)).toEqual([
      'Familles',
    ]);

    await archiveSegment(scope, parents.id);
    expect((await listSegments(scope, { limit: 50 })).items.map(({ name }) => name)).toEqual(['Aînés']);
    expect((await getSegment(scope, parents.id)).archivedAt).toBe(TODAY);
    await restoreSegment(scope, parents.id);
    expect((await listSegments(scope, { limit: 50 })).items).toHaveLength(2);
  }),
);

test(
  'a rule is offered the words of the town hall, the most frequent first',
  tale(async ({ scope, ids }) => {
    expect(await vocabularyOf(scope)).toEqual({
      tags: [
        { id: ids['elder'], name: 'Aîné' },
        { id: ids['parent'], name: 'Parent d’élève' },
      ],
      purposes: [{ id: ids['news'], name: 'Vie de la commune' }],
      subjects: expect.arrayContaining([{ id: ids['canteen'], name: 'Cantine' }]),
      municipalities: expect.arrayContaining(['Valmeraude', 'VALMERAUDE', 'Valbruyère']),
      postcodes: ['99001'],
      sources: ['Guichet', 'Forum'],
      ...{ fields: [], districts: [], roles: [], segments: [], lists: [], themes: [], kinds: [], solicitedFrom: 4 },
    });
  }),
);

const within = (...values: string[]) => ({ field: 'segment', test: 'is_one_of', values });

test(
  'a segment leans on others, archived or not, but never in a circle',
  tale(async ({ scope, transact }) => {
    const people = await addSegment(scope, { name: 'Habitants', rule: keep(isPerson) });
    const joined = await addSegment(scope, {
      name: 'Joignables',
      rule: keep(within(people.id), { field: 'has_email', value: true }),
    });
    expect(await namesOf(scope, joined.rule)).toEqual(['Léa']);
    await archiveSegment(scope, people.id);
    expect(await namesOf(scope, keep(within(joined.id)))).toEqual(['Léa']);
    expect((await vocabularyOf(scope)).segments).toContainEqual({ id: people.id, name: 'Habitants', isArchived: true });

    const turnRound = transact((again) =>
      changeSegment(again, people.id, { name: 'Habitants', rule: keep(group('any', within(joined.id))), version: 2 }),
    );
    await expect(turnRound).rejects.toMatchObject({
      code: 'segment.in_circle',
      message: expect.stringContaining('«\u00a0Habitants\u00a0», «\u00a0Joignables\u00a0» s’appuient l’un sur l’autre en rond'),
    });
    const onItself = changeSegment(scope, joined.id, { name: 'Joignables', rule: keep(within(joined.id)), version: 1 });
    await expect(onItself).rejects.toMatchObject({ message: expect.stringContaining('ne peut pas s’appuyer sur lui-même') });
    await expect(countRule(scope, keep(within(newId())))).rejects.toMatchObject({ code: 'segment.unknown_segment' });
  }),
);

test(
  'a sensitive field sorts nobody, by any door, at any depth, nor through another segment (trust P-11)',
  tale(async ({ scope, lea }) => {
    const approval = { dpo: 'Le délégué', approvedOn: '2026-01-01', reason: 'Repas adaptés à la cantine' };
    const field = await addField(scope, newField.parse({ label: 'Allergies', kind: 'text', approval }));
    const asked = { field: 'custom_field', fieldId: field.id, test: 'is_filled' };
    const refused = { code: 'segment.sensitive_field', kind: 'invalid', message: expect.stringContaining('Allergies') };
    for (const chosen of [
      keep(asked),
      keep(group('any', isPerson, group('all', asked))),
      { ...keep(), except: keep(asked).conditions },
    ]) {
      await expect(countRule(scope, chosen)).rejects.toMatchObject(refused);
      await expect(sampleOf(scope, chosen, 2)).rejects.toMatchObject(refused);
      await expect(listContactsIn(scope, chosen, { limit: 2 })).rejects.toMatchObject(refused);
      await expect(explain(scope, { rule: chosen, contactId: lea.id })).rejects.toMatchObject(refused);
      await expect(addSegment(scope, { name: 'Allergiques', rule: chosen })).rejects.toMatchObject(refused);
    }
    const plain = await addField(scope, newField.parse({ label: 'Transport', kind: 'text' }));
    const rides = await addSegment(scope, { name: 'Car', rule: keep({ ...asked, fieldId: plain.id }) });
    await contactsDb(scope)
      .updateTable('customFields')
      .set({ approval: JSON.stringify(approval) as never })
      .where('id', '=', plain.id)
      .execute();
    await expect(countRule(scope, keep(within(rides.id)))).rejects.toMatchObject({ code: 'segment.sensitive_field' });
  }),
);

test(
  'each field is asked what its kind can answer, and « Pourquoi ? » says what the record holds',
  tale(async ({ scope, lea, judo }) => {
    const school = await addField(
      scope,
      newField.parse({ label: 'École', kind: 'choice', options: [{ label: 'Les Tilleuls' }, { label: 'Le Gué' }] }),
    );
    const [tilleuls] = school.options;
    await contactsDb(scope)
      .updateTable('contacts')
      .set({ custom: JSON.stringify({ [school.id]: tilleuls?.id }) as never })
      .where('id', '=', lea.id)
      .execute();
    const district = await addDistrict(scope, { name: 'Le Bourg', streets: [] });
    await contactsDb(scope).updateTable('contacts').set({ districtId: district.id }).where('id', '=', lea.id).execute();
    await addMembership(scope, newMembership.parse({ personId: lea.id, organizationId: judo.id, role: 'Présidence' }));
    const asked = keep(
      { field: 'custom_field', fieldId: school.id, test: 'is_one_of', optionIds: [tilleuls?.id] },
      { field: 'district', test: 'is_one_of', values: [district.id] },
      { field: 'role', test: 'has_one_of', categories: ['association'] },
      { field: 'engagement', test: 'is_one_of', values: ['active'] },
      { field: 'solicited', value: false },
    );
    expect(
      (await explain(scope, { rule: asked, contactId: lea.id })).facts.map(({ fact }) => fact.replaceAll('\u00a0', ' ')),
    ).toEqual([
      'École : Les Tilleuls',
      'Quartier : Le Bourg',
      'Présidence, Judo Club',
      expect.stringMatching(/^Actif : 1 échange à son initiative en 365 jours/),
      '0 lettre reçue en 30 jours',
    ]);
    const unfit = keep({ field: 'custom_field', fieldId: school.id, test: 'at_least', number: 2 });
    await expect(countRule(scope, unfit)).rejects.toMatchObject({ code: 'segment.unfit_test' });
    const unknown = keep({ field: 'custom_field', fieldId: newId(), test: 'is_filled' });
    await expect(countRule(scope, unknown)).rejects.toMatchObject({ code: 'segment.unknown_field' });
  }),
);

test(
  'those chosen are told apart by district, age and engagement, each counted once',
  tale(async ({ scope, lea, karim }) => {
    const bourg = await addDistrict(scope, { name: 'Le Bourg', streets: [] });
    await contactsDb(scope).updateTable('contacts').set({ districtId: bourg.id }).where('id', '=', lea.id).execute();
    const told = Array.from(
      { length: 4 },
      () => ({ contactId: karim.id, kind: 'letter_received', initiative: 'town_hall' }) as const,
    );
    await recordInteractions(scope, told);
    const { districts, noDistrict, ages, engagement, solicited } = await breakDown(scope, keep());
    expect(districts).toEqual([{ id: bourg.id, name: 'Le Bourg', count: 1 }]);
    expect(noDistrict).toBe(2);
    expect(ages.filter(({ count }) => count > 0)).toEqual([
      { band: 'over_30', count: 1 },
      { band: 'over_75', count: 1 },
      { band: 'unknown', count: 1 },
    ]);
    expect(engagement).toEqual([
      { level: 'very_active', count: 0 },
      { level: 'active', count: 2 },
      { level: 'passive', count: 1 },
      { level: 'dormant', count: 0 },
    ]);
    expect(solicited).toBe(1);
    expect((await breakDown(scope, keep({ field: 'solicited', value: false }))).solicited).toBe(0);
  }),
);

test(
  'who may be written to is told by the very gate letters leave through',
  tale(async ({ scope, ids, lea }) => {
    const may = { field: 'reachable', purposeId: ids['news'], channel: 'email', value: true };
    expect(await namesOf(scope, keep(may))).toEqual(['Léa']);
    await suppressAddresses(scope, [{ channel: 'email', address: lea.email ?? '', reason: 'complaint' }]);
    expect(await namesOf(scope, keep(may))).toEqual([]);
    const why = await explain(scope, { rule: keep({ ...may, value: false }), contactId: lea.id });
    expect(why.facts[0]?.fact).toContain('Adresse sur la liste d’opposition, pour');
  }),
);

test(
  'of those a rule chooses, as many may be written to as the gate lets through, and each of the others has one reason',
  tale(async (town) => {
    const { scope, ids } = town;
    const nadia = await (await knock(town)).as('reader');
    const way = { purposeId: ids['news'] ?? '', channel: 'email' } as const;
    const closed = [
      { because: 'no_address', count: 1 },
      { because: 'refused', count: 1 },
    ] as const;
    expect(await countReach(scope, { rule: keep(), ...way })).toEqual({ total: 3, open: 1, closed });
    for (const { because } of closed)
      expect((await countRule(scope, keep({ field: 'reachable', value: false, because, ...way }))).total).toBe(1);
    expect((await countReach(scope, { rule: keep(isPerson), ...way })).total).toBe(2);
    const unknown = await nadia.ask(segmentsApi.countReach, { body: { rule: keep(), ...way, purposeId: ids['nobody'] ?? '' } });
    expect([unknown.status, unknown.problem.code]).toEqual([404, 'purpose.missing']);
    const odd = { field: 'reachable', value: true, because: 'minor', ...way };
    expect(rule.safeParse({ version: 1, match: 'all', conditions: [odd] }).success).toBe(false);
  }),
);

test(
  'the door counts a rule, and says why a sensitive one is refused, even deep inside (trust P-11)',
  story(async (town) => {
    const nadia = await (await knock(town)).as('reader');
    const asked = (condition: unknown) => ({ body: { rule: { version: 1, match: 'all', conditions: [condition] } as never } });
    expect((await nadia.ask(segmentsApi.count, asked(isPerson))).reply.total).toBe(2);
    const { status, problem } = await nadia.ask(
      segmentsApi.count,
      asked(group('any', group('all', { field: 'last_name', value: 'B' }))),
    );
    expect([status, problem.code]).toEqual([422, 'segment.sensitive_field']);
    expect(problem.detail).toContain('Trier sur la consonance d’un nom est interdit');
    expect((await nadia.ask(segmentsApi.add, { body: { name: 'Tous', rule: keep() } })).status).toBe(403);
  }),
);
