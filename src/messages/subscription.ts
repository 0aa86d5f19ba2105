import { type Channel, channel } from '../consents/contract.ts';
import { idFromBytes, idToBytes } from '../platform/ids.ts';
import type { Seal } from '../platform/seal.ts';

/** What a link at the foot of a message lets its reader answer for: nothing else can be done or read with it. */
export interface Subscription {
  townHallId: number;
  contactId: string;
  purposeId: string;
  channel: Channel;
}

const USE = 'unsubscribe';

/** Opaque, without any personal data, bound to all four parts; begins with the town hall's number (design.md §3, trust M-14). */
export function tokenFor(seal: Seal, { townHallId, contactId, purposeId, channel: by }: Subscription): string {
  const parts = [idToBytes(contactId), idToBytes(purposeId), Buffer.from([channel.options.indexOf(by)])];
  const text = `${townHallId}.${Buffer.concat(parts).toString('base64url')}`;
  return `${text}.${seal.sign(USE, text)}`;
}

/** Undefined for a link that was altered, or that is none of ours. */
export function subscriptionIn(seal: Seal, token: string): Subscription | undefined {
  const [, text = '', townHallId = '', parts = '', signature = ''] = /^((\d{1,9})\.([\w-]{44}))\.([\w-]{43})$/.exec(token) ?? [];
  if (!text || !seal.isSigned(USE, text, signature)) return undefined;
  const bytes = Buffer.from(parts, 'base64url');
  const by = channel.options[bytes[32] ?? -1];
  if (!by) return undefined;
  return {
    townHallId: Number(townHallId),
    contactId: idFromBytes(bytes.subarray(0, 16)),
    purposeId: idFromBytes(bytes.subarray(16, 32)),
    channel: by,
  };
}
