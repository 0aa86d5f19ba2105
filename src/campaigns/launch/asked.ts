import { toConfirm } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { campaignRow } from '../campaigns.ts';
import type { Campaign } from '../contract.ts';
import { countChosen } from '../previewing.ts';
import { launchCampaign } from './launch.ts';
import { scheduleCampaign } from './schedule.ts';

/** Beyond so many readers, whoever has a letter leave has just proved to be there (trust S-24). */
const MANY = 500;

/** Whether the password was given a moment ago. */
interface Asked {
  version: number;
  isConfirmed: boolean;
}

export async function launchAsked(scope: Scope, campaignId: string, { version, isConfirmed }: Asked): Promise<Campaign> {
  await refuseUnproven(scope, campaignId, isConfirmed);
  return launchCampaign(scope, campaignId, version);
}

/** At its hour nobody is there to be asked: it is asked as the hour is given. */
export async function scheduleAsked(
  scope: Scope,
  campaignId: string,
  { isConfirmed, ...asked }: Asked & { day: string; time: string },
): Promise<Campaign> {
  await refuseUnproven(scope, campaignId, isConfirmed);
  return scheduleCampaign(scope, campaignId, asked);
}

/** Counted before anyone is written down; a letter without readers yet, or that has left, says so by itself. */
async function refuseUnproven(scope: Scope, campaignId: string, isConfirmed: boolean): Promise<void> {
  if (isConfirmed) return;
  const { state, segmentId, purposeId } = await campaignRow(scope, campaignId);
  const isToLeave = (state === 'draft' || state === 'scheduled') && segmentId !== null && purposeId !== null;
  if (isToLeave && (await countChosen(scope, campaignId)) > MANY) throw toConfirm();
}
