import { sql } from 'kysely';
import { z } from 'zod';
import { fullName } from '../../contacts/labels.ts';
import { id, instant } from '../../platform/contract.ts';
import { cutPage, readCursor } from '../../platform/cursor.ts';
import type { Scope } from '../../platform/scope.ts';
import { markTold, type Settled } from '../ledger/ledger.ts';
import type { JournalReading, Settlement, UncertainDelivery, Verdict } from './contract.ts';
import { readRelayJournal } from './relay-journal.ts';
import { evidenceDb } from './tables.ts';

const uncertainOf = (scope: Scope, campaignId: string) =>
  evidenceDb(scope)
    .selectFrom('deliveries')
    .where('deliveries.campaignId', '=', campaignId)
    .where('deliveries.state', '=', 'uncertain');

/** Whose message nobody can answer for, and what is known of it: the earliest handed over first. */
export async function listUncertain(
  scope: Scope,
  campaignId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: UncertainDelivery[]; nextCursor: string | null }> {
  const [handedAt, lastId] = cursor === undefined ? [] : readCursor(z.tuple([instant, id]), cursor);
  const since = sql<string>`coalesce(deliveries.handed_at, deliveries.settled_at)`;
  const rows = await uncertainOf(scope, campaignId)
    .leftJoin('contacts', 'contacts.id', 'deliveries.contactId')
    .leftJoin('relays', 'relays.id', 'deliveries.relayId')
    .select(['deliveries.id', 'deliveries.contactId', 'deliveries.address', 'deliveries.messageId', 'deliveries.reason'])
    .select(['contacts.firstName', 'contacts.lastName', 'relays.name as relayName', since.as('handedAt')])
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(${since}, deliveries.id) > (${handedAt}::timestamptz, ${lastId}::uuid)`),
    )
    .orderBy(since)
    .orderBy('deliveries.id')
    .limit(limit + 1)
    .execute();
  const { kept, nextCursor } = cutPage(rows, limit, (row) => [row.handedAt, row.id]);
  const items = kept.map(
    ({ firstName, lastName, messageId, reason, ...row }): UncertainDelivery => ({
      ...row,
      name: lastName === null ? null : fullName({ firstName: firstName ?? '', lastName }),
      messageId: messageId ?? '',
      // Whoever called it uncertain heard the line break off; a worker that died said nothing.
      lastStep: reason === '' ? 'handing_over' : 'whole_message_said',
      reply: reason,
    }),
  );
  return { items, nextCursor };
}

/** What was found out, about these or about all of them, and how. */
export interface Finding {
  verdict: Verdict;
  reason: string;
  deliveryIds?: readonly string[] | undefined;
}

/** Settles by evidence, never blindly: each is what was found, or goes back among those to send; whoever was forgotten since is written to no more. */
export async function settleUncertain(scope: Scope, campaignId: string, finding: Finding): Promise<Settled[]> {
  const { verdict, reason, deliveryIds } = finding;
  const state = verdict === 'arrived' ? sql`'delivered'` : sql`case when contact_id is null then 'skipped' else 'waiting' end`;
  const { rows } = await sql<Settled>`
    with settled as (
      update deliveries set state = ${state}, topic = '',
        reason = case when ${verdict} = 'not_left' and contact_id is null then 'erased' else '' end,
        next_try_at = case when ${verdict} = 'not_left' and contact_id is not null then date_trunc('milliseconds', now()) end,
        settled_at = case when ${verdict} = 'not_left' and contact_id is not null then null else ${scope.now}::timestamptz end
      where town_hall_id = ${scope.townHallId} and campaign_id = ${campaignId} and state = 'uncertain'
        and (${deliveryIds === undefined} or id = any(${deliveryIds ?? []}::uuid[]))
      returning town_hall_id, id, lease_epoch, contact_id, address, state, topic
    ), kept as (
      insert into delivery_settlements (town_hall_id, delivery_id, lease_epoch, campaign_id, verdict, reason, settled_at, settled_by)
      select town_hall_id, id, lease_epoch, ${campaignId}::uuid, ${verdict}, ${reason}, ${scope.now}::timestamptz, ${scope.actor.name}
      from settled
    )
    select contact_id, address, state, topic from settled`.execute(scope.db);
  await markTold(scope, rows);
  return rows;
}

/** Who settled what, and why: the latest first. */
export const listSettlements = (scope: Scope, campaignId: string): Promise<Settlement[]> =>
  evidenceDb(scope)
    .selectFrom('deliverySettlements')
    .select(['verdict', 'reason', 'settledAt', 'settledBy', ({ fn }) => fn.countAll<number>().as('count')])
    .where('campaignId', '=', campaignId)
    .groupBy(['verdict', 'reason', 'settledAt', 'settledBy'])
    .orderBy('settledAt', 'desc')
    .execute();

/** Settles nothing: says what an extract of the relay's journal proves. That a message is absent from an extract proves nothing. */
export async function readJournal(scope: Scope, campaignId: string, extract: string): Promise<JournalReading> {
  const rows = await uncertainOf(scope, campaignId).select(['deliveries.id', 'deliveries.messageId']).execute();
  const { arrived, named } = readRelayJournal(extract, new Set(rows.map(({ messageId }) => messageId ?? '')));
  return {
    arrived: rows.flatMap(({ id: deliveryId, messageId }) => (arrived.has(messageId ?? '') ? [deliveryId] : [])),
    unclear: named.size,
    absent: rows.length - arrived.size - named.size,
  };
}
