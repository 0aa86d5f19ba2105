import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Content } from '../../messages/letter/contract.ts';
import { linksOf } from '../../messages/letter/letter.ts';
import { idFromBytes, idToBytes } from '../../platform/ids.ts';
import type { Entrance, Visit } from '../../platform/routes.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import { dayOf, epochMilliseconds, secondsBetween, startOfDay } from '../../platform/time.ts';
import { type Bursts, type Counted, isMachine, watchBursts } from './scanners.ts';
import { linksDb } from './tables.ts';

/** What a process remembers of those who open links too fast to be people. */
export const openBursts = (): Bursts => watchBursts();

const USE = 'click';

/** The same for every reader: it says which link of which letter, and nothing of who follows it (trust P-35). */
function tokenFor(scope: Scope, campaignId: string, rank: number): string {
  const parts = Buffer.concat([idToBytes(campaignId), Buffer.from([rank >> 8, rank & 255])]);
  const text = `${scope.townHallId}.${parts.toString('base64url')}`;
  return `${text}.${scope.seal.sign(USE, text)}`;
}

function linkIn(seal: Seal, token: string): { townHallId: number; campaignId: string; rank: number } | undefined {
  const [, text = '', townHallId = '', parts = '', signature = ''] = /^((\d{1,9})\.([\w-]{24}))\.([\w-]{43})$/.exec(token) ?? [];
  if (!text || !seal.isSigned(USE, text, signature)) return undefined;
  const bytes = Buffer.from(parts, 'base64url');
  return { townHallId: Number(townHallId), campaignId: idFromBytes(bytes.subarray(0, 16)), rank: bytes.readUInt16BE(16) };
}

/** Writes down, as the letter leaves, the pages it leads to: no other will ever be redirected to (trust S-49). */
export async function keepLinks(scope: Scope, campaignId: string, content: Content): Promise<void> {
  const links = linksOf(content).filter(({ url }) => /^https?:/.test(url));
  if (links.length === 0) return;
  await linksDb(scope)
    .insertInto('campaignLinks')
    .values(links.map((link, rank) => ({ campaignId, rank, ...link })))
    .execute();
}

/** What stands in the letter in place of each page's address. */
export async function redirectedAddresses(scope: Scope, campaignId: string, publicUrl: string): Promise<Map<string, string>> {
  const links = await linksDb(scope)
    .selectFrom('campaignLinks')
    .select(['rank', 'url'])
    .where('campaignId', '=', campaignId)
    .execute();
  return new Map(links.map(({ rank, url }) => [url, `${publicUrl}/m/c/${tokenFor(scope, campaignId, rank)}`]));
}

/** Where a link leads; undefined for one that was altered, or that no letter holds. A person who follows it is counted, a machine is not. */
export async function followLink(
  entrance: Entrance,
  { seal, bursts, token }: { seal: Seal; bursts: Bursts; token: string },
  visit: Visit,
): Promise<string | undefined> {
  const link = linkIn(seal, token);
  if (!link) return undefined;
  return entrance.transactAt(link.townHallId)(async (scope) => {
    const known = await linksDb(scope)
      .selectFrom('campaignLinks')
      .innerJoin('campaigns', 'campaigns.id', 'campaignLinks.campaignId')
      .select(['campaignLinks.url', 'campaigns.launchedAt'])
      .where('campaignLinks.campaignId', '=', link.campaignId)
      .where('campaignLinks.rank', '=', link.rank)
      .executeTakeFirst();
    if (!known) return undefined;
    if (!visit.isPrefetch && !isMachine(visit.userAgent ?? ''))
      await count(scope, { ...link, launchedAt: known.launchedAt }, { bursts, visit });
    return known.url;
  });
}

type Followed = { campaignId: string; rank: number; launchedAt: string | null };

async function count(
  scope: Scope,
  { campaignId, rank, launchedAt }: Followed,
  { bursts, visit }: { bursts: Bursts; visit: Visit },
) {
  const click: Counted = { rank, since: sinceOf(scope.now, launchedAt ?? scope.now) };
  const burst = bursts.see(sourceOf(campaignId, visit), click, epochMilliseconds(scope.now));
  if (!burst) return add(scope, campaignId, click);
  for (const one of burst.takeBack) await takeBack(scope, campaignId, one);
}

/** By the hour while a letter is fresh, by the day afterwards: enough for a curve, too coarse to follow anyone. */
const FRESH = 48 * 3600;
const sinceOf = (now: string, launchedAt: string): string =>
  secondsBetween(launchedAt, now) < FRESH ? `${now.slice(0, 13)}:00:00.000Z` : startOfDay(dayOf(now));

/** Known to this process alone, and different at each start. */
const salt = randomBytes(16);
const sourceOf = (campaignId: string, { ip, userAgent }: Visit): string =>
  createHash('sha256').update(salt).update(`${campaignId} ${ip} ${userAgent}`).digest('base64url');

const add = (scope: Scope, campaignId: string, click: Counted) =>
  linksDb(scope)
    .insertInto('linkClicks')
    .values({ campaignId, ...click, count: 1 })
    .onConflict((known) => known.constraint('link_clicks_pkey').doUpdateSet({ count: sql`link_clicks.count + 1` }))
    .execute();

const takeBack = (scope: Scope, campaignId: string, { rank, since }: Counted) =>
  linksDb(scope)
    .updateTable('linkClicks')
    .set({ count: sql`greatest(count - 1, 0)` })
    .where('campaignId', '=', campaignId)
    .where('rank', '=', rank)
    .where('since', '=', since)
    .execute();

/** The links of a letter that left, with how often each was followed. */
export async function linkFigures(scope: Scope, campaignId: string) {
  const { rows } = await sql<{ label: string; url: string; count: number }>`
    select campaign_links.label, campaign_links.url, coalesce(sum(link_clicks.count), 0)::int as count
    from campaign_links
    left join link_clicks on link_clicks.town_hall_id = campaign_links.town_hall_id
      and link_clicks.campaign_id = campaign_links.campaign_id and link_clicks.rank = campaign_links.rank
    where campaign_links.town_hall_id = ${scope.townHallId} and campaign_links.campaign_id = ${campaignId}
    group by campaign_links.rank, campaign_links.label, campaign_links.url
    order by count desc, campaign_links.rank`.execute(scope.db);
  return rows;
}

/** How many clicks each hour since the letter left. */
export const clicksByHour = (scope: Scope, campaignId: string, until: string) =>
  linksDb(scope)
    .selectFrom('linkClicks')
    .select(['since', ({ fn }) => fn.sum<number>('count').as('count')])
    .where('campaignId', '=', campaignId)
    .where('since', '<', until)
    .groupBy('since')
    .orderBy('since')
    .execute();
