import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import type { SuppressedChannel } from './contract.ts';

/** The hash an address is suppressed under from today on. */
export const addressHash = (scope: Scope, channel: SuppressedChannel, address: RawBuilder<unknown>): RawBuilder<Buffer> =>
  hashUnder(keysOf(scope)[0], channel, address);

/** Every hash it may already be suppressed under: several only while a former secret is still known. */
export const addressHashes = (scope: Scope, channel: SuppressedChannel, address: RawBuilder<unknown>): RawBuilder<Buffer>[] =>
  keysOf(scope).map((key) => hashUnder(key, channel, address));

const keysOf = ({ seal, townHallId }: Scope) => seal.keysFor(`suppressions ${townHallId}`);

/** RFC 2104's HMAC-SHA-256, computed by PostgreSQL: a column of a million addresses is weighed where it lies (decision 0010). */
export function hashUnder(key: Buffer, channel: SuppressedChannel, address: RawBuilder<unknown>): RawBuilder<Buffer> {
  const text = sql`convert_to(${channel === 'email' ? canonicalEmail(address) : address}, 'UTF8')`;
  return sql`sha256(${padded(key, 0x5c)}::bytea || sha256(${padded(key, 0x36)}::bytea || ${text}))`;
}

const BLOCK = 64;

const padded = (key: Buffer, pad: number) => Buffer.from(Array.from({ length: BLOCK }, (_, at) => (key[at] ?? 0) ^ pad));

/**
 * Two spellings are one address only where the provider says so: Gmail ignores dots and what follows a « + », and googlemail.com is
 * gmail.com (Google’s help, « Dots don’t matter in Gmail addresses »). Everywhere else an address is compared letter for letter.
 */
const canonicalEmail = (address: RawBuilder<unknown>) => sql`case
  when ${address} like '%@gmail.com' or ${address} like '%@googlemail.com'
  then replace(split_part(split_part(${address}, '@', 1), '+', 1), '.', '') || '@gmail.com' else ${address} end`;
