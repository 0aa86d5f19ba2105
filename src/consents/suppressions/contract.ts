import { z } from 'zod';
import { channel } from '../contract.ts';

/** What an address can be suppressed for: a letter goes to a door that others share. */
export const suppressedChannel = channel.exclude(['letter']);
export type SuppressedChannel = z.infer<typeof suppressedChannel>;

/** Why an address is never written to again: its holder said so, asked to be forgotten, reported a message, or it answers no more. */
export const suppressionReason = z.enum(['objection', 'erasure', 'complaint', 'bounce']);
export type SuppressionReason = z.infer<typeof suppressionReason>;
