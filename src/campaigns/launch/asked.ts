import { toConfirm } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Campaign } from '../contract.ts';
import { reachOf } from '../previewing.ts';
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
  const launched = await launchCampaign(scope, campaignId, version);
  if (launched.totals.total > MANY && !isConfirmed) throw toConfirm();
  return launched;
}

/** At its hour nobody is there to be asked: it is asked as the hour is given. */
export async function scheduleAsked(
  scope: Scope,
  campaignId: string,
  { isConfirmed, ...asked }: Asked & { day: string; time: string },
): Promise<Campaign> {
  const planned = await scheduleCampaign(scope, campaignId, asked);
  if (!isConfirmed && (await reachOf(scope, campaignId)).total > MANY) throw toConfirm();
  return planned;
}
