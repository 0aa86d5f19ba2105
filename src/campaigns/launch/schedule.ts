import { variablesOf } from '../../messages/messages.ts';
import { durably } from '../../platform/crash.ts';
import { invalid, Problem, stale } from '../../platform/problem.ts';
import type { Actor, Scope, Transact } from '../../platform/scope.ts';
import { dayOf, instantAt, secondsAfter, timeOf } from '../../platform/time.ts';
import { getSegment } from '../../segments/segments.ts';
import { getTownHall } from '../../townhalls/townhalls.ts';
import { alreadyLaunched, getCampaign, moveTo, refuseUnready, takeCampaign } from '../campaigns.ts';
import { heldByPoll, refuseUnlawful } from '../checks/law.ts';
import type { Campaign } from '../contract.ts';
import { campaignJobs } from '../jobs.ts';
import { type CampaignRow, campaignsDb } from '../tables.ts';
import { leave } from './launch.ts';

/** A day and a time where the town hall's clocks stand, as an agent says them. */
interface Hour {
  day: string;
  time: string;
}

/** Checked as of that hour, then once more when it comes; whoever receives it is chosen then. Said again, it changes the hour. */
export async function scheduleCampaign(
  scope: Scope,
  campaignId: string,
  { version, ...hour }: Hour & { version: number },
): Promise<Campaign> {
  const row = await takeCampaign(scope, campaignId);
  if (row.state !== 'draft' && row.state !== 'scheduled') throw alreadyLaunched();
  if (row.version !== version) throw stale();
  const leavesAt = hourToCome(scope, hour, (await getTownHall(scope)).zone);
  const { segmentId } = refuseUnready(row, await variablesOf(scope));
  const then = { ...scope, now: leavesAt };
  await refuseUnlawful(then, row, (await getSegment(scope, segmentId)).rule);
  const scheduledBy = JSON.stringify(scope.actor) as never;
  const heldUntil = await heldByPoll(then, row);
  await moveTo(scope, row, { state: 'scheduled', leavesAt, scheduledBy, heldUntil, missedBecause: '' });
  await askToLeave(scope, campaignId, leavesAt);
  return getCampaign(scope, campaignId);
}

const A_YEAR = 366 * 86_400;

function hourToCome(scope: Scope, { day, time }: Hour, zone: string): string {
  const instant = instantAt(day, time, zone);
  const refuse = (code: string, message: string) => invalid(code, message, [{ field: 'time', message }]);
  if (dayOf(instant, zone) !== day || timeOf(instant, zone) !== time)
    throw refuse(
      'campaign.hour_skipped',
      'Cette nuit-là, les horloges avancent : cette heure n’existe pas. Choisissez-en une autre.',
    );
  if (instant <= scope.now) throw refuse('campaign.hour_past', 'Cette heure est passée. Choisissez-en une à venir.');
  if (instant > secondsAfter(scope.now, A_YEAR)) throw refuse('campaign.hour_far', 'Choisissez un jour d’ici un an.');
  return instant;
}

/** One job for each hour that was chosen: a job of a former hour finds that it is no longer the one. */
const askToLeave = (scope: Scope, campaignId: string, at: string): Promise<void> =>
  scope.enqueue(campaignJobs.leave, { campaignId }, { at, once: `campaign ${campaignId} leaves ${at}` });

export async function cancelSchedule(scope: Scope, campaignId: string): Promise<Campaign> {
  const row = await takeCampaign(scope, campaignId);
  if (row.state === 'scheduled') await moveTo(scope, row, { state: 'draft', leavesAt: null, heldUntil: null });
  else if (row.state !== 'draft') throw alreadyLaunched();
  return getCampaign(scope, campaignId);
}

/** All is looked at again. What stands in the way is written on the campaign, which waits for an agent as a draft. */
export async function leaveAtItsHour(transact: Transact, campaignId: string): Promise<void> {
  try {
    await durably('launch', () => transact((scope) => leaveIfDue(scope, campaignId)));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await durably('miss', () => transact((scope) => missHour(scope, campaignId, error)));
  }
}

async function leaveIfDue(scope: Scope, campaignId: string): Promise<void> {
  const row = await takeCampaign(scope, campaignId);
  if (!isScheduled(row)) return;
  if (row.leavesAt > scope.now) return askToLeave(scope, campaignId, row.leavesAt);
  const heldUntil = await heldByPoll(scope, row);
  if (!heldUntil) return leave({ ...scope, actor: row.scheduledBy }, row);
  await moveTo(scope, row, { state: 'scheduled', heldUntil });
  await askToLeave(scope, campaignId, heldUntil);
}

type ScheduledRow = CampaignRow & { state: 'scheduled'; leavesAt: string; scheduledBy: Actor };

const isScheduled = (row: CampaignRow): row is ScheduledRow =>
  row.state === 'scheduled' && row.leavesAt !== null && row.scheduledBy !== null;

async function missHour(scope: Scope, campaignId: string, { message, errors }: Problem): Promise<void> {
  const row = await takeCampaign(scope, campaignId);
  if (!isScheduled(row) || row.leavesAt > scope.now) return;
  const missedBecause = [message, ...errors.map((one) => one.message)].filter((one, rank, all) => all.indexOf(one) === rank);
  await moveTo(scope, row, { state: 'draft', heldUntil: null, missedBecause: missedBecause.join(' ') });
}

/** Asks again for those whose hour has come, in case the job that was to do it is no more. */
export async function askForLate(scope: Scope): Promise<void> {
  const late = await campaignsDb(scope)
    .selectFrom('campaigns')
    .select('id')
    .where('state', '=', 'scheduled')
    .where(({ fn }) => fn.coalesce('heldUntil', 'leavesAt'), '<=', scope.now)
    .execute();
  for (const { id } of late) await scope.enqueue(campaignJobs.leave, { campaignId: id }, { once: `campaign ${id} leaves` });
}
