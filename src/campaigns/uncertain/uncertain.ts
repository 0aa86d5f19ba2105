import { recordInteractions } from '../../interactions/interactions.ts';
import type { JournalReading, Settlement } from '../../messages/evidence/contract.ts';
import { type Finding, listSettlements, listUncertain, readJournal, settleUncertain } from '../../messages/evidence/evidence.ts';
import { announce } from '../../platform/live/announce.ts';
import type { Scope } from '../../platform/scope.ts';
import { campaignRow, getCampaign, moveTo, takeCampaign } from '../campaigns.ts';
import type { Campaign } from '../contract.ts';
import { askForTurns } from '../launch/launch.ts';
import { lineFor } from '../sending.ts';

export async function listUncertainOf(scope: Scope, campaignId: string, page: { limit: number; cursor?: string | undefined }) {
  await campaignRow(scope, campaignId);
  return listUncertain(scope, campaignId, page);
}

export async function listSettlementsOf(scope: Scope, campaignId: string): Promise<Settlement[]> {
  await campaignRow(scope, campaignId);
  return listSettlements(scope, campaignId);
}

export async function readJournalOf(scope: Scope, campaignId: string, extract: string): Promise<JournalReading> {
  await campaignRow(scope, campaignId);
  return readJournal(scope, campaignId, extract);
}

/** Those to send again leave as the others did, checked once more; a sending that had ended goes on for them. */
export async function settle(scope: Scope, campaignId: string, finding: Finding): Promise<Campaign> {
  const campaign = await takeCampaign(scope, campaignId);
  const settled = await settleUncertain(scope, campaignId, finding);
  const subject = { kind: 'campaign', id: campaignId, label: campaign.name };
  await recordInteractions(
    scope,
    settled.flatMap((one) => lineFor(one, subject)),
  );
  const isToSend = settled.some(({ state }) => state === 'waiting') && campaign.state !== 'stopped';
  if (isToSend && campaign.state === 'sent') await moveTo(scope, campaign, { state: 'sending', finishedAt: null });
  if (isToSend) await askForTurns(scope, campaignId);
  await announce(scope, 'campaign', campaignId);
  return getCampaign(scope, campaignId);
}
