import { type AliasableExpression, sql } from 'kysely';
import { leftOutBecause } from '../consents/consents.ts';
import type { Channel, Purpose } from '../consents/contract.ts';
import { fullName } from '../contacts/labels.ts';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import type { Seal } from '../platform/seal.ts';
import { now } from '../platform/time.ts';
import type { Deliver, Mail, Outcome } from '../post/contract.ts';
import type { Addressee, DeliveryState, Letter, Totals } from './contract.ts';
import { underCover } from './envelope.ts';
import { type CompiledLetter, compileLetter, fillLetter, readerOf } from './letter.ts';
import { type Letterhead, letterheadOf, reasonFor } from './letterhead.ts';
import { tokenFor } from './subscription.ts';
import { messagesDb } from './tables.ts';
import { sumUp } from './totals.ts';

/** What writing to people needs of the world around: where links lead, what signs them, how a message leaves. */
export interface Outside {
  publicUrl: string;
  seal: Seal;
  deliver: Deliver;
}

export type LetterPurpose = Pick<Purpose, 'id' | 'code' | 'name' | 'legalBasis'>;

/** A letter ready to be filled in for one reader after another. */
export interface Stationery {
  compiled: CompiledLetter;
  head: Letterhead;
  purpose: LetterPurpose;
}

/** Reads, checks and lays out a letter; a `Problem` says where it cannot be read. */
export async function prepareLetter(scope: Scope, letter: Letter, purpose: LetterPurpose): Promise<Stationery> {
  const head = await letterheadOf(scope);
  const around = { townHallName: head.name, address: head.address, colour: head.colour, reason: reasonFor(purpose, head) };
  return { compiled: await compileLetter(letter, around), head, purpose };
}

/** As that person would read it. The links of an example answer for nobody. */
export const writeExample = ({ compiled }: Stationery, person: Addressee, publicUrl: string) =>
  fillLetter(compiled, readerOf(person), exampleLink(publicUrl));

const exampleLink = (publicUrl: string) => `${publicUrl}/m/u/essai`;

/** An example under cover, for the agent who asks: marked as such, and counted nowhere. */
export function writeTrial(
  stationery: Stationery,
  publicUrl: string,
  { person, email }: { person: Addressee; email: string },
): Mail {
  const example = writeExample(stationery, person, publicUrl);
  return underCover({ ...example, subject: `[Essai] ${example.subject}` }, publicUrl, {
    ...stationery,
    to: { name: '', address: email },
    unsubscribeUrl: exampleLink(publicUrl),
    messageName: newId(),
    sentAt: now(),
  });
}

export function writeMail(stationery: Stationery, { publicUrl, seal }: Omit<Outside, 'deliver'>, handed: HandedOver): Mail {
  const { head, purpose, compiled } = stationery;
  const { person, address, deliveryId } = handed;
  const token = tokenFor(seal, { townHallId: head.townHallId, contactId: person.id, purposeId: purpose.id, channel: 'email' });
  const unsubscribeUrl = `${publicUrl}/m/u/${token}`;
  return underCover(fillLetter(compiled, readerOf(person), unsubscribeUrl), publicUrl, {
    ...stationery,
    to: { name: fullName(person), address },
    unsubscribeUrl,
    messageName: deliveryId,
    sentAt: now(),
  });
}

/** Whom a campaign writes to, for what, and by what means. */
export interface Audience {
  campaignId: string;
  purposeId: string;
  channel: Channel;
}

/** Rows an insert (design.md §6: multi-row inserts in thousands). */
const ROWS = 1000;

/** Writes down who was chosen, once: those who may not be reached are in it too, with the reason. */
export async function freezeAudience(
  scope: Scope,
  audience: Audience,
  chosen: AliasableExpression<{ id: string }>,
): Promise<void> {
  const { campaignId, channel } = audience;
  const people = await messagesDb(scope)
    .selectFrom('contacts')
    .select(['contacts.id', 'contacts.email', leftOutBecause(scope, audience).as('reason')])
    .where(sql<boolean>`contacts.id in ${chosen}`)
    .execute();
  for (let start = 0; start < people.length; start += ROWS) {
    const rows = people.slice(start, start + ROWS).map(({ id, email, reason }) => ({
      id: newId(),
      campaignId,
      contactId: id,
      channel,
      address: email,
      state: reason ? ('skipped' as const) : ('waiting' as const),
      reason: reason ?? '',
      settledAt: reason ? scope.now : null,
    }));
    await messagesDb(scope).insertInto('deliveries').values(rows).execute();
  }
}

/** A delivery held by this worker until its lease ends; the epoch fences whoever held it before. */
export interface Claim {
  id: string;
  leaseEpoch: number;
}

export async function claimDeliveries(scope: Scope, campaignId: string, limit: number): Promise<Claim[]> {
  const due = messagesDb(scope)
    .selectFrom('deliveries')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'waiting')
    .where((row) => row.or([row('nextTryAt', 'is', null), row('nextTryAt', '<=', sql<string>`now()`)]))
    .orderBy('nextTryAt')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked();
  return messagesDb(scope)
    .updateTable('deliveries')
    .from(due.as('due'))
    .set((row) => ({
      state: 'claimed' as const,
      leaseEpoch: row('deliveries.leaseEpoch', '+', 1),
      leaseUntil: sql<string>`now() + interval '1 minute'`,
    }))
    .whereRef('deliveries.id', '=', 'due.id')
    .returning(['deliveries.id', 'deliveries.leaseEpoch'])
    .execute();
}

/** Lets go of what was claimed and has not left. */
export async function giveBack(scope: Scope, claims: readonly Claim[]): Promise<void> {
  await messagesDb(scope)
    .updateTable('deliveries')
    .set({ state: 'waiting', leaseUntil: null })
    .where('state', '=', 'claimed')
    .where(heldBy(claims))
    .execute();
}

export interface HandedOver extends Claim {
  deliveryId: string;
  address: string;
  person: Addressee;
}

/**
 * Asks the gate once more, then marks what is about to leave. Commit this before anything leaves: a crash afterwards is an
 * uncertain delivery, never a second one.
 */
export async function handOver(scope: Scope, audience: Audience, claims: readonly Claim[]): Promise<HandedOver[]> {
  const barrier = leftOutBecause(scope, audience);
  const rows = await messagesDb(scope)
    .updateTable('deliveries')
    .from('contacts')
    .set((row) => ({
      state: sql<DeliveryState>`case when ${barrier} is null then 'handing_over' else 'skipped' end`,
      reason: sql<string>`coalesce(${barrier}, '')`,
      settledAt: sql<string | null>`case when ${barrier} is null then null else ${scope.now}::timestamptz end`,
      address: row.ref('contacts.email'),
      attempts: row('deliveries.attempts', '+', 1),
      leaseUntil: sql<string>`now() + interval '15 minutes'`,
    }))
    .whereRef('contacts.id', '=', 'deliveries.contactId')
    .where('deliveries.state', '=', 'claimed')
    .where(heldBy(claims))
    .returning(['deliveries.id as deliveryId', 'deliveries.leaseEpoch', 'deliveries.state', 'deliveries.address'])
    .returning([
      'contacts.id',
      'contacts.kind',
      'contacts.honorific',
      'contacts.firstName',
      'contacts.lastName',
      'contacts.municipality',
    ])
    .execute();
  return rows
    .filter(({ state }) => state === 'handing_over')
    .map(({ deliveryId, leaseEpoch, address, ...person }) => ({
      id: deliveryId,
      deliveryId,
      leaseEpoch,
      address: address ?? '',
      person,
    }));
}

const heldBy = (claims: readonly Claim[]) => {
  const [ids, epochs] = [claims.map(({ id }) => id), claims.map(({ leaseEpoch }) => leaseEpoch)];
  return sql<boolean>`(deliveries.id, deliveries.lease_epoch) in (select * from unnest(${ids}::uuid[], ${epochs}::int[]))`;
};

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

/** Takes back what a worker that died had only claimed; what it was handing over is uncertain, and never sent again blindly. */
export async function settleExpired(scope: Scope, campaignId: string): Promise<void> {
  const expired = (state: DeliveryState) =>
    messagesDb(scope)
      .updateTable('deliveries')
      .where('campaignId', '=', campaignId)
      .where('state', '=', state)
      .where('leaseUntil', '<', sql<string>`now()`);
  await expired('claimed').set({ state: 'waiting', leaseUntil: null }).execute();
  await expired('handing_over').set({ state: 'uncertain', leaseUntil: null, settledAt: scope.now }).execute();
  await messagesDb(scope)
    .updateTable('deliveries')
    .set({ state: 'skipped', reason: 'erased', settledAt: scope.now })
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'waiting')
    .where('contactId', 'is', null)
    .execute();
}

/** Held by a worker, for the time of its lease. */
export const underWay: readonly DeliveryState[] = ['claimed', 'handing_over'];

/** When there will be something to do again; null when every delivery of those states has ended. */
export async function nextDueAt(
  scope: Scope,
  campaignId: string,
  states: readonly DeliveryState[] = ['waiting', ...underWay],
): Promise<string | null> {
  const { due } = await messagesDb(scope)
    .selectFrom('deliveries')
    .select(sql<string | null>`min(coalesce(case state when 'waiting' then next_try_at else lease_until end, now()))`.as('due'))
    .where('campaignId', '=', campaignId)
    .where('state', 'in', states)
    .executeTakeFirstOrThrow();
  return due;
}

export const totalsOf = async (scope: Scope, campaignId: string): Promise<Totals> =>
  (await totalsOfEach(scope, [campaignId]))(campaignId);

/** One statement, hence one instant: the figures add up whatever the workers are doing. */
export async function totalsOfEach(scope: Scope, campaignIds: readonly string[]): Promise<(campaignId: string) => Totals> {
  const counts = await messagesDb(scope)
    .selectFrom('deliveries')
    .select(['campaignId', 'state', sql<string>`case when state = 'skipped' then reason else '' end`.as('because')])
    .select(sql<number>`count(*)`.as('count'))
    .where('campaignId', '=', sql<string>`any(${campaignIds}::uuid[])`)
    .groupBy(['campaignId', 'state', 'because'])
    .orderBy('count', 'desc')
    .execute();
  return (campaignId) => sumUp(counts.filter((one) => one.campaignId === campaignId));
}
