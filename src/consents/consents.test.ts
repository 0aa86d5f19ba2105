import { expect, test } from 'vitest';
import { story } from '../../test/town.ts';
import { contactsDb } from '../contacts/tables.ts';
import { interactionsDb } from '../interactions/tables.ts';
import type { Scope } from '../platform/scope.ts';
import {
  addPurpose,
  leftOutBecause,
  listConsentProofs,
  listConsents,
  listPurposes,
  optOut,
  recordConsent,
  recordConsents,
  seedPurposes,
  witnessConsent,
} from './consents.ts';
import type { Channel, LeftOut } from './contract.ts';
import { newPurpose } from './contract.ts';

const settle = async (scope: Scope) => {
  await seedPurposes(scope);
  const purposes = new Map((await listPurposes(scope)).map((one) => [one.code, one.id]));
  return (code: string) => purposes.get(code) ?? '';
};

const barrierOf = async (scope: Scope, contactId: string, way: { purposeId: string; channel: Channel }) =>
  (
    await contactsDb(scope)
      .selectFrom('contacts')
      .select(leftOutBecause(scope, way).as('reason'))
      .where('contacts.id', '=', contactId)
      .executeTakeFirstOrThrow()
  ).reason;

const atTheCounter = { method: 'counter', wording: 'J’accepte de recevoir la lettre de la mairie par e-mail.' } as const;

test.each<[string, Channel, string, Record<string, unknown>, 'granted' | 'refused' | null, LeftOut | null]>([
  ['has agreed', 'email', 'municipal_news', {}, 'granted', null],
  ['was never asked', 'email', 'municipal_news', {}, null, 'no_consent'],
  ['has refused', 'email', 'municipal_news', {}, 'refused', 'refused'],
  ['was never asked, for a public task', 'email', 'alerts', {}, null, null],
  ['has objected to a public task', 'email', 'alerts', {}, 'refused', 'refused'],
  ['has agreed but has no e-mail', 'email', 'municipal_news', { email: null }, 'granted', 'no_address'],
  ['has no mobile', 'sms', 'alerts', { mobilePhone: null }, null, 'no_address'],
  ['has a mobile', 'sms', 'alerts', { mobilePhone: '+33639981234' }, null, null],
  ['has a landline only', 'call', 'alerts', { landlinePhone: '+33261912000' }, null, null],
  ['has no street', 'letter', 'alerts', { addressLine: '', municipality: 'Valmeraude' }, null, 'no_address'],
  ['has a street', 'letter', 'alerts', { addressLine: '12 rue du Gué', municipality: 'Valmeraude' }, null, null],
  ['is archived', 'email', 'alerts', { archivedAt: '2026-02-01T08:00:00.000Z' }, null, 'archived'],
  ['is a child', 'email', 'alerts', { birthDate: '2019-04-01' }, null, 'minor'],
])('someone who %s, by %s, for %s', (...[, channel, code, changes, answer, expected]) =>
  story(async ({ scope, lea }) => {
    const purposeId = (await settle(scope))(code);
    if (Object.keys(changes).length > 0)
      await contactsDb(scope).updateTable('contacts').set(changes).where('id', '=', lea.id).execute();
    if (answer) await recordConsent(scope, { ...atTheCounter, contactId: lea.id, purposeId, channel, answer });
    expect(await barrierOf(scope, lea.id, { purposeId, channel })).toBe(expected);
  })(),
);

test(
  'a purpose made for the young reaches a child who agreed, and a purpose that does not exist reaches nobody',
  story(async ({ scope, lea }) => {
    await contactsDb(scope).updateTable('contacts').set({ birthDate: '2012-04-01' }).where('id', '=', lea.id).execute();
    const youth = await addPurpose(
      scope,
      newPurpose.parse({ name: 'Été des jeunes', legalBasis: 'consent', isOpenToMinors: true }),
    );
    await recordConsent(scope, { ...atTheCounter, contactId: lea.id, purposeId: youth.id, channel: 'email', answer: 'granted' });
    expect(youth.code).toBe('ete_des_jeunes');
    expect(await barrierOf(scope, lea.id, { purposeId: youth.id, channel: 'email' })).toBeNull();
    expect(await barrierOf(scope, lea.id, { purposeId: lea.id, channel: 'email' })).toBe('minor');
  }),
);

test(
  'the latest answer is the one in force, even told before an older one',
  story(async ({ scope, lea }) => {
    const purposeId = (await settle(scope))('municipal_news');
    const told = { ...atTheCounter, contactId: lea.id, purposeId, channel: 'email' } as const;
    await recordConsents(scope, [
      { ...told, answer: 'refused', happenedAt: '2026-03-02T10:00:00.000Z' },
      { ...told, answer: 'granted', happenedAt: '2026-03-01T10:00:00.000Z' },
    ]);
    await recordConsent(scope, { ...told, answer: 'granted', happenedAt: '2026-02-01T10:00:00.000Z' });
    expect(await barrierOf(scope, lea.id, { purposeId, channel: 'email' })).toBe('refused');

    await recordConsent(scope, { ...told, answer: 'granted', happenedAt: '2026-03-03T10:00:00.000Z' });
    const [news] = await listConsents(scope, lea.id);
    expect(news?.cells[0]).toEqual({
      channel: 'email',
      answer: 'granted',
      since: '2026-03-03T10:00:00.000Z',
      method: 'counter',
      leftOut: null,
    });
    expect((await listConsentProofs(scope, lea.id)).map((proof) => proof.answer)).toEqual([
      'granted',
      'refused',
      'granted',
      'granted',
    ]);
  }),
);

test(
  'an answer leaves a proof with the words shown, and a line on the timeline',
  story(async ({ scope, lea }) => {
    const purposeId = (await settle(scope))('municipal_news');
    await witnessConsent(scope, lea.id, {
      purposeId,
      channel: 'email',
      answer: 'granted',
      ...atTheCounter,
      happenedOn: '2026-03-02',
    });
    const [proof] = await listConsentProofs(scope, lea.id);
    expect(proof).toMatchObject({
      purposeName: 'Vie de la commune',
      wording: atTheCounter.wording,
      wordingHash: 'a8ed609146bf0f06453679fc02b5e9310e4afbe0ecbf7bb859bcb1532597ac49',
      actorName: 'Nadia Ferrand',
      happenedAt: '2026-03-02T12:00:00.000Z',
    });
    const line = await interactionsDb(scope)
      .selectFrom('interactions')
      .selectAll()
      .where('contactId', '=', lea.id)
      .executeTakeFirst();
    expect(line).toMatchObject({ kind: 'consent_given', initiative: 'contact', subjectLabel: 'Vie de la commune' });
  }),
);

test(
  'an answer cannot be dated tomorrow',
  story(async ({ scope, lea }) => {
    const purposeId = (await settle(scope))('municipal_news');
    const answer = { purposeId, channel: 'email', answer: 'granted', ...atTheCounter, happenedOn: '2126-03-02' } as const;
    await expect(witnessConsent(scope, lea.id, answer)).rejects.toMatchObject({ code: 'consent.in_the_future' });
  }),
);

test(
  'stopping a hundred times is one event, even for someone who was never asked',
  story(async ({ scope, lea }) => {
    const purposeId = (await settle(scope))('alerts');
    const stop = { contactId: lea.id, purposeId, channel: 'email', method: 'one_click', wording: 'Ne plus recevoir' } as const;
    for (let time = 0; time < 5; time++) await optOut(scope, stop);
    expect((await listConsentProofs(scope, lea.id)).length).toBe(1);
    const lines = await interactionsDb(scope).selectFrom('interactions').select('kind').where('contactId', '=', lea.id).execute();
    expect(lines).toEqual([{ kind: 'opted_out' }]);
    expect(await barrierOf(scope, lea.id, { purposeId, channel: 'email' })).toBe('refused');
  }),
);

test(
  'a proof can be neither changed nor removed by the product',
  story(async ({ transact }) => {
    await expect(
      transact((scope) =>
        scope.db.withTables<{ consentProofs: { wording: string } }>().updateTable('consentProofs').set({ wording: '' }).execute(),
      ),
    ).rejects.toThrow(/permission denied/);
  }),
);

test(
  'the town next door knows nothing of these answers, and cannot write to these people',
  story(async ({ scope, nextDoor, lea }) => {
    const purposeId = (await settle(scope))('municipal_news');
    await recordConsent(scope, { ...atTheCounter, contactId: lea.id, purposeId, channel: 'email', answer: 'granted' });
    await expect(nextDoor((theirs) => listConsents(theirs, lea.id))).rejects.toMatchObject({ status: 404 });
    await expect(
      nextDoor((theirs) =>
        recordConsent(theirs, { ...atTheCounter, contactId: lea.id, purposeId, channel: 'email', answer: 'granted' }),
      ),
    ).rejects.toMatchObject({ code: 'purpose.missing' });
  }),
);
