import { sql } from 'kysely';
import { getPurpose } from '../../consents/consents.ts';
import { countOverSolicited, getSolicitationLimit } from '../../engagement/engagement.ts';
import type { RichText } from '../../messages/letter/contract.ts';
import { prepareLetter, weightOf } from '../../messages/messages.ts';
import type { Scope } from '../../platform/scope.ts';
import { dayOf, startOfDay, yearsBefore } from '../../platform/time.ts';
import { contactsIn, getSegment } from '../../segments/segments.ts';
import { electionToday } from '../../townhalls/elections/elections.ts';
import { campaignRow, noPurpose, refuseChange, takeCampaign } from '../campaigns.ts';
import type { CampaignRow } from '../tables.ts';
import type { CampaignChecks, Neutrality } from './contract.ts';
import { isApproved, isOppositionDue, isTownWide } from './law.ts';
import { listReviews } from './reviews.ts';
import { checksDb } from './tables.ts';

/** All that is looked at before a letter leaves, beside its words and its audience. */
export async function checksOf(scope: Scope, campaignId: string, publicUrl: string): Promise<CampaignChecks> {
  const campaign = await campaignRow(scope, campaignId);
  const { content, opposition, segmentId, purposeId } = campaign;
  const purpose = purposeId ? await getPurpose(scope, purposeId) : noPurpose;
  const stationery = await prepareLetter(scope, { content, opposition }, { purpose, publicUrl });
  const { window, heldUntil } = await electionToday(scope);
  const rule = segmentId ? (await getSegment(scope, segmentId)).rule : null;
  const pictures = content.blocks.reduce((sum, block) => sum + (block.kind === 'image' ? (block.picture?.size ?? 0) : 0), 0);
  return {
    weight: { page: await weightOf(stationery), pictures },
    hasNotice: stationery.head.address !== '' || stationery.head.email !== null,
    election: {
      window,
      heldUntil,
      urgency: campaign.urgency,
      neutrality: campaign.neutrality,
      isTownWide: rule !== null && (await isTownWide(scope, rule)),
      ...(await rhythmOf(scope, window?.startsOn ?? null)),
    },
    solicited: {
      count: rule ? await countOverSolicited(scope, await contactsIn(scope, rule)) : 0,
      from: (await getSolicitationLimit(scope)).letters,
    },
    opposition: { isDue: await isOppositionDue(scope, campaign), text: opposition, exemption: campaign.oppositionExemption },
    reviews: await listReviews(scope, campaignId),
    isApproved: await isApproved(scope, campaign),
  };
}

/** How much was sent since the window opened, and over the same days a year before. */
async function rhythmOf(scope: Scope, startsOn: string | null) {
  if (startsOn === null) return { since: { letters: 0, copies: 0 }, before: { letters: 0, copies: 0 } };
  const today = dayOf(scope.now);
  return {
    since: await sentBetween(scope, startOfDay(startsOn), scope.now),
    before: await sentBetween(scope, startOfDay(yearsBefore(startsOn, 1)), startOfDay(yearsBefore(today, 1))),
  };
}

async function sentBetween(scope: Scope, from: string, to: string): Promise<{ letters: number; copies: number }> {
  const { rows } = await sql<{ letters: number; copies: number }>`
    select count(distinct campaigns.id)::int as letters, count(deliveries.id)::int as copies
    from campaigns left join deliveries on deliveries.town_hall_id = campaigns.town_hall_id and deliveries.campaign_id = campaigns.id
      and deliveries.state = 'delivered'
    where campaigns.town_hall_id = ${scope.townHallId} and campaigns.launched_at >= ${from}::timestamptz
      and campaigns.launched_at < ${to}::timestamptz`.execute(scope.db);
  return rows[0] ?? { letters: 0, copies: 0 };
}

export const answerNeutrality = (scope: Scope, campaignId: string, answers: Omit<Neutrality, 'answeredBy' | 'answeredAt'>) =>
  note(scope, campaignId, {
    neutrality: JSON.stringify({ ...answers, answeredBy: scope.actor.name, answeredAt: scope.now }) as never,
  });

export const explainUrgency = (scope: Scope, campaignId: string, urgency: string) => note(scope, campaignId, { urgency });

export const writeOpposition = (scope: Scope, campaignId: string, text: RichText) =>
  note(scope, campaignId, { opposition: JSON.stringify(text) as never });

export const exemptOpposition = (scope: Scope, campaignId: string, oppositionExemption: string) =>
  note(scope, campaignId, { oppositionExemption });

type Note = Partial<Pick<CampaignRow, 'neutrality' | 'urgency' | 'opposition' | 'oppositionExemption'>>;

/** Beside the letter, hence without changing its version: whoever writes it is not interrupted. */
async function note(scope: Scope, campaignId: string, noted: Note): Promise<void> {
  refuseChange(await takeCampaign(scope, campaignId));
  await checksDb(scope).updateTable('campaigns').set(noted).where('id', '=', campaignId).execute();
}
