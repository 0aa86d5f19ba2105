import { z } from 'zod';
import { id, instant } from '../../platform/contract.ts';

/** What the evidence says: the relay took it, or it is proved never to have left. */
export const verdict = z.enum(['arrived', 'not_left']);
export type Verdict = z.infer<typeof verdict>;

/** The last thing that is known to have been done. */
export const lastStep = z.enum(['handing_over', 'whole_message_said']);
export type LastStep = z.infer<typeof lastStep>;

export const uncertainDelivery = z.object({
  id,
  contactId: id.nullable(),
  /** Null once the person is forgotten. */
  name: z.string().nullable(),
  address: z.string().nullable(),
  handedAt: instant.nullable(),
  /** Null: the relay of the whole installation, or the trial mailbox. */
  relayName: z.string().nullable(),
  messageId: z.string(),
  lastStep,
  /** What broke off the conversation, in the machine's words. */
  reply: z.string(),
});
export type UncertainDelivery = z.output<typeof uncertainDelivery>;

export const settlement = z.object({
  verdict,
  reason: z.string(),
  settledAt: instant,
  settledBy: z.string(),
  count: z.number(),
});
export type Settlement = z.output<typeof settlement>;

/** What an extract of the relay's journal says of those that are uncertain. */
export const journalReading = z.object({
  arrived: z.array(id),
  /** Named there, without a line that says the relay kept them. */
  unclear: z.number(),
  absent: z.number(),
});
export type JournalReading = z.output<typeof journalReading>;
