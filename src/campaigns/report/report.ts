import { sql } from 'kysely';
import { leftOutBecause } from '../../consents/consents.ts';
import type { Channel } from '../../consents/contract.ts';
import type { Scope } from '../../platform/scope.ts';
import { ageOn, dayOf, secondsAfter, secondsBetween } from '../../platform/time.ts';
import { answerTimes, questionResults, SMALL_GROUP } from '../answers/answers.ts';
import { campaignRow } from '../campaigns.ts';
import { clicksByHour, linkFigures } from '../links/links.ts';
import type { CampaignRow } from '../tables.ts';
import type { CampaignReport } from './contract.ts';
import { reportDb } from './tables.ts';

/** Everything a letter led to, in one reading. Zeros before it leaves. */
export async function reportOf(scope: Scope, campaignId: string): Promise<CampaignReport> {
  const campaign = await campaignRow(scope, campaignId);
  const links = await linkFigures(scope, campaignId);
  const times = await answerTimes(scope, campaignId);
  const optOuts = await optOutTimes(scope, campaign);
  const questions = campaign.content.blocks.filter((block) => block.kind === 'question');
  return {
    acts: {
      answered: times.length,
      clicks: links.reduce((sum, { count }) => sum + count, 0),
      optedOut: optOuts.length,
    },
    channels: await channelFigures(scope, campaignId),
    links,
    questions: await questionResults(scope, campaignId, questions),
    curve: await curveOf(scope, campaign, [...times.map(({ at }) => at), ...optOuts]),
    unreached: await unreachedOf(scope, campaign),
  };
}

async function channelFigures(scope: Scope, campaignId: string): Promise<CampaignReport['channels']> {
  const { rows } = await sql<{
    channel: Channel;
    total: number;
    sent: number;
    delivered: number;
    inError: number;
    leftOut: number;
  }>`
    select channel, count(*)::int as total,
      count(*) filter (where state not in ('skipped', 'waiting', 'claimed'))::int as sent,
      count(*) filter (where state = 'delivered')::int as delivered,
      count(*) filter (where state in ('refused', 'gave_up'))::int as "inError",
      count(*) filter (where state = 'skipped')::int as "leftOut"
    from deliveries where town_hall_id = ${scope.townHallId} and campaign_id = ${campaignId}
    group by channel order by channel`.execute(scope.db);
  return rows;
}

/** Those who received it and stopped these messages by a link, before the next letter for the same purpose. */
async function optOutTimes(scope: Scope, { id, purposeId, launchedAt }: CampaignRow): Promise<string[]> {
  if (!launchedAt || !purposeId) return [];
  const { rows } = await sql<{ at: string }>`
    select min(interactions.happened_at) as at from interactions
    join deliveries on deliveries.town_hall_id = interactions.town_hall_id and deliveries.contact_id = interactions.contact_id
      and deliveries.campaign_id = ${id} and deliveries.state = 'delivered'
    where interactions.town_hall_id = ${scope.townHallId} and interactions.kind = 'opted_out' and interactions.subject_id = ${purposeId}
      and interactions.happened_at >= ${launchedAt}::timestamptz
      and interactions.happened_at < coalesce((select min(launched_at) from campaigns as later
        where later.town_hall_id = ${scope.townHallId} and later.purpose_id = ${purposeId} and later.launched_at > ${launchedAt}::timestamptz), 'infinity')
    group by interactions.contact_id order by at`.execute(scope.db);
  return rows.map(({ at }) => at);
}

const HOURS = 48;

async function curveOf(
  scope: Scope,
  { id, launchedAt }: CampaignRow,
  times: readonly string[],
): Promise<CampaignReport['curve']> {
  if (!launchedAt) return [];
  const clicks = await clicksByHour(scope, id, secondsAfter(launchedAt, HOURS * 3600));
  const acts = [...times.map((at) => ({ at, count: 1 })), ...clicks.map(({ since, count }) => ({ at: since, count }))];
  const elapsed = Math.floor(secondsBetween(launchedAt, scope.now) / 3600);
  return Array.from({ length: Math.min(HOURS, elapsed) + 1 }, (_, hour) => ({
    hour,
    acts: acts
      .filter(({ at }) => secondsBetween(launchedAt, at) < hour * 3600)
      .reduce((sum, { count }) => sum + Number(count), 0),
  }));
}

/** Those the letter was for, and whom it did not reach: what is known of them, and how else they may be told. */
async function unreachedOf(scope: Scope, { id, purposeId }: CampaignRow): Promise<CampaignReport['unreached']> {
  if (!purposeId) return { total: 0, byAge: [], call: 0, letter: 0 };
  const people = await unreached(scope, id)
    .select(['contacts.birthDate'])
    .select([mayBe(scope, purposeId, 'call').as('byCall'), mayBe(scope, purposeId, 'letter').as('byLetter')])
    .execute();
  return {
    total: people.length,
    byAge: agesOf(
      dayOf(scope.now),
      people.map(({ birthDate }) => birthDate),
    ),
    call: people.filter(({ byCall }) => byCall).length,
    letter: people.filter(({ byLetter }) => byLetter).length,
  };
}

export const mayBe = (scope: Scope, purposeId: string, channel: Channel) =>
  sql<boolean>`(${leftOutBecause(scope, { purposeId, channel })}) is null`;

export const unreached = (scope: Scope, campaignId: string) =>
  reportDb(scope)
    .selectFrom('deliveries')
    .innerJoin('contacts', 'contacts.id', 'deliveries.contactId')
    .where('deliveries.campaignId', '=', campaignId)
    .where('deliveries.state', 'in', ['skipped', 'refused', 'gave_up']);

const bands = [
  { label: '15 – 29 ans', from: 15, to: 29 },
  { label: '30 – 44 ans', from: 30, to: 44 },
  { label: '45 – 59 ans', from: 45, to: 59 },
  { label: '60 – 74 ans', from: 60, to: 74 },
  { label: '75 ans et plus', from: 75, to: 130 },
];

/** Empty where nobody's age is known. */
function agesOf(today: string, birthDates: readonly (string | null)[]): CampaignReport['unreached']['byAge'] {
  const ages = birthDates.flatMap((day) => (day === null ? [] : [ageOn(today, day)]));
  if (ages.length === 0) return [];
  return bands.map(({ label, from, to }) => {
    const count = ages.filter((age) => age >= from && age <= to).length;
    return { label, count: count > 0 && count < SMALL_GROUP ? null : count };
  });
}
