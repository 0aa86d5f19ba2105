import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { seal } from '../../../test/stage/seal.ts';
import { story } from '../../../test/town.ts';
import { contactsDb } from '../../contacts/tables.ts';
import { type Footing, openScope, type Scope } from '../../platform/scope.ts';
import { sealWith } from '../../platform/seal.ts';
import { leftOutBecause, listPurposes, recordConsent, seedPurposes, witnessConsent } from '../consents.ts';
import type { Channel } from '../contract.ts';
import type { SuppressedChannel } from './contract.ts';
import { liftSuppressions, suppressAddresses, suppressedAmong } from './suppressions.ts';
import { suppressionsDb } from './tables.ts';

const barrierOf = async (scope: Scope, contactId: string, channel: Channel) => {
  await seedPurposes(scope);
  const purposeId = (await listPurposes(scope)).find(({ code }) => code === 'alerts')?.id ?? '';
  const { reason } = await contactsDb(scope)
    .selectFrom('contacts')
    .select(leftOutBecause(scope, { purposeId, channel }).as('reason'))
    .where('contacts.id', '=', contactId)
    .executeTakeFirstOrThrow();
  return reason;
};

test.each<[string, SuppressedChannel, string, string, boolean]>([
  ['capitals and outer spaces', 'email', ' LEA.Martin@Exemple.Example ', 'lea.martin@exemple.example', true],
  ['full-width letters', 'email', 'ｌｅａ@exemple.example', 'lea@exemple.example', true],
  ['an invisible space', 'email', 'lea\u200B@exemple.example', 'lea@exemple.example', true],
  ['dots, where they count', 'email', 'lea.martin@orange.example', 'leamartin@orange.example', false],
  ['a plus, where it counts', 'email', 'lea+cantine@orange.example', 'lea@orange.example', false],
  ['dots and a plus at Gmail', 'email', 'l.e.a+cantine@gmail.com', 'lea@gmail.com', true],
  ['Gmail under its other name', 'email', 'lea@googlemail.com', 'l.ea@gmail.com', true],
  ['a provider whose name ends like Gmail’s', 'email', 'l.e.a@notgmail.com', 'lea@notgmail.com', false],
  ['someone else', 'email', 'lea@exemple.example', 'leo@exemple.example', false],
  ['a number with spaces', 'sms', '06 39 98 12 34', '+33639981234', true],
  ['a number with its country', 'sms', '0033 6 39 98 12 34', '+33639981234', true],
  ['a number overseas', 'call', '0690 12 34 56', '+590690123456', true],
])('%s: %s %s and %s are one address: %s', (...[, channel, kept, asked, isOne]) =>
  story(async ({ scope }) => {
    await suppressAddresses(scope, [{ channel, address: kept, reason: 'objection' }]);
    expect((await suppressedAmong(scope, channel, [asked])).has(asked)).toBe(isOne);
  })(),
);

test(
  'what is kept is a hash under a key of this town hall alone, a reason and a date: no address',
  story(async ({ scope, valmeraude, valbruyere, nextDoor }) => {
    const address = { channel: 'email', address: 'lea.martin@exemple.example', reason: 'objection' } as const;
    await suppressAddresses(scope, [address, { ...address, address: 'pas une adresse' }]);
    await suppressAddresses(scope, [{ ...address, reason: 'bounce' }]);
    const hashFor = (townHallId: number) =>
      createHmac('sha256', seal.keysFor(`suppressions ${townHallId}`)[0])
        .update(address.address)
        .digest();
    expect(await suppressionsDb(scope).selectFrom('suppressions').selectAll().execute()).toEqual([
      { townHallId: valmeraude, channel: 'email', addressHash: hashFor(valmeraude), reason: 'objection', since: scope.now },
    ]);
    expect(hashFor(valmeraude).equals(hashFor(valbruyere))).toBe(false);
    expect((await nextDoor((theirs) => suppressedAmong(theirs, 'email', [address.address]))).size).toBe(0);
  }),
);

test(
  'nobody is written to at a suppressed address, by the channel it was suppressed for, whoever bears it',
  story(async ({ scope, lea, judo }) => {
    await contactsDb(scope).updateTable('contacts').set({ mobilePhone: '+33639981234' }).where('id', '=', lea.id).execute();
    await suppressAddresses(scope, [{ channel: 'email', address: 'Lea.Martin@exemple.example', reason: 'complaint' }]);
    expect(await barrierOf(scope, lea.id, 'email')).toBe('suppressed');
    expect(await barrierOf(scope, lea.id, 'sms')).toBeNull();
    expect(await barrierOf(scope, judo.id, 'email')).toBeNull();
    await suppressAddresses(scope, [{ channel: 'call', address: '06 39 98 12 34', reason: 'objection' }]);
    expect(await barrierOf(scope, lea.id, 'call')).toBe('suppressed');
    await liftSuppressions(scope, [lea.id], 'email');
    await liftSuppressions(scope, [lea.id], 'letter');
    expect(await barrierOf(scope, lea.id, 'email')).toBeNull();
    expect(await barrierOf(scope, lea.id, 'call')).toBe('suppressed');
  }),
);

test(
  'an agreement brought by a file opens nothing that was suppressed',
  story(async ({ scope, lea }) => {
    await suppressAddresses(scope, [{ channel: 'email', address: 'lea.martin@exemple.example', reason: 'erasure' }]);
    await seedPurposes(scope);
    for (const { id: purposeId } of await listPurposes(scope))
      await recordConsent(scope, {
        ...{ contactId: lea.id, purposeId, channel: 'email', answer: 'granted', method: 'import', wording: 'Colonne « Oui »' },
      });
    expect(await barrierOf(scope, lea.id, 'email')).toBe('suppressed');
  }),
);

test(
  'someone who says yes again at the counter is written to again',
  story(async ({ scope, lea }) => {
    await suppressAddresses(scope, [{ channel: 'email', address: 'lea.martin@exemple.example', reason: 'objection' }]);
    await seedPurposes(scope);
    const purposeId = (await listPurposes(scope)).find(({ code }) => code === 'alerts')?.id ?? '';
    const answered = { purposeId, channel: 'email', method: 'counter', wording: 'Oui', happenedOn: '2026-03-02' } as const;
    await witnessConsent(scope, lea.id, { ...answered, answer: 'refused' });
    expect(await suppressedAmong(scope, 'email', ['lea.martin@exemple.example'])).toHaveProperty('size', 1);
    await witnessConsent(scope, lea.id, { ...answered, answer: 'granted', happenedOn: '2026-03-03' });
    expect(await barrierOf(scope, lea.id, 'email')).toBeNull();
  }),
);

test(
  'a suppression outlives the secret it was made under, while that one is remembered',
  story(async ({ scope, transaction, valmeraude, lea }) => {
    await suppressAddresses(scope, [{ channel: 'email', address: 'lea.martin@exemple.example', reason: 'objection' }]);
    const under = (footing: Footing) => openScope(footing, valmeraude, scope.actor);
    const young = 'another secret for the stage, of 32 characters';
    const remembering = await under({
      db: transaction,
      seal: sealWith(young, ['a secret for the stage only, of 32 characters']),
    });
    const amnesiac = await under({ db: transaction, seal: sealWith(young) });
    expect(await barrierOf(remembering, lea.id, 'email')).toBe('suppressed');
    expect(await barrierOf(amnesiac, lea.id, 'email')).toBeNull();
  }),
);
