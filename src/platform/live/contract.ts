import { z } from 'zod';

/** Where a browser listens (server-sent events). */
export const LIVE_ADDRESS = '/api/v1/events';

/** What changed, and nothing of its content: it is read again from its endpoint, under the reader's own rights. */
export const announcement = z.object({
  /** The kind of thing: `long_work`, `campaign`… or `missed_some`. */
  type: z.string(),
  id: z.string(),
});
export type Announcement = z.infer<typeof announcement>;

/** Said after a silence nobody knows the length of: everything is to be read again. */
export const missedSome: Announcement = { type: 'missed_some', id: '' };
