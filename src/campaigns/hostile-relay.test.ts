import { expect, test } from 'vitest';
import { alertTo } from '../../test/crowd.ts';
import { type Fault, openSmtpSink } from '../../test/sinks/smtp-sink.ts';
import { noOptOuts } from '../../test/stage/opt-outs.ts';
import { seal } from '../../test/stage/seal.ts';
import { story } from '../../test/town.ts';
import type { DeliveryState } from '../messages/ledger/contract.ts';
import { ledgerDb } from '../messages/ledger/tables.ts';
import type { Scope } from '../platform/scope.ts';
import { openPost } from '../post/post.ts';
import { getCampaign } from './campaigns.ts';
import { launchCampaign } from './launch/launch.ts';
import { sendBatch } from './sending.ts';

/** What a relay does to someone's message; what the ledger says then, and once all is well again; how often it is there in the end. */
const behaviours: [string, Fault, DeliveryState, DeliveryState, number][] = [
  ['greylists', { at: 'rcpt', reply: '450 4.2.0 greylisted' }, 'waiting', 'delivered', 1],
  ['knows no such mailbox', { at: 'rcpt', reply: '550 5.1.1 unknown' }, 'refused', 'refused', 0],
  ['finds the mailbox full for good', { at: 'rcpt', reply: '552 5.2.2 full' }, 'refused', 'refused', 0],
  ['finds the mailbox full for now', { at: 'rcpt', reply: '452 4.2.2 full' }, 'waiting', 'delivered', 1],
  ['refuses DATA', { at: 'data', reply: '554 5.5.1 no' }, 'refused', 'refused', 0],
  ['refuses DATA for now', { at: 'data', reply: '451 4.3.0 later' }, 'waiting', 'delivered', 1],
  ['refuses what it read', { at: 'dot', reply: '554 5.6.0 not that' }, 'refused', 'refused', 0],
  ['refuses what it read for now', { at: 'dot', reply: '451 4.3.0 later' }, 'waiting', 'delivered', 1],
  ['keeps it and resets', { at: 'dot', hangUp: 'reset', keeps: true }, 'uncertain', 'uncertain', 1],
  ['loses it and resets', { at: 'dot', hangUp: 'reset' }, 'uncertain', 'uncertain', 0],
  [
    'answers in ten lines',
    { at: 'dot', reply: `${'250-blah\n'.repeat(9)}250 2.0.0 kept`, keeps: true },
    'delivered',
    'delivered',
    1,
  ],
];
const addressOf = (rank: number) => `personne@boite-${rank}.example`;

async function statesIn(scope: Scope, campaignId: string): Promise<(DeliveryState | undefined)[]> {
  const rows = await ledgerDb(scope)
    .selectFrom('deliveries')
    .select(['address', 'state'])
    .where('campaignId', '=', campaignId)
    .execute();
  return behaviours.map((_, rank) => rows.find(({ address }) => address === addressOf(rank))?.state);
}

test(
  'in one sending, each phase at which a relay fails someone has its own end, and nobody is written to twice (trust R-05)',
  story(async ({ scope, transact, transactAt }) => {
    const sink = await openSmtpSink({
      faults: Object.fromEntries(behaviours.map(([, fault], rank) => [addressOf(rank), [fault]])),
    });
    const post = await openPost({ smtpUrl: sink.url, files: undefined as never, transactAt });
    const outside = { publicUrl: 'https://parvis.example', seal, optOuts: noOptOuts, deliver: post.deliver };
    const { id, version } = await alertTo(
      scope,
      behaviours.map((_, rank) => addressOf(rank)),
    );
    await launchCampaign(scope, id, version);
    await sendBatch(transact, { campaignId: id, lane: 0 }, outside);
    expect(await statesIn(scope, id)).toEqual(behaviours.map(([, , first]) => first));

    sink.behave({});
    const soon = ledgerDb(scope).updateTable('deliveries').set({ nextTryAt: '2026-01-01T00:00:00.000Z' });
    await soon.where('state', '=', 'waiting').execute();
    await sendBatch(transact, { campaignId: id, lane: 0 }, outside);
    await post.close();
    await sink.close();
    expect(await statesIn(scope, id)).toEqual(behaviours.map(([, , , then]) => then));
    const there = behaviours.map((_, rank) => sink.kept.filter(({ recipient }) => recipient === addressOf(rank)).length);
    expect(there).toEqual(behaviours.map(([, , , , count]) => count));
    expect(await getCampaign(scope, id)).toMatchObject({ state: 'sent', totals: { waiting: 0, underWay: 0, uncertain: 2 } });
  }),
);
