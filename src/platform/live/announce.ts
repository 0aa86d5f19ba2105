import { sql } from 'kysely';
import type { Scope } from '../scope.ts';

export const CHANNEL = 'parvis_live';

/** Tells the screens of this town hall, once this transaction is committed. */
export async function announce({ db, townHallId }: Scope, type: string, id: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify({ townHallId, type, id })})`.execute(db);
}
