import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { knock } from '../../test/knock.ts';
import { story } from '../../test/town.ts';
import { contactsDb } from '../contacts/tables.ts';
import { addPurpose, leftOutBecause, recordConsent } from './consents.ts';
import { consentsApi, legalBasis, newPurpose } from './contract.ts';

const walks = { name: 'Balades du patrimoine', legalBasis: 'consent', dataCategories: ['contact_details', 'interests'] } as const;
const body = { ...walks, dataCategories: [...walks.dataCategories] };

test(
  'a purpose says what it is for, on what basis, with which data, for whom and how long',
  story(async (town) => {
    const administrator = await (await knock(town)).as('administrator');
    const full = { ...body, description: 'Une lettre par saison.', disclosedTo: 'L’office de tourisme', retentionMonths: 24 };
    const added = await administrator.ask(consentsApi.addPurpose, { body: full });
    expect(added.reply).toMatchObject({
      ...full,
      code: 'balades_du_patrimoine',
      isAnswered: false,
      archivedAt: null,
      version: 1,
    });
    const again = await administrator.ask(consentsApi.addPurpose, { body });
    expect([again.status, again.problem.code]).toEqual([409, 'purpose.name_taken']);
    const empty = await administrator.ask(consentsApi.addPurpose, { body: { ...body, name: ' ', dataCategories: [] } });
    expect(empty.problem.errors?.map(({ field }) => field)).toEqual(['name', 'dataCategories']);
  }),
);

test('a public authority has no legitimate interest to choose', () => {
  expect(legalBasis.options).not.toContain('legitimate_interest');
  expect(newPurpose.safeParse({ ...body, legalBasis: 'legitimate_interest' }).success).toBe(false);
});

test('a box ticked alone is a list of one', () => {
  expect(newPurpose.parse({ ...body, dataCategories: 'birth' }).dataCategories).toEqual(['birth']);
});

test(
  'the second of two administrators changing a purpose is told so',
  story(async (town) => {
    const administrator = await (await knock(town)).as('administrator');
    const { reply } = await administrator.ask(consentsApi.addPurpose, { body });
    const ask = { params: { purposeId: reply.id }, body: { ...body, name: 'Balades' } };
    const changed = await administrator.ask(consentsApi.changePurpose, ask, { version: 1 });
    expect(changed.reply).toMatchObject({ name: 'Balades', code: 'balades_du_patrimoine', version: 2 });
    expect(changed.headers['etag']).toBe('"2"');
    expect((await administrator.ask(consentsApi.changePurpose, ask, { version: 1 })).status).toBe(412);
  }),
);

test(
  'once somebody has answered, the basis they answered under no longer changes',
  story(async (town) => {
    const { scope, lea } = town;
    const { id } = await addPurpose(scope, body);
    const answer = { answer: 'granted', method: 'counter', wording: 'Oui' } as const;
    await recordConsent(scope, { ...answer, contactId: lea.id, purposeId: id, channel: 'email' });
    const administrator = await (await knock(town)).as('administrator');
    const change = (changes: object) =>
      administrator.ask(consentsApi.changePurpose, { params: { purposeId: id }, body: { ...body, ...changes } }, { version: 1 });
    const refused = await change({ legalBasis: 'public_task' });
    expect([refused.status, refused.problem.code]).toEqual([409, 'purpose.basis_is_fixed']);
    expect((await change({ name: 'Balades' })).reply.isAnswered).toBe(true);
  }),
);

test(
  'an archived purpose opens nothing and is not proposed any more, until it is restored',
  story(async (town) => {
    const { scope, lea } = town;
    const { id } = await addPurpose(scope, { ...body, legalBasis: 'public_task' });
    const administrator = await (await knock(town)).as('administrator');
    const params = { purposeId: id };
    const barrier = () =>
      contactsDb(scope)
        .selectFrom('contacts')
        .select(leftOutBecause(scope, { purposeId: id, channel: 'email' }).as('reason'))
        .where('id', '=', lea.id)
        .executeTakeFirst();
    const listed = async (include: 'active' | 'all') =>
      (await administrator.ask(consentsApi.listPurposes, { query: { include } })).reply.some((one) => one.id === id);

    expect((await administrator.ask(consentsApi.archivePurpose, { params })).reply.archivedAt).not.toBeNull();
    expect(await barrier()).toEqual({ reason: 'no_consent' });
    expect([await listed('active'), await listed('all')]).toEqual([false, true]);
    expect((await administrator.ask(consentsApi.restorePurpose, { params })).reply.archivedAt).toBeNull();
    expect(await barrier()).toEqual({ reason: null });
    expect(await listed('active')).toBe(true);
  }),
);

/** Trust P-01. A draft may not know yet what it is for; nothing leaves or comes in without it. */
test.each([
  [
    'launched_campaign_is_complete',
    `insert into campaigns (town_hall_id, id, name, content, created_at, changed_at, state, segment_id, launched_at)
      values (town_hall(), gen_random_uuid(), 'Lettre', '{}', now(), now(), 'sending', gen_random_uuid(), now())`,
  ],
  [
    'written_import_has_a_purpose',
    `insert into import_runs (town_hall_id, id, file_name, file, state, created_by, created_at, source)
      values (town_hall(), gen_random_uuid(), 'a.csv', '', 'running', 'Nadia', now(), 'Guichet')`,
  ],
])('the database itself refuses what has no purpose: %s', (constraint, write) =>
  story(async ({ scope }) => {
    await expect(sql.raw(write).execute(scope.db)).rejects.toMatchObject({ constraint });
  })(),
);
