import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ownTown, story, type Town } from '../../../test/town.ts';
import { addPurpose, listPurposes, optOut, recordConsent, seedPurposes } from '../../consents/consents.ts';
import { newPurpose } from '../../consents/contract.ts';
import { addContacts } from '../../contacts/contacts.ts';
import { newContact } from '../../contacts/contract.ts';
import { contactsDb } from '../../contacts/tables.ts';
import { newId } from '../../platform/ids.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Outcome } from '../../post/contract.ts';
import { commonRelayId } from '../../post/pacing/pacing.ts';
import {
  type Audience,
  freezeAudience,
  type HandedOver,
  handOver,
  nextDueAt,
  recordOutcomes,
  settleExpired,
  totalsOf,
} from './ledger.ts';
import { ledgerDb } from './tables.ts';

const everyone = (scope: Scope) => contactsDb(scope).selectFrom('contacts').select('contacts.id');

/** Léa and the Judo Club agreed, Karim has no e-mail. */
async function freeze({ scope, lea, judo }: Pick<Town, 'scope' | 'lea' | 'judo'>) {
  await seedPurposes(scope);
  const [news] = await listPurposes(scope);
  const audience = { campaignId: newId(), purposeId: news?.id ?? '', channel: 'email' } as const;
  const agreed = {
    purposeId: audience.purposeId,
    channel: 'email',
    answer: 'granted',
    method: 'counter',
    wording: 'Oui',
  } as const;
  for (const { id } of [lea, judo]) await recordConsent(scope, { ...agreed, contactId: id });
  await freezeAudience(scope, audience, { people: everyone(scope) });
  return audience;
}

/** Whoever is due, at full speed. */
async function leave(scope: Scope, audience: Audience, limit: number): Promise<HandedOver[]> {
  const allot = async (due: readonly { id: string }[]) => ({ leaving: due.map(({ id }) => id), later: [], notBefore: null });
  return (await handOver(scope, audience, { limit, relayId: commonRelayId, messageDomain: 'valmeraude.example', allot })).handed;
}

const told = (handed: HandedOver[], state: Outcome['state'], reply = '') =>
  handed.map((one) => ({ ...one, outcome: { state, reply } }));
const stateOf = (scope: Scope, contactId: string) =>
  ledgerDb(scope).selectFrom('deliveries').select(['state', 'reason']).where('contactId', '=', contactId).executeTakeFirst();
const leaseEnds = (scope: Scope) =>
  ledgerDb(scope)
    .updateTable('deliveries')
    .set({ leaseUntil: '2026-01-01T00:00:00.000Z' })
    .where('leaseUntil', 'is not', null)
    .execute();

test(
  'whoever is chosen is written down once, those who may not be reached with the reason',
  story(async (town) => {
    const { scope } = town;
    const { campaignId } = await freeze(town);
    expect(await totalsOf(scope, campaignId)).toMatchObject({
      total: 3,
      waiting: 2,
      skipped: 1,
      skippedBecause: [{ reason: 'no_address', count: 1 }],
    });
  }),
);

test(
  'a person is written down with the passages reserved to them, and written down again changes nothing',
  story(async (town) => {
    const { scope, lea, judo } = town;
    const { campaignId, ...audience } = await freeze(town);
    const only = (...ids: string[]) => everyone(scope).where('contacts.id', 'in', ids);
    const passages = [only(lea.id), only(judo.id), only(lea.id, judo.id)];
    const again = { ...audience, campaignId: newId() };
    for (let times = 0; times < 2; times++) await freezeAudience(scope, again, { people: everyone(scope), passages });
    expect(await totalsOf(scope, again.campaignId)).toMatchObject({ total: 3, waiting: 2, skipped: 1 });
    const handed = await leave(scope, again, 10);
    expect(handed.map(({ person, passages: mask }) => [person.id, mask]).sort()).toEqual(
      [
        [lea.id, 0b101],
        [judo.id, 0b110],
      ].sort(),
    );
    expect(handed.map(({ id }) => z.uuid().safeParse(id).success)).toEqual([true, true]);
    expect(await totalsOf(scope, campaignId)).toMatchObject({ total: 3 });
  }),
);

test(
  'a person who says stop while the campaign leaves is skipped at the last door',
  story(async (town) => {
    const { scope, lea, judo } = town;
    const audience = await freeze(town);
    await optOut(scope, {
      contactId: lea.id,
      purposeId: audience.purposeId,
      channel: 'email',
      method: 'one_click',
      wording: 'Stop',
    });
    const handed = await leave(scope, audience, 10);
    expect(handed.map(({ person }) => person.id)).toEqual([judo.id]);
    expect(await stateOf(scope, lea.id)).toEqual({ state: 'skipped', reason: 'refused' });
    await recordOutcomes(scope, told(handed, 'delivered'));
    expect(await totalsOf(scope, audience.campaignId)).toMatchObject({ total: 3, delivered: 1, skipped: 2 });
    expect(await nextDueAt(scope, audience.campaignId, 'any')).toBeNull();
  }),
);

test(
  'no more are handed over than was asked, and each once',
  story(async (town) => {
    const { scope } = town;
    const audience = await freeze(town);
    const [first] = await leave(scope, audience, 1);
    const [second, ...others] = await leave(scope, audience, 10);
    expect(others).toEqual([]);
    expect(second?.id).not.toBe(first?.id);
  }),
);

test(
  'what a dead worker was handing over is uncertain once its lease has ended, and is never sent again',
  story(async (town) => {
    const { scope } = town;
    const audience = await freeze(town);
    const [handed] = await leave(scope, audience, 1);
    await settleExpired(scope, audience.campaignId);
    expect(await totalsOf(scope, audience.campaignId)).toMatchObject({ underWay: 1, waiting: 1 });

    await leaseEnds(scope);
    await settleExpired(scope, audience.campaignId);
    expect(await totalsOf(scope, audience.campaignId)).toMatchObject({ total: 3, waiting: 1, uncertain: 1, skipped: 1 });
    expect((await leave(scope, audience, 10)).map(({ id }) => id)).not.toContain(handed?.id);
  }),
);

test(
  'the late word of a worker changes nothing of what another has in hand since (trust R-14)',
  story(async (town) => {
    const { scope } = town;
    const audience = await freeze(town);
    const handed = await leave(scope, audience, 10);
    expect(handed.length).toBe(2);
    const late = told(handed, 'refused').map((one) => ({ ...one, leaseEpoch: one.leaseEpoch - 1 }));
    expect(await recordOutcomes(scope, late)).toEqual([]);
    expect((await recordOutcomes(scope, told(handed, 'delivered'))).length).toBe(2);
    expect(await recordOutcomes(scope, told(handed, 'delivered'))).toEqual([]);
  }),
);

test(
  'the relay’s reply, even late, settles what was called uncertain',
  story(async (town) => {
    const { scope } = town;
    const audience = await freeze(town);
    const handed = await leave(scope, audience, 1);
    await leaseEnds(scope);
    await settleExpired(scope, audience.campaignId);
    expect(await totalsOf(scope, audience.campaignId)).toMatchObject({ uncertain: 1, delivered: 0 });
    await recordOutcomes(scope, told(handed, 'delivered'));
    expect(await totalsOf(scope, audience.campaignId)).toMatchObject({ uncertain: 0, delivered: 1 });
  }),
);

test(
  'what the relay puts off is tried again later, less and less often, then given up and said so',
  story(async (town) => {
    const { scope } = town;
    const audience = await freeze(town);
    const pauses: number[] = [];
    for (;;) {
      const handed = await leave(scope, audience, 1);
      const [settled] = await recordOutcomes(scope, told(handed, 'deferred', '451 later'));
      if (settled?.state !== 'waiting') break;
      const { rows } = await sql<{ pause: number }>`
        select extract(epoch from next_try_at - now())::int as pause from deliveries
        where town_hall_id = ${scope.townHallId} and next_try_at > now()`.execute(scope.db);
      pauses.push(rows[0]?.pause ?? 0);
      await ledgerDb(scope)
        .updateTable('deliveries')
        .set({ nextTryAt: '2026-01-01T00:00:00.000Z' })
        .where('nextTryAt', 'is not', null)
        .execute();
    }
    expect(pauses).toEqual([60, 1800, 7200, 21_600, 43_200, 86_400, 86_400, 86_400]);
    expect(await totalsOf(scope, audience.campaignId)).toMatchObject({ total: 3, waiting: 1, gaveUp: 1, skipped: 1 });
  }),
);

test(
  'a person erased while they waited is skipped',
  story(async (town) => {
    const { scope, lea, judo } = town;
    const audience = await freeze(town);
    await contactsDb(scope).deleteFrom('contacts').where('id', '=', lea.id).execute();
    expect((await leave(scope, audience, 10)).map(({ person }) => person.id)).toEqual([judo.id]);
    expect(await totalsOf(scope, audience.campaignId)).toMatchObject({
      ...{ total: 3, underWay: 1, waiting: 0, skipped: 2 },
      skippedBecause: expect.arrayContaining([{ reason: 'erased', count: 1 }]),
    });
  }),
);

test('eight workers at once never hand over the same person', () =>
  ownTown('claims', async ({ transact }) => {
    const audience = await transact(async (scope) => {
      const { id: purposeId } = await addPurpose(scope, newPurpose.parse({ name: 'Alertes', legalBasis: 'public_task' }));
      const crowd = Array.from({ length: 200 }, (_, index) =>
        newContact.parse({ lastName: `Habitant ${index}`, email: `h${index}@exemple.example`, source: 'Recensement' }),
      );
      await addContacts(scope, crowd);
      const some = { campaignId: newId(), purposeId, channel: 'email' } as const;
      await freezeAudience(scope, some, { people: everyone(scope) });
      return some;
    });
    const all = await Promise.all(Array.from({ length: 8 }, () => transact((scope) => leave(scope, audience, 25))));
    const ids = all.flat().map(({ id }) => id);
    expect(ids.length).toBe(200);
    expect(new Set(ids).size).toBe(200);
  }));
