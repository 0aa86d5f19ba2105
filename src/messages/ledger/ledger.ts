import { type AliasableExpression, type RawBuilder, sql } from 'kysely';
import { leftOutBecause } from '../../consents/consents.ts';
import type { Channel } from '../../consents/contract.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Outcome } from '../../post/contract.ts';
import type { Addressee } from '../contract.ts';
import type { DeliveryState, Totals } from './contract.ts';
import { ledgerDb } from './tables.ts';
import { sumUp } from './totals.ts';

/** Whom a campaign writes to, for what, and by what means. */
export interface Audience {
  campaignId: string;
  purposeId: string;
  channel: Channel;
}

/** Who receives a letter, as ids of contacts; and who among them receives each of its reserved passages. */
export interface Chosen {
  people: AliasableExpression<{ id: string }>;
  passages?: readonly AliasableExpression<{ id: string }>[];
}

/**
 * Writes down who was chosen, once: those who may not be reached are in it too, with the reason. In one statement, which a
 * cluster takes too: the ids come from the campaign and the person, not from a volatile function (design.md §6).
 */
export async function freezeAudience(scope: Scope, audience: Audience, { people, passages = [] }: Chosen): Promise<void> {
  const { campaignId, channel } = audience;
  const readings = passages.map((readers, rank) => ({ readers, reader: sql.table(`reader_${rank}`), bit: 1 << rank }));
  await sql`
    insert into deliveries (town_hall_id, id, campaign_id, contact_id, channel, address, passages, state, reason, next_try_at, settled_at)
    select chosen.town_hall_id, ${deliveryIdOf(sql`chosen.id`, audience)}, ${campaignId}::uuid, chosen.id, ${channel}, chosen.email,
      chosen.passages, case when chosen.reason is null then 'waiting' else 'skipped' end, coalesce(chosen.reason, ''),
      case when chosen.reason is null then date_trunc('milliseconds', now()) end, case when chosen.reason is not null then ${scope.now}::timestamptz end
    from (
      select contacts.town_hall_id, contacts.id, contacts.email, ${leftOutBecause(scope, audience)} as reason,
        ${sql.join([sql`0`, ...readings.map(({ reader, bit }) => sql`case when ${reader}.id is null then 0 else ${bit}::int end`)], sql` + `)} as passages
      from contacts
      ${sql.join(
        readings.map(
          ({ readers, reader }) =>
            sql`left join (select distinct reading.id from ${readers} as reading) as ${reader} on ${reader}.id = contacts.id`,
        ),
        sql` `,
      )}
      where contacts.town_hall_id = ${scope.townHallId} and contacts.id in ${people}
    ) as chosen
    on conflict on constraint contact_is_written_to_once do nothing`.execute(scope.db);
}

/**
 * A UUID of version 8 (RFC 9562 §5.8), the same whenever it is made: it begins like the campaign's, so that its rows stand
 * together in the index, and ends with a hash of the person and the channel.
 */
function deliveryIdOf(contactId: RawBuilder<unknown>, { campaignId, channel }: Audience): RawBuilder<string> {
  const seed = Buffer.from(`${campaignId} ${channel} `);
  const hash = sql`encode(sha256(${seed}::bytea || uuid_send(${contactId})), 'hex')`;
  const start = campaignId.replaceAll('-', '').slice(0, 12);
  return sql`overlay(${start} || '8' || left(${hash}, 19) placing 'a' from 17 for 1)::uuid`;
}

/** A delivery held by this worker until its lease ends; the epoch fences whoever held it before. */
export interface Claim {
  id: string;
  leaseEpoch: number;
}

export interface HandedOver extends Claim {
  address: string;
  /** Bit i: this person receives the reserved passage of rank i. */
  passages: number;
  person: Addressee;
}

/**
 * Takes some of those that are due, asks the gate once more, and marks what is about to leave. Commit this before anything
 * leaves: a crash afterwards is an uncertain delivery, never a second one.
 */
export async function handOver(scope: Scope, audience: Audience, limit: number): Promise<HandedOver[]> {
  const due = await claimDue(scope, audience, limit);
  if (due.length === 0) return [];
  const barrier = leftOutBecause(scope, audience);
  const rows = await ledgerDb(scope)
    .updateTable('deliveries')
    .from('contacts')
    .set((row) => ({
      state: sql<DeliveryState>`case when ${barrier} is null then 'handing_over' else 'skipped' end`,
      reason: sql<string>`coalesce(${barrier}, '')`,
      settledAt: sql<string | null>`case when ${barrier} is null then null else ${scope.now}::timestamptz end`,
      address: row.ref('contacts.email'),
      attempts: row('deliveries.attempts', '+', 1),
      leaseEpoch: row('deliveries.leaseEpoch', '+', 1),
      leaseUntil: sql<string>`now() + ${LEASE}::interval`,
    }))
    .whereRef('contacts.id', '=', 'deliveries.contactId')
    .where('deliveries.id', '=', sql<string>`any(${due}::uuid[])`)
    .returning(['deliveries.id as deliveryId', 'deliveries.leaseEpoch', 'deliveries.state', 'deliveries.address'])
    .returning(['deliveries.passages', 'contacts.id', 'contacts.kind', 'contacts.honorific'])
    .returning(['contacts.firstName', 'contacts.lastName', 'contacts.municipality'])
    .execute();
  return rows
    .filter(({ state }) => state === 'handing_over')
    .map(({ deliveryId, leaseEpoch, state: _, address, passages, ...person }) => ({
      ...{ id: deliveryId, leaseEpoch, address: address ?? '', passages, person },
    }));
}

/** More than a relay is ever given to answer: what is still handing over then, nobody holds any more. */
const LEASE = '20 minutes';

/** Held to the end of the transaction; who comes beside takes others. */
async function claimDue(scope: Scope, { campaignId }: Audience, limit: number): Promise<string[]> {
  const rows = await ledgerDb(scope)
    .selectFrom('deliveries')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'waiting')
    .where('nextTryAt', '<=', sql<string>`now()`)
    .where('contactId', 'is not', null)
    .orderBy('nextTryAt')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(({ id }) => id);
}

/** Trust M-27: a minute for greylisting, then at least half an hour, given up within four days. In seconds, by attempt. */
const PAUSES = [60, 1800, 7200, 21_600, 43_200, 86_400, 86_400, 86_400];

export interface Settled {
  contactId: string | null;
  state: DeliveryState;
}

/** Writes what became of each message, by whoever still holds it; a reply that comes after a delivery was called uncertain settles it. */
export async function recordOutcomes(scope: Scope, told: readonly (Claim & { outcome: Outcome })[]): Promise<Settled[]> {
  if (told.length === 0) return [];
  const { rows } = await sql<Settled>`
    update deliveries set
      state = case when told.state <> 'deferred' then told.state when deliveries.attempts > ${PAUSES.length} then 'gave_up' else 'waiting' end,
      reason = case when told.state = 'delivered' then '' else told.reply end,
      next_try_at = case when told.state = 'deferred' then now() + make_interval(secs => (${PAUSES}::int[])[deliveries.attempts]) end,
      settled_at = case when told.state = 'deferred' and deliveries.attempts <= ${PAUSES.length} then null else ${scope.now}::timestamptz end,
      lease_until = null
    from unnest(${told.map(({ id }) => id)}::uuid[], ${told.map(({ leaseEpoch }) => leaseEpoch)}::int[],
      ${told.map(({ outcome }) => outcome.state)}::text[], ${told.map(({ outcome }) => outcome.reply)}::text[]) as told (id, epoch, state, reply)
    where deliveries.town_hall_id = ${scope.townHallId} and deliveries.id = told.id and deliveries.lease_epoch = told.epoch
      and deliveries.state in ('handing_over', 'uncertain')
    returning deliveries.contact_id, deliveries.state`.execute(scope.db);
  return rows;
}

/** What a worker that died was handing over is uncertain, and never sent again blindly; who was forgotten is written to no more. */
export async function settleExpired(scope: Scope, campaignId: string): Promise<void> {
  await ledgerDb(scope)
    .updateTable('deliveries')
    .set({ state: 'uncertain', leaseUntil: null, settledAt: scope.now })
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'handing_over')
    .where('leaseUntil', '<', sql<string>`now()`)
    .execute();
  await ledgerDb(scope)
    .updateTable('deliveries')
    .set({ state: 'skipped', reason: 'erased', settledAt: scope.now, nextTryAt: null })
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'waiting')
    .where('contactId', 'is', null)
    .execute();
}

/** When there will be something to do again; null when there is nothing more. `leaving`: for those on their way only. */
export async function nextDueAt(scope: Scope, campaignId: string, which: 'any' | 'leaving'): Promise<string | null> {
  const { rows } = await sql<{ due: string | null }>`
    select least(
      (select min(lease_until) from deliveries
        where town_hall_id = ${scope.townHallId} and campaign_id = ${campaignId} and state = 'handing_over'),
      (select min(next_try_at) from deliveries
        where town_hall_id = ${scope.townHallId} and campaign_id = ${campaignId} and state = 'waiting' and ${which} = 'any')) as due`.execute(
    scope.db,
  );
  return rows[0]?.due ?? null;
}

export const totalsOf = async (scope: Scope, campaignId: string): Promise<Totals> =>
  (await totalsOfEach(scope, [campaignId]))(campaignId);

/** One statement, hence one instant: the figures add up whatever the workers are doing. */
export async function totalsOfEach(scope: Scope, campaignIds: readonly string[]): Promise<(campaignId: string) => Totals> {
  const counts = await ledgerDb(scope)
    .selectFrom('deliveries')
    .select(['campaignId', 'state', sql<string>`case when state = 'skipped' then reason else '' end`.as('because')])
    .select(sql<number>`count(*)`.as('count'))
    .where('campaignId', '=', sql<string>`any(${campaignIds}::uuid[])`)
    .groupBy(['campaignId', 'state', 'because'])
    .orderBy('count', 'desc')
    .execute();
  return (campaignId) => sumUp(counts.filter((one) => one.campaignId === campaignId));
}
