import { freezeAudience } from '../../messages/ledger/ledger.ts';
import { variablesOf } from '../../messages/messages.ts';
import { crashPoint } from '../../platform/crash.ts';
import { stale } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { contactsIn, getSegment } from '../../segments/segments.ts';
import { getCampaign, moveTo, passageReaders, refuseUnready, takeCampaign } from '../campaigns.ts';
import { refuseHeld, refuseUnlawful } from '../checks/law.ts';
import type { Campaign } from '../contract.ts';
import { campaignJobs } from '../jobs.ts';
import { keepLinks } from '../links/links.ts';
import type { CampaignRow } from '../tables.ts';

/** In the version the agent read; a second launch finds the first one's work. */
export async function launchCampaign(scope: Scope, campaignId: string, version: number): Promise<Campaign> {
  const row = await takeCampaign(scope, campaignId);
  if (row.state !== 'draft' && row.state !== 'scheduled') return getCampaign(scope, campaignId);
  if (row.version !== version) throw stale();
  await refuseHeld(scope, row);
  await leave(scope, row);
  return getCampaign(scope, campaignId);
}

/** Writes down, once, who receives it: someone who matches the segment tomorrow will not be written to. */
export async function leave(scope: Scope, row: CampaignRow): Promise<void> {
  const { segmentId, purposeId } = refuseUnready(row, await variablesOf(scope));
  const { rule } = await getSegment(scope, segmentId);
  await refuseUnlawful(scope, row, rule);
  const passages = await passageReaders(scope, row.content);
  crashPoint('freeze:before');
  await freezeAudience(
    scope,
    { campaignId: row.id, purposeId, channel: 'email' },
    { people: await contactsIn(scope, rule), passages },
  );
  crashPoint('freeze:after');
  await keepLinks(scope, row.id, row.content);
  const launch = { launchedAt: scope.now, launchedBy: scope.actor.name };
  await moveTo(scope, row, { state: 'sending', ...launch, leavesAt: null, heldUntil: null, missedBecause: '' });
  await askForTurns(scope, row.id);
}

/** So many workers may hand over one campaign at the same time; each lane asks for its next turn at the tail of all work. */
const LANES = 4;

export interface Lane {
  campaignId: string;
  lane: number;
}

export async function askForTurns(scope: Scope, campaignId: string): Promise<void> {
  for (let lane = 0; lane < LANES; lane++) await askForTurn(scope, { campaignId, lane });
}

/** One turn of a lane waits at a time. */
export const askForTurn = (scope: Scope, { campaignId, lane }: Lane, at?: string): Promise<void> =>
  scope.enqueue(campaignJobs.sendBatch, { campaignId, lane }, { ...(at ? { at } : {}), once: `campaign ${campaignId} ${lane}` });

/** What has not left does not leave; what is being handed over ends as it may. */
export async function stopCampaign(scope: Scope, campaignId: string): Promise<Campaign> {
  const row = await takeCampaign(scope, campaignId);
  if (row.state === 'sending') await moveTo(scope, row, { state: 'stopped', finishedAt: scope.now, heldUntil: null });
  return getCampaign(scope, campaignId);
}

/** From where it was: whoever was handed over is not again. */
export async function resumeCampaign(scope: Scope, campaignId: string): Promise<Campaign> {
  const row = await takeCampaign(scope, campaignId);
  if (row.state !== 'stopped') return getCampaign(scope, campaignId);
  await refuseHeld(scope, row);
  await moveTo(scope, row, { state: 'sending', finishedAt: null });
  await askForTurns(scope, campaignId);
  return getCampaign(scope, campaignId);
}
