import { sql } from 'kysely';
import type { Scope } from '../platform/scope.ts';
import { hashUnder } from './suppressions/address-hash.ts';

/**
 * Whether one more confirmation may leave for this address: one an hour and three a day, from all the town halls of this server
 * together (trust S-55). Asking counts. Its transaction must commit whatever becomes of the message.
 */
export async function allowMail(scope: Scope, email: string): Promise<boolean> {
  const [key] = scope.seal.keysFor('confirmation mails');
  const hash = hashUnder(key, 'email', sql`${email}::text`);
  const since = (span: string) => sql`${scope.now}::timestamptz - ${span}::interval`;
  const { rows } = await sql`
    insert into confirmation_mails as known (address_hash, sent_at) values (${hash}, array[${scope.now}::timestamptz])
    on conflict (address_hash) do update
      set sent_at = array(select one from unnest(known.sent_at) as one where one > ${since('1 day')}) || excluded.sent_at
      where (select count(*) filter (where one > ${since('1 day')}) < 3 and count(*) filter (where one > ${since('1 hour')}) = 0
        from unnest(known.sent_at) as one)
    returning 1 as allowed`.execute(scope.db);
  return rows.length > 0;
}

/** What was sent more than a day ago limits nothing any more. */
export async function forgetAllowances(scope: Scope): Promise<void> {
  await sql`delete from confirmation_mails where not exists (
    select from unnest(sent_at) as one where one > ${scope.now}::timestamptz - interval '1 day')`.execute(scope.db);
}
