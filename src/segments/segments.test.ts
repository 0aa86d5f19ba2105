import { expect, test } from 'vitest';
import { ever, everyone, group, isPerson, keep, met, namesOf, TODAY, tale, withIds } from '../../test/canteen.ts';
import { contactsDb } from '../contacts/tables.ts';
import { explain } from './explanation.ts';
import { rule } from './rules/contract.ts';
import { contactsIn, countRule, listContactsIn, sampleOf } from './segments.ts';

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
