import { getPurpose } from '../consents/consents.ts';
import { type NewInteraction, recordInteractions } from '../interactions/interactions.ts';
import {
  type Audience,
  type Claim,
  claimDeliveries,
  giveBack,
  type HandedOver,
  handOver,
  nextDueAt,
  recordOutcomes,
  type Settled,
  settleExpired,
  underWay,
} from '../messages/ledger/ledger.ts';
import { type Outside, prepareLetter, type Stationery, writeMail } from '../messages/messages.ts';
import { announce } from '../platform/live/announce.ts';
import type { Scope, Transact } from '../platform/scope.ts';
import type { Outcome } from '../post/contract.ts';
import { campaignRow, moveTo, takeCampaign, turnOf } from './campaigns.ts';
import { campaignJobs } from './jobs.ts';
import { campaignsDb } from './tables.ts';

/** How many are handed over at a time: what a crash can leave uncertain. */
const HANDFUL = 25;
/** How many handfuls before other campaigns have their turn: batches of 500 (design.md §3). */
const HANDFULS = 20;

/** Claim, hand over, record. A crash in between leaves rows marked as handed over: settled by evidence, never sent again blindly. */
export async function sendBatch(transact: Transact, campaignId: string, outside: Outside): Promise<void> {
  for (let count = 0; count < HANDFULS; count++) {
    const handful = await transact((scope) => takeHandful(scope, campaignId));
    if (!handful) break;
    const { audience, stationery, claims } = handful;
    const handed = await transact((scope) => handOverUnlessStopped(scope, audience, claims));
    const told = await deliverAll(handed, stationery, outside);
    await transact((scope) => record(scope, campaignId, told));
  }
  await transact((scope) => goOn(scope, campaignId));
}

interface Handful {
  audience: Audience;
  stationery: Stationery;
  claims: Claim[];
}

async function takeHandful(scope: Scope, campaignId: string): Promise<Handful | undefined> {
  const campaign = await campaignRow(scope, campaignId);
  await settleExpired(scope, campaignId);
  if (campaign.state !== 'sending' || !campaign.purposeId) return undefined;
  const claims = await claimDeliveries(scope, campaignId, HANDFUL);
  if (claims.length === 0) return undefined;
  const stationery = await prepareLetter(scope, campaign, await getPurpose(scope, campaign.purposeId));
  return { audience: { campaignId, purposeId: campaign.purposeId, channel: 'email' }, stationery, claims };
}

async function handOverUnlessStopped(scope: Scope, audience: Audience, claims: readonly Claim[]): Promise<HandedOver[]> {
  // Held against a stop until this is committed: after « Arrêter » nothing more leaves.
  const { state } = await takeCampaign(scope, audience.campaignId);
  if (state === 'sending') return handOver(scope, audience, claims);
  await giveBack(scope, claims);
  return [];
}

type Told = Claim & { outcome: Outcome };

const deliverAll = (handed: readonly HandedOver[], stationery: Stationery, outside: Outside): Promise<Told[]> =>
  Promise.all(
    handed.map(async (one) => ({
      ...one,
      outcome: await outside.deliver(stationery.head.townHallId, writeMail(stationery, outside, one)),
    })),
  );

async function record(scope: Scope, campaignId: string, told: readonly Told[]): Promise<void> {
  const settled = await recordOutcomes(scope, told);
  const { name } = await campaignRow(scope, campaignId);
  await recordInteractions(
    scope,
    settled.flatMap((one) => lineFor(one, { kind: 'campaign', id: campaignId, label: name })),
  );
  await announce(scope, 'campaign', campaignId);
}

/** What a person's timeline says of it; nothing until it is known. */
function lineFor({ contactId, state }: Settled, subject: NonNullable<NewInteraction['subject']>): NewInteraction[] {
  if (!contactId || (state !== 'delivered' && state !== 'refused')) return [];
  return [{ contactId, kind: state === 'delivered' ? 'letter_received' : 'letter_refused', initiative: 'town_hall', subject }];
}

/** What remains is a fact of the ledger: another batch, later or now, or the end. */
async function goOn(scope: Scope, campaignId: string): Promise<void> {
  const campaign = await takeCampaign(scope, campaignId);
  const isSending = campaign.state === 'sending';
  const due = await nextDueAt(scope, campaignId, isSending ? undefined : underWay);
  if (due) await scope.enqueue(campaignJobs.sendBatch, { campaignId }, { at: due, once: turnOf(campaignId) });
  else if (isSending) await moveTo(scope, campaign, 'sent');
}

/** Asks again for the batches of what has not ended, in case the job that was to ask is no more. */
export async function wakeCampaigns(transact: Transact): Promise<void> {
  const unfinished = await transact((scope) =>
    campaignsDb(scope)
      .selectFrom('campaigns')
      .select('id')
      .where('state', 'in', ['sending', 'stopped'])
      .where(({ exists, selectFrom, or, eb }) =>
        or([
          eb('campaigns.state', '=', 'sending'),
          exists(
            selectFrom('deliveries')
              .select('deliveries.id')
              .whereRef('deliveries.campaignId', '=', 'campaigns.id')
              .where('deliveries.state', 'in', underWay),
          ),
        ]),
      )
      .execute(),
  );
  for (const { id } of unfinished) await transact((scope) => goOn(scope, id));
}
