import { getPurpose } from '../consents/consents.ts';
import { type NewInteraction, recordInteractions } from '../interactions/interactions.ts';
import { handOver, nextDueAt, recordOutcomes, type Settled, settleExpired } from '../messages/ledger/ledger.ts';
import { type Outside, prepareLetter, type Stationery } from '../messages/messages.ts';
import { replayOptOuts } from '../messages/opt-outs/opt-outs.ts';
import { durably } from '../platform/crash.ts';
import { announce } from '../platform/live/announce.ts';
import type { Scope, Transact } from '../platform/scope.ts';
import { askForTurn, campaignRow, holdCampaign, type Lane, moveTo, takeCampaign } from './campaigns.ts';
import { openFlight, type Told } from './flight.ts';
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
  const letter = await durably('open', () => transact((scope) => openTurn(scope, campaignId, outside)));
  if (letter) await sendTurn(transact, letter, outside);
  await durably('end', () => transact((scope) => goOn(scope, { campaignId, lane })));
}

/** A campaign in this process' hands, for the time of a turn. */
interface OpenLetter {
  campaignId: string;
  name: string;
  purposeId: string;
  stationery: Stationery;
  announcedAt: number;
}

async function openTurn(scope: Scope, campaignId: string, { publicUrl }: Outside): Promise<OpenLetter | undefined> {
  const campaign = await campaignRow(scope, campaignId);
  await settleExpired(scope, campaignId);
  if (campaign.state !== 'sending' || !campaign.purposeId) return undefined;
  const purpose = await getPurpose(scope, campaign.purposeId);
  const addresses = await redirectedAddresses(scope, campaignId, publicUrl);
  const stationery = await prepareLetter(scope, { ...campaign, addresses }, { purpose, publicUrl });
  return { campaignId, name: campaign.name, purposeId: campaign.purposeId, stationery, announcedAt: 0 };
}

/** While some are on their way, the answers of others are written down, and the next are marked as leaving. */
async function sendTurn(transact: Transact, letter: OpenLetter, outside: Outside): Promise<void> {
  const flight = openFlight(letter.stationery, outside);
  const end = performance.now() + MILLISECONDS_PER_TURN;
  for (let left = MESSAGES_PER_TURN; ; ) {
    const told = flight.landed();
    const room = performance.now() < end ? Math.min(left, IN_FLIGHT - flight.size()) : 0;
    if (told.length === 0 && room === 0) break;
    if (room > 0) await replayOptOuts(transact, outside.optOuts);
    const handed = await durably('hand over', () => transact((scope) => step(scope, letter, { told, room })));
    left = handed.length === 0 ? 0 : left - handed.length;
    flight.take(handed);
    await flight.someLand(SET);
  }
  flight.leaveBehind((told) => writeLate(transact, letter, told));
}

async function step(scope: Scope, letter: OpenLetter, { told, room }: { told: readonly Told[]; room: number }) {
  await record(scope, letter, told);
  // Held against a stop until this is committed: after « Arrêter » nothing more leaves.
  if (room === 0 || (await holdCampaign(scope, letter.campaignId)).state !== 'sending') return [];
  return handOver(scope, { campaignId: letter.campaignId, purposeId: letter.purposeId, channel: 'email' }, room);
}

async function record(scope: Scope, letter: OpenLetter, told: readonly Told[]): Promise<void> {
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

/** What a person's timeline says of it; nothing until it is known. */
function lineFor({ contactId, state }: Settled, subject: NonNullable<NewInteraction['subject']>): NewInteraction[] {
  if (!contactId || (state !== 'delivered' && state !== 'refused')) return [];
  return [{ contactId, kind: state === 'delivered' ? 'letter_received' : 'letter_refused', initiative: 'town_hall', subject }];
}

/** An answer that came after the turn was given to others. */
async function writeLate(transact: Transact, letter: OpenLetter, told: Told): Promise<void> {
  await durably('late answer', () =>
    transact(async (scope) => {
      await record(scope, letter, [told]);
      await goOn(scope, { campaignId: letter.campaignId, lane: 0 });
    }),
  );
}

/** What remains is a fact of the ledger: another turn, later or now, or the end. */
async function goOn(scope: Scope, { campaignId, lane }: Lane): Promise<void> {
  const campaign = await takeCampaign(scope, campaignId);
  const isSending = campaign.state === 'sending';
  const due = await nextDueAt(scope, campaignId, isSending ? 'any' : 'leaving');
  if (due) await askForTurn(scope, { campaignId, lane }, due);
  else if (isSending) await moveTo(scope, campaign, 'sent');
}

/** Asks again for the turns of what has not ended, in case the job that was to ask is no more. */
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
              .where('deliveries.state', '=', 'handing_over'),
          ),
        ]),
      )
      .execute(),
  );
  for (const { id } of unfinished) await transact((scope) => goOn(scope, { campaignId: id, lane: 0 }));
}
