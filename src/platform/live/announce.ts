import { sql } from 'kysely';
import { z } from 'zod';
import type { Scope } from '../scope.ts';

/** What changed, and nothing of its content: the browser reads it again from its endpoint, under its own rights. */
export const announcement = z.object({ type: z.string(), id: z.string() });
export type Announcement = z.infer<typeof announcement>;

export const CHANNEL = 'parvis_live';

/** Tells the screens of this town hall, once this transaction is committed. */
export async function announce({ db, townHallId }: Scope, type: string, id: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify({ townHallId, type, id })})`.execute(db);
}
