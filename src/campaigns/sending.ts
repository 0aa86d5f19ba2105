import { getPurpose } from '../consents/consents.ts';
import { type NewInteraction, recordInteractions } from '../interactions/interactions.ts';
import {
  type Audience,
  type Departed,
  handOver,
  nextDueAt,
  nobodyLeaves,
  recordOutcomes,
  type Settled,
  settleExpired,
} from '../messages/ledger/ledger.ts';
import { departureOf, type Outside, prepareLetter, type Stationery } from '../messages/messages.ts';
import { isToldAll, replayOptOuts } from '../messages/opt-outs/opt-outs.ts';
import { durably } from '../platform/crash.ts';
import { announce } from '../platform/live/announce.ts';
import type { Scope, Transact } from '../platform/scope.ts';
import type { Way } from '../post/contract.ts';
import { allot, type Due, learn, type Paces, readPaces } from '../post/pacing/pacing.ts';
import { campaignRow, holdCampaign, moveTo, takeCampaign } from './campaigns.ts';
import { heldByPoll } from './checks/law.ts';
import { type Flight, openFlight, type Told } from './flight.ts';
import { askForTurn, type Lane } from './launch/launch.ts';
import { askForLate } from './launch/schedule.ts';
import { redirectedAddresses } from './links/links.ts';
import { campaignsDb } from './tables.ts';

/** What a crash of one job can leave uncertain, at most. */
export const IN_FLIGHT = 40;
/** How many answers are written in one transaction, with the next to leave. */
const SET = 20;
/** Then other campaigns have their turn, and other work. */
const MESSAGES_PER_TURN = 500;
const MILLISECONDS_PER_TURN = 5000;
/** Screens are told once a second, not once a set. */
const BETWEEN_NEWS = 1000;

/** One turn of one lane of a campaign: it hands over, records, and asks for another turn at the tail. */
export async function sendBatch(transact: Transact, { campaignId, lane }: Lane, outside: Outside): Promise<void> {
  const { letter, heldUntil } = await durably('open', () => transact((scope) => openTurn(scope, campaignId, outside)));
  const notBefore = letter ? await sendTurn(transact, letter, outside) : heldUntil;
  await durably('end', () => transact((scope) => goOn(scope, { campaignId, lane }, notBefore)));
}

/** A campaign in this process' hands, for the time of a turn. */
interface OpenLetter {
  campaignId: string;
  name: string;
  audience: Audience;
  stationery: Stationery;
  announcedAt: number;
}

/** A letter, unless there is nothing to send any more, or a poll holds what is left. */
interface Turn {
  letter?: OpenLetter;
  heldUntil: string | null;
}

async function openTurn(scope: Scope, campaignId: string, { publicUrl }: Outside): Promise<Turn> {
  const campaign = await campaignRow(scope, campaignId);
  await settleExpired(scope, campaignId);
  if (campaign.state !== 'sending' || !campaign.purposeId) return { heldUntil: null };
  const heldUntil = await heldByPoll(scope, campaign);
  if (heldUntil !== campaign.heldUntil) await sayHeld(scope, campaignId, heldUntil);
  if (heldUntil) return { heldUntil };
  const purpose = await getPurpose(scope, campaign.purposeId);
  const addresses = await redirectedAddresses(scope, campaignId, publicUrl);
  const stationery = await prepareLetter(scope, { ...campaign, addresses }, { purpose, publicUrl });
  const audience = { campaignId, purposeId: campaign.purposeId, channel: 'email' } as const;
  return { letter: { campaignId, name: campaign.name, audience, stationery, announcedAt: 0 }, heldUntil };
}

/** A sending spread over days may meet the eve of a poll (trust P-18). */
async function sayHeld(scope: Scope, campaignId: string, heldUntil: string | null): Promise<void> {
  await campaignsDb(scope).updateTable('campaigns').set({ heldUntil }).where('id', '=', campaignId).execute();
  await announce(scope, 'campaign', campaignId);
}

/** While some are on their way, the answers of others are written down, and the next are marked as leaving. */
async function sendTurn(transact: Transact, letter: OpenLetter, outside: Outside): Promise<string | null> {
  const flight = openFlight(letter.stationery, outside);
  const departure = departureOf(letter.stationery, outside.publicUrl);
  const end = performance.now() + MILLISECONDS_PER_TURN;
  let notBefore: string | null = null;
  for (let left = MESSAGES_PER_TURN; ; ) {
    const heard = flight.heard();
    const limit = performance.now() < end ? Math.min(left, IN_FLIGHT - flight.size()) : 0;
    if (heard.told.length === 0 && limit === 0) break;
    const departed = await durably('hand over', () =>
      transact((scope) => step(scope, letter, { ...departure, ...heard, limit, optOuts: outside.optOuts })),
    );
    if (departed === tellFirst) await replayOptOuts(transact, outside.optOuts);
    notBefore = departed.notBefore ?? notBefore;
    left = departed.isLast ? 0 : left - departed.handed.length;
    flight.take(departed.handed);
    await flight.someLand(SET);
  }
  flight.leaveBehind((told) => writeLate(transact, letter, { ...departure, told }));
  return notBefore;
}

type Step = ReturnType<typeof departureOf> & ReturnType<Flight['heard']> & { limit: number; optOuts: Outside['optOuts'] };

/** A stop waits in the journal, which this transaction cannot empty. */
const tellFirst: Departed = { ...nobodyLeaves, isLast: false };

async function step(
  scope: Scope,
  letter: OpenLetter,
  { way, messageDomain, told, slow, limit, optOuts }: Step,
): Promise<Departed> {
  const paces = await readPaces(scope, way);
  await record(scope, letter, { told, slow, paces });
  // Held against a stop until this is committed: after « Arrêter » nothing more leaves.
  if (limit === 0 || (await holdCampaign(scope, letter.campaignId)).state !== 'sending') return nobodyLeaves;
  // Acknowledged since the journal was last told: told first, before anyone is marked as leaving (trust R-12).
  if (!(await isToldAll(scope, optOuts))) return tellFirst;
  const allotted = (due: readonly Due[]) => allot(scope, paces, due);
  return handOver(scope, letter.audience, { limit, relayId: way.relayId, messageDomain, allot: allotted });
}

type News = Pick<Step, 'told' | 'slow'> & { paces: Paces };

async function record(scope: Scope, letter: OpenLetter, { told, slow, paces }: News): Promise<void> {
  await learn(scope, paces, [...told, ...slow.map((domain) => ({ domain, outcome: 'slow' as const }))]);
  if (told.length === 0) return;
  const settled = await recordOutcomes(scope, told);
  const subject = { kind: 'campaign', id: letter.campaignId, label: letter.name };
  await recordInteractions(
    scope,
    settled.flatMap((one) => lineFor(one, subject)),
  );
  if (performance.now() - letter.announcedAt < BETWEEN_NEWS) return;
  letter.announcedAt = performance.now();
  await announce(scope, 'campaign', letter.campaignId);
}

/** What a person’s timeline says of it; nothing until it is known. */
export function lineFor({ contactId, state }: Settled, subject: NonNullable<NewInteraction['subject']>): NewInteraction[] {
  if (!contactId || (state !== 'delivered' && state !== 'refused')) return [];
  return [{ contactId, kind: state === 'delivered' ? 'letter_received' : 'letter_refused', initiative: 'town_hall', subject }];
}

/** An answer that came after the turn was given to others. */
async function writeLate(transact: Transact, letter: OpenLetter, { way, told }: { way: Way; told: Told }): Promise<void> {
  await durably('late answer', () =>
    transact(async (scope) => {
      await record(scope, letter, { told: [told], slow: [], paces: await readPaces(scope, way) });
      await goOn(scope, { campaignId: letter.campaignId, lane: 0 }, null);
    }),
  );
}

/** What remains is a fact of the ledger: another turn, later or now, or the end. */
async function goOn(scope: Scope, lane: Lane, notBefore: string | null): Promise<void> {
  const campaign = await takeCampaign(scope, lane.campaignId);
  const isSending = campaign.state === 'sending';
  const due = await nextDueAt(scope, lane.campaignId, isSending ? 'any' : 'leaving');
  if (due) await askForTurn(scope, lane, notBefore && notBefore > due ? notBefore : due);
  else if (isSending) await moveTo(scope, campaign, { state: 'sent', finishedAt: scope.now });
}

/** Asks again for the turns of what has not ended, in case the job that was to ask is no more. */
export async function wakeCampaigns(transact: Transact): Promise<void> {
  await transact(askForLate);
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
              .where('deliveries.state', '=', 'handing_over'),
          ),
        ]),
      )
      .execute(),
  );
  for (const { id } of unfinished) await transact((scope) => goOn(scope, { campaignId: id, lane: 0 }, null));
}
