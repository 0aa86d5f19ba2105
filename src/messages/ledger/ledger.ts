import { type AliasableExpression, type RawBuilder, sql } from 'kysely';
import { leftOutBecause } from '../../consents/consents.ts';
import type { Channel } from '../../consents/contract.ts';
import { suppressAddresses } from '../../consents/suppressions/suppressions.ts';
import { markInformed } from '../../contacts/contacts.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Outcome, ReplyTopic } from '../../post/contract.ts';
import type { Allotment, Due } from '../../post/pacing/pacing.ts';
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
 * cluster takes too: the ids come from the campaign and the person, not from a volatile function (design.md §6). Chosen in the
 * order of their ids, which two indexes out of three are written in and letters leave in; to be put in order, each is also asked
 * of the gate once.
 */
export async function freezeAudience(scope: Scope, audience: Audience, { people, passages = [] }: Chosen): Promise<void> {
  const { campaignId, channel } = audience;
  const readings = passages.map((readers, rank) => ({ readers, reader: sql.table(`reader_${rank}`), bit: 1 << rank }));
  // Whom a row is already written for is looked up once, not once a person: whoever launches holds the campaign.
  await sql`
    insert into deliveries (town_hall_id, id, campaign_id, contact_id, channel, address, passages, state, reason, next_try_at, settled_at)
    select chosen.town_hall_id, chosen.delivery_id, ${campaignId}::uuid, chosen.id, ${channel}, chosen.email,
      chosen.passages, case when chosen.reason is null then 'waiting' else 'skipped' end, coalesce(chosen.reason, ''),
      case when chosen.reason is null then date_trunc('milliseconds', now()) end, case when chosen.reason is not null then ${scope.now}::timestamptz end
    from (
      select contacts.town_hall_id, contacts.id, contacts.email, ${deliveryIdOf(sql`contacts.id`, audience)} as delivery_id,
        ${leftOutBecause(scope, audience)} as reason,
        ${sql.join([sql`0`, ...readings.map(({ reader, bit }) => sql`case when ${reader}.id is null then 0 else ${bit}::int end`)], sql` + `)} as passages
      from contacts
      ${sql.join(
        readings.map(
          ({ readers, reader }) =>
            sql`left join (select distinct reading.id from ${readers} as reading) as ${reader} on ${reader}.id = contacts.id`,
        ),
        sql` `,
      )}
      where contacts.town_hall_id = ${scope.townHallId} and contacts.id in ${people} and not exists (
        select from deliveries where deliveries.town_hall_id = ${scope.townHallId} and deliveries.campaign_id = ${campaignId} and deliveries.channel = ${channel})
      order by delivery_id
    ) as chosen`.execute(scope.db);
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
  messageId: string;
  /** Bit i: this person receives the reserved passage of rank i. */
  passages: number;
  person: Addressee;
  /** Where what is known of them comes from, for whoever has never been told (RGPD art. 14); else null. */
  origin: string | null;
}

/** How many at most, by what relay, under what name their messages are called, and who may leave at this very moment. */
export interface Departure {
  limit: number;
  relayId: string;
  messageDomain: string;
  allot(due: readonly Due[]): Promise<Allotment>;
}

/**
 * Takes some of those that are due, asks the gate once more, and marks what is about to leave. Commit this before anything
 * leaves: a crash afterwards is an uncertain delivery, never a second one.
 */
export async function handOver(scope: Scope, audience: Audience, departure: Departure): Promise<Departed> {
  const due = await claimDue(scope, audience, departure.limit);
  if (due.length === 0) return nobodyLeaves;
  const { leaving, later, notBefore } = await departure.allot(due);
  await putOff(scope, later);
  const handed = leaving.length > 0 ? await mark(scope, audience, { ...departure, leaving }) : [];
  return { handed, notBefore, isLast: notBefore !== null };
}

export interface Departed {
  handed: HandedOver[];
  /** Nobody is due any more, or nobody may leave before that. */
  isLast: boolean;
  notBefore: string | null;
}

export const nobodyLeaves: Departed = { handed: [], isLast: true, notBefore: null };

/** Held to the end of the transaction; who comes beside takes others. */
async function claimDue(scope: Scope, { campaignId }: Audience, limit: number): Promise<Due[]> {
  const rows = await ledgerDb(scope)
    .selectFrom('deliveries')
    .select(['id', 'address'])
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'waiting')
    .where('nextTryAt', '<=', sql<string>`now()`)
    .orderBy('nextTryAt')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(({ id, address }) => ({ id, domain: domainOf(address ?? '') }));
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Not tried: it is only their domain's turn that comes later. */
async function putOff(scope: Scope, later: Allotment['later']): Promise<void> {
  if (later.length === 0) return;
  await sql`
    update deliveries set next_try_at = later.at
    from unnest(${later.map(({ id }) => id)}::uuid[], ${later.map(({ at }) => at)}::timestamptz[]) as later (id, at)
    where deliveries.town_hall_id = ${scope.townHallId} and deliveries.id = later.id`.execute(scope.db);
}

type Marked = Omit<HandedOver, 'person'> & Addressee & { contactId: string; state: DeliveryState };

/** The gate is asked once a person, in the statement that marks: who was forgotten since is written to no more. */
async function mark(scope: Scope, audience: Audience, departure: Departure & { leaving: string[] }): Promise<HandedOver[]> {
  const { leaving, relayId, messageDomain } = departure;
  const { rows } = await sql<Marked>`
    with met as materialized (
      select deliveries.id as delivery_id, contacts.id as contact_id, contacts.email, contacts.kind, contacts.honorific, contacts.first_name,
        contacts.last_name, contacts.municipality, contacts.custom, case when contacts.inform_by is not null then contacts.source end as origin,
        case when contacts.id is null then 'erased' else ${leftOutBecause(scope, audience)} end as barrier
      from deliveries left join contacts on contacts.town_hall_id = deliveries.town_hall_id and contacts.id = deliveries.contact_id
      where deliveries.town_hall_id = ${scope.townHallId} and deliveries.id = any(${leaving}::uuid[])
    )
    update deliveries set
      state = case when met.barrier is null then 'handing_over' else 'skipped' end, reason = coalesce(met.barrier, ''),
      settled_at = case when met.barrier is not null then ${scope.now}::timestamptz end, address = met.email,
      attempts = deliveries.attempts + 1, lease_epoch = deliveries.lease_epoch + 1, lease_until = now() + ${LEASE}::interval,
      first_tried_at = coalesce(deliveries.first_tried_at, ${scope.now}::timestamptz), handed_at = ${scope.now}::timestamptz,
      message_id = '<' || deliveries.id || ${`.${scope.townHallId}@${messageDomain}>`}, relay_id = ${relayId}
    from met where deliveries.town_hall_id = ${scope.townHallId} and deliveries.id = met.delivery_id
    returning deliveries.id, deliveries.lease_epoch, deliveries.state, deliveries.address, deliveries.message_id, deliveries.passages,
      met.origin, met.contact_id, met.kind, met.honorific, met.first_name, met.last_name, met.municipality, met.custom`.execute(
    scope.db,
  );
  return rows
    .filter(({ state }) => state === 'handing_over')
    .map(({ id, leaseEpoch, state: _, address, messageId, passages, origin, contactId, ...person }) => ({
      ...{ id, leaseEpoch, address, messageId, passages, origin, person: { ...person, id: contactId } },
    }));
}

/** More than a relay is ever given to answer: what is still handing over then, nobody holds any more. */
const LEASE = '20 minutes';

/** Trust M-27: a minute for greylisting, then at least half an hour, given up within four days. In seconds, by attempt. */
const PAUSES = [60, 1800, 7200, 21_600, 43_200, 86_400, 86_400, 86_400];
const GIVEN_UP_AFTER = '4 days';

export interface Settled {
  contactId: string | null;
  address: string | null;
  state: DeliveryState;
  topic: ReplyTopic | '';
}

/**
 * Writes what became of each message, by whoever still holds it; a reply that comes after a delivery was called uncertain settles
 * it. What the relay or the sender is the cause of does not count as an attempt of the person's: it is tried again until the fourth
 * day.
 */
export async function recordOutcomes(scope: Scope, told: readonly (Claim & { outcome: Outcome })[]): Promise<Settled[]> {
  if (told.length === 0) return [];
  const outcomes = told.map(({ outcome }) => outcome);
  const isOurs = sql`told.topic in ('relay', 'policy', 'pace')`;
  const isOver = sql`(deliveries.first_tried_at < now() - ${GIVEN_UP_AFTER}::interval or (deliveries.attempts > ${PAUSES.length} and not ${isOurs}))`;
  const { rows } = await sql<Settled>`
    update deliveries set
      state = case when told.state <> 'deferred' then told.state when ${isOver} then 'gave_up' else 'waiting' end,
      reason = case when told.state = 'delivered' then '' else told.reply end,
      topic = told.topic,
      attempts = deliveries.attempts - case when told.state = 'deferred' and ${isOurs} then 1 else 0 end,
      next_try_at = case when told.state = 'deferred' and not ${isOver}
        then now() + make_interval(secs => case when ${isOurs} then ${PAUSES[0]} else (${PAUSES}::int[])[deliveries.attempts] end) end,
      settled_at = case when told.state = 'deferred' and not ${isOver} then null else ${scope.now}::timestamptz end,
      lease_until = null
    from unnest(${told.map(({ id }) => id)}::uuid[], ${told.map(({ leaseEpoch }) => leaseEpoch)}::int[],
      ${outcomes.map(({ state }) => state)}::text[], ${outcomes.map(({ reply }) => reply)}::text[],
      ${outcomes.map(({ topic = '' }) => topic)}::text[]) as told (id, epoch, state, reply, topic)
    where deliveries.town_hall_id = ${scope.townHallId} and deliveries.id = told.id and deliveries.lease_epoch = told.epoch
      and deliveries.state in ('handing_over', 'uncertain')
    returning deliveries.contact_id, deliveries.address, deliveries.state, deliveries.topic`.execute(scope.db);
  await suppressDead(scope, rows);
  await markTold(scope, rows);
  return rows;
}

/** Each message says where their data come from to whoever had not been told (trust P-05). */
export const markTold = (scope: Scope, settled: readonly Settled[]): Promise<void> =>
  markInformed(
    scope,
    settled.flatMap(({ state, contactId }) => (state === 'delivered' && contactId ? [contactId] : [])),
  );

/** Trust M-20: an address that does not exist is suppressed at once; a mailbox that stays full, at the third time in two weeks. */
async function suppressDead(scope: Scope, settled: readonly Settled[]): Promise<void> {
  const refused = settled.filter(({ state }) => state === 'refused' || state === 'gave_up');
  const about = (topic: ReplyTopic) => refused.flatMap((one) => (one.topic === topic && one.address ? [one.address] : []));
  const dead = [...about('address'), ...(await stillFull(scope, about('mailbox_full')))];
  await suppressAddresses(
    scope,
    dead.map((address) => ({ channel: 'email', address, reason: 'bounce' })),
  );
}

async function stillFull(scope: Scope, addresses: readonly string[]): Promise<string[]> {
  if (addresses.length === 0) return [];
  const { rows } = await sql<{ address: string }>`
    select address from deliveries
    where town_hall_id = ${scope.townHallId} and address = any(${addresses}::text[]) and topic = 'mailbox_full'
      and contact_id in (select contacts.id from contacts where contacts.town_hall_id = ${scope.townHallId} and contacts.email = any(${addresses}::text[]))
      and state in ('refused', 'gave_up')
    group by address having count(*) >= 3 and max(settled_at) >= min(settled_at) + interval '14 days'`.execute(scope.db);
  return rows.map(({ address }) => address);
}

/** What a worker that died was handing over is uncertain, and never sent again blindly. */
export async function settleExpired(scope: Scope, campaignId: string): Promise<void> {
  await ledgerDb(scope)
    .updateTable('deliveries')
    .set({ state: 'uncertain', leaseUntil: null, settledAt: scope.now })
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'handing_over')
    .where('leaseUntil', '<', sql<string>`now()`)
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
