import { expect, test } from 'vitest';
import { postman, writeLetter } from '../../../test/letters.ts';
import { story, type Town } from '../../../test/town.ts';
import { listUninformed } from '../../contacts/contacts.ts';
import { contactsDb } from '../../contacts/tables.ts';
import { interactionsDb } from '../../interactions/tables.ts';
import { ledgerDb } from '../../messages/ledger/tables.ts';
import type { Scope } from '../../platform/scope.ts';
import { getCampaign } from '../campaigns.ts';
import { launchCampaign, resumeCampaign, stopCampaign } from '../launch/launch.ts';
import { sendBatch } from '../sending.ts';
import { listSettlementsOf, listUncertainOf, readJournalOf, settle } from './uncertain.ts';

/** Two messages whose line broke off after the whole of them had left; Karim has no e-mail. */
async function twoUncertain(town: Town) {
  const { scope, transact } = town;
  const letter = await writeLetter(town);
  await launchCampaign(scope, letter.id, letter.version);
  const { outside } = postman('uncertain');
  await sendBatch(transact, { campaignId: letter.id, lane: 0 }, outside);
  expect(await getCampaign(scope, letter.id)).toMatchObject({ state: 'sent', totals: { total: 3, uncertain: 2, skipped: 1 } });
  return { campaignId: letter.id, ...(await listUncertainOf(scope, letter.id, { limit: 10 })) };
}

const received = (scope: Scope) =>
  interactionsDb(scope).selectFrom('interactions').select('contactId').where('kind', '=', 'letter_received').execute();

test(
  'an agent sees whose message nobody can answer for, when it left and what is known of it',
  story(async (town) => {
    const { scope, lea } = town;
    const { campaignId, items } = await twoUncertain(town);
    expect(items.map(({ name }) => name).sort()).toEqual(['Judo Club', 'Léa Martin']);
    expect(items.find(({ contactId }) => contactId === lea.id)).toMatchObject({
      ...{ address: lea.email, relayName: null, lastStep: 'handing_over' },
      handedAt: expect.stringMatching(/Z$/),
      messageId: expect.stringMatching(/^<[0-9a-f-]{36}\.\d+@/),
    });
    const first = await listUncertainOf(scope, campaignId, { limit: 1 });
    const second = await listUncertainOf(scope, campaignId, { limit: 1, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items]).toEqual(items);
    await contactsDb(scope).deleteFrom('contacts').where('id', '=', lea.id).execute();
    expect((await listUncertainOf(scope, campaignId, { limit: 10 })).items.map(({ name }) => name)).toContain(null);
  }),
);

test(
  'what the relay’s journal shows has arrived: it is on the record, with the reason kept, and the figures still add up',
  story(async (town) => {
    const { scope, lea } = town;
    const fromElsewhere = { informBy: '2026-12-24', source: 'Fichier de la cantine' };
    await contactsDb(scope).updateTable('contacts').set(fromElsewhere).where('id', '=', lea.id).execute();
    const { campaignId, items } = await twoUncertain(town);
    expect(await listUninformed(scope)).toHaveLength(1);
    const hers = items.find(({ contactId }) => contactId === lea.id);
    const extract = `postfix/smtp[1]: to=<…>, message-id=${hers?.messageId}, status=sent (250 2.0.0 ok)`;
    const reading = await readJournalOf(scope, campaignId, extract);
    expect(reading).toEqual({ arrived: [hers?.id], unclear: 0, absent: 1 });
    const finding = { verdict: 'arrived', reason: 'Vu dans le journal du relais', deliveryIds: reading.arrived } as const;
    for (let twice = 0; twice < 2; twice++)
      expect(await settle(scope, campaignId, finding)).toMatchObject({
        ...{ state: 'sent', totals: { total: 3, delivered: 1, uncertain: 1, skipped: 1 } },
      });
    expect(await received(scope)).toEqual([{ contactId: lea.id }]);
    // The message that arrived said where her data come from (trust P-05).
    expect(await listUninformed(scope)).toEqual([]);
    expect(await listSettlementsOf(scope, campaignId)).toMatchObject([
      { verdict: 'arrived', reason: 'Vu dans le journal du relais', settledBy: 'Nadia Ferrand', count: 1 },
    ]);
  }),
);

test(
  'what is proved never to have left is sent again, to those who may still be written to',
  story(async (town) => {
    const { scope, transact, lea, judo } = town;
    const { campaignId } = await twoUncertain(town);
    await contactsDb(scope).deleteFrom('contacts').where('id', '=', lea.id).execute();
    const settled = await settle(scope, campaignId, { verdict: 'not_left', reason: 'Le relais était éteint' });
    expect(settled).toMatchObject({ state: 'sending', totals: { total: 3, waiting: 1, uncertain: 0, skipped: 2 } });
    const { bag, outside } = postman();
    await sendBatch(transact, { campaignId, lane: 0 }, outside);
    expect(bag.map(({ to }) => to.address)).toEqual([judo.email]);
    expect(await getCampaign(scope, campaignId)).toMatchObject({ state: 'sent', totals: { total: 3, delivered: 1, skipped: 2 } });
  }),
);

test(
  'in a sending that was stopped, what is to be sent again waits for it to go on',
  story(async (town) => {
    const { scope, transact } = town;
    const letter = await writeLetter(town);
    await launchCampaign(scope, letter.id, letter.version);
    const { outside } = postman('uncertain');
    const deliver: typeof outside.deliver = async (...mail) => {
      await stopCampaign(scope, letter.id);
      return outside.deliver(...mail);
    };
    await sendBatch(transact, { campaignId: letter.id, lane: 0 }, { ...outside, deliver });
    const settled = await settle(scope, letter.id, { verdict: 'not_left', reason: 'Le relais était éteint' });
    expect(settled).toMatchObject({ state: 'stopped', totals: { waiting: 2, uncertain: 0 } });
    await resumeCampaign(scope, letter.id);
    const again = postman();
    await sendBatch(transact, { campaignId: letter.id, lane: 0 }, again.outside);
    expect(again.bag.length).toBe(2);
  }),
);

test(
  'the late word of the worker changes nothing once an agent has settled',
  story(async (town) => {
    const { scope } = town;
    const { campaignId } = await twoUncertain(town);
    await settle(scope, campaignId, { verdict: 'arrived', reason: 'Vu dans le journal du relais' });
    const rows = await ledgerDb(scope).selectFrom('deliveries').select('state').where('campaignId', '=', campaignId).execute();
    expect(rows.map(({ state }) => state).sort()).toEqual(['delivered', 'delivered', 'skipped']);
    expect(await settle(scope, campaignId, { verdict: 'not_left', reason: 'Au hasard' })).toMatchObject({
      ...{ state: 'sent', totals: { delivered: 2, waiting: 0 } },
    });
  }),
);
