import { expect, test } from 'vitest';
import { group, isPerson, keep, namesOf, tale } from '../../test/canteen.ts';
import { knock } from '../../test/knock.ts';
import { story } from '../../test/town.ts';
import { suppressAddresses } from '../consents/suppressions/suppressions.ts';
import { newField } from '../contacts/fields/contract.ts';
import { addField } from '../contacts/fields/fields.ts';
import { newMembership } from '../contacts/memberships/contract.ts';
import { addMembership } from '../contacts/memberships/memberships.ts';
import { contactsDb } from '../contacts/tables.ts';
import { recordInteractions } from '../interactions/interactions.ts';
import { newId } from '../platform/ids.ts';
import { addDistrict } from '../townhalls/districts/districts.ts';
import { breakDown } from './breakdown.ts';
import { segmentsApi } from './contract.ts';
import { explain } from './explanation.ts';
import { rule } from './rules/contract.ts';
import { countReach, countRule } from './segments.ts';

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
