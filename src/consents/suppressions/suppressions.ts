import { type Expression, type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import { emailAddress, phoneNumber } from '../../contacts/contract.ts';
import { type Asker, contactsDb } from '../../contacts/tables.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Channel } from '../contract.ts';
import { addressHash, addressHashes } from './address-hash.ts';
import { type SuppressedChannel, type SuppressionReason, suppressedChannel } from './contract.ts';
import { type SuppressionTables, suppressionsDb } from './tables.ts';

/** An address as people write it, never to be written to again. */
export interface SuppressedAddress {
  channel: SuppressedChannel;
  address: string;
  reason: SuppressionReason;
}

/** Rows a statement (design.md §6). */
const ROWS = 1000;

/** Keeps a keyed hash of each address, and nothing of the address itself. An address already kept keeps its first reason and date. */
export async function suppressAddresses(scope: Scope, addresses: readonly SuppressedAddress[]): Promise<void> {
  for (let start = 0; start < addresses.length; start += ROWS) {
    const rows = await hashed(scope, addresses.slice(start, start + ROWS));
    if (rows.length === 0) continue;
    await suppressionsDb(scope)
      .insertInto('suppressions')
      .values(rows)
      .onConflict((known) => known.constraint('suppressions_pkey').doNothing())
      .execute();
  }
}

async function hashed(
  scope: Scope,
  addresses: readonly SuppressedAddress[],
): Promise<Selectable<SuppressionTables['suppressions']>[]> {
  const rows = [];
  for (const channel of suppressedChannel.options) {
    const mine = addresses.filter((one) => one.channel === channel);
    // Read first, then written as plain rows: a cluster refuses INSERT … SELECT from unnest (design.md §6).
    const { rows: found } = await sql<{ addressHash: Buffer; reason: SuppressionReason }>`
      select ${addressHash(scope, channel, sql`given.legible`)} as address_hash, given.reason from unnest(
        ${mine.map(({ address }) => legible(channel, address))}::text[], ${mine.map(({ reason }) => reason)}::text[]) as given (legible, reason)
      where given.legible is not null`.execute(scope.db);
    rows.push(...found.map((one) => ({ ...one, channel, since: scope.now })));
  }
  return rows;
}

/** Those of these addresses that may not be written to by this channel, as they were given. */
export async function suppressedAmong(
  scope: Scope,
  channel: SuppressedChannel,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const legibles = addresses.map((address) => legible(channel, address));
  const { rows } = await sql<{ address: string }>`
    select distinct given.address from unnest(${addresses}::text[], ${legibles}::text[]) as given (address, legible)
    where ${suppressedIn(scope, channel, [sql`given.legible`])}`.execute(scope.db);
  return new Set(rows.map(({ address }) => address));
}

/** The person has just said yes again, to us: only their own act lifts a suppression, never a file (trust P-47). */
export async function liftSuppressions(scope: Scope, contactIds: readonly string[], channel: Channel): Promise<void> {
  if (channel === 'letter') return;
  const contacts = await contactsDb(scope)
    .selectFrom('contacts')
    .select(columnsOf[channel])
    .where('id', '=', sql<string>`any(${contactIds}::uuid[])`)
    .execute();
  const addresses = contacts.flatMap((contact) => Object.values(contact).filter((one) => one !== null));
  for (const address of addresses)
    await suppressionsDb(scope)
      .deleteFrom('suppressions')
      .where('channel', '=', channel)
      .where('addressHash', 'in', addressHashes(scope, channel, sql`${address}::text`))
      .execute();
}

/** Where a contact is reached by each channel. */
const columnsOf = {
  email: ['email'],
  sms: ['mobilePhone'],
  call: ['mobilePhone', 'landlinePhone'],
} as const satisfies Record<SuppressedChannel, readonly string[]>;

/**
 * Whether the addresses a contact is reached at by a channel are suppressed: a condition over the `contacts` of a query. Asked of
 * everyone, the few who bear such an address are found apart, so that the query itself reads no address.
 */
export function contactIsSuppressed(scope: Scope, channel: Channel, { among, areInUse }: Asker): Expression<SqlBool> {
  if (channel === 'letter') return sql<SqlBool>`false`;
  const bears = (contact: string) =>
    suppressedIn(
      scope,
      channel,
      columnsOf[channel].map((column) => sql.ref(`${contact}.${column}`)),
    );
  if (!areInUse) return bears('contacts');
  return among(
    sql`select found.id as contact_id from contacts as found where found.town_hall_id = ${scope.townHallId}
      and found.archived_at is null and ${bears('found')}`,
    { areOnce: true },
  );
}

/** Neither subquery depends on an address: each is read once a statement, and a town that suppressed nothing hashes nothing. */
const suppressedIn = (
  scope: Scope,
  channel: SuppressedChannel,
  addresses: readonly RawBuilder<unknown>[],
): RawBuilder<boolean> => {
  const kept = sql`from suppressions where suppressions.town_hall_id = ${scope.townHallId} and suppressions.channel = ${channel}`;
  const isKept = addresses
    .flatMap((address) => addressHashes(scope, channel, address))
    .map((hash) => sql`${hash} in (select suppressions.address_hash ${kept})`);
  return sql`(exists (select ${kept}) and (${sql.join(isKept, sql` or `)}))`;
};

/** Lower case, without outer spaces, full-width letters made plain; a number in E.164. Null: no address anyone could be reached at. */
function legible(channel: SuppressedChannel, address: string): string | null {
  const reader = channel === 'email' ? emailAddress : phoneNumber;
  const { data } = reader.safeParse(address.normalize('NFKC').replace(/[\u200B-\u200D\u2060\uFEFF]/g, ''));
  return data ?? null;
}
