import { z } from 'zod';

/** A line to publish where the domain's name is kept. */
export const dnsRecord = z.object({ name: z.string(), type: z.literal('TXT'), value: z.string() });
export type DnsRecord = z.output<typeof dnsRecord>;

const findingTopic = z.enum(['sender', 'spf', 'dkim_rsa', 'dkim_ed25519', 'dmarc']);

/** What was found of one matter. `retry`: nobody answered, nothing can be said. */
export const finding = z.object({
  topic: findingTopic,
  state: z.enum(['good', 'warning', 'fault', 'retry']),
  says: z.string(),
  /** What to do about it; empty when there is nothing to do. */
  advice: z.string(),
});
export type Finding = z.output<typeof finding>;

/** What is asked of a domain that writes. */
export interface DomainAsked {
  domain: string;
  /** The relay's host: the large ones are known by it. */
  host: string;
  keys: { selector: string; topic: 'dkim_rsa' | 'dkim_ed25519'; publicKey: string }[];
}

/** What each line can be found to be. */
export type SpfState = 'fine' | 'missing' | 'several' | 'too_many' | 'loops' | 'broken' | 'not_included' | 'open' | 'silent';
export type DkimRecordState = 'fine' | 'missing' | 'several' | 'other_key' | 'revoked' | 'silent';
export type DmarcState = 'fine' | 'watches_only' | 'missing' | 'several' | 'broken' | 'silent';
