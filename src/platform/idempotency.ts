import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { conflict, invalid } from './problem.ts';
import type { Scope, Transact } from './scope.ts';
import type { Seal } from './seal.ts';

interface Claim {
  transact: Transact;
  actorId: string;
  key: string;
  /** Everything that makes two requests the same one. */
  request: unknown;
  /** Replies hold personal data, sometimes a secret shown once: they rest sealed. */
  seal: Seal;
  /** The verb takes one transaction: its reply is kept in that very one. */
  isOneTransaction: boolean;
}

/** Answers a repeated request with its first answer, the work being done once (draft-ietf-httpapi-idempotency-key-header). */
export async function answerOnce(
  claim: Claim,
  work: (transact: Transact) => Promise<unknown>,
): Promise<{ reply: unknown; replayed: boolean }> {
  if (claim.key.length > 200) throw invalid('idempotency.key_too_long', 'La clé d’idempotence dépasse 200 caractères.');
  const kept = await claim.transact((scope) => take(scope, claim));
  if (kept) return { reply: kept.reply, replayed: true };
  try {
    return { reply: await workAndKeep(claim, work), replayed: false };
  } catch (error) {
    await claim.transact((scope) => release(scope, claim));
    throw error;
  }
}

async function workAndKeep(claim: Claim, work: (transact: Transact) => Promise<unknown>): Promise<unknown> {
  if (!claim.isOneTransaction) {
    const reply = await work(claim.transact);
    await claim.transact((scope) => keep(scope, claim, reply));
    return reply;
  }
  return work((verb) =>
    claim.transact(async (scope) => {
      const reply = await verb(scope);
      await keep(scope, claim, reply);
      return reply;
    }),
  );
}

const hashOf = (request: unknown) => createHash('sha256').update(JSON.stringify(request)).digest('hex');

/** Commits before the verb begins: a second request meanwhile finds the key taken. */
async function take(scope: Scope, { actorId, key, request, seal }: Claim): Promise<{ reply: unknown } | undefined> {
  const hash = hashOf(request);
  // Kept a day; a claim without a reply after ten minutes is that of a process that died.
  await sql`
    delete from idempotency_keys where town_hall_id = ${scope.townHallId}
      and (created_at < now() - interval '1 day' or (reply is null and created_at < now() - interval '10 minutes'))`.execute(
    scope.db,
  );
  const { rows: taken } = await sql`
    insert into idempotency_keys (town_hall_id, actor_id, key, request_hash, created_at)
    values (${scope.townHallId}, ${actorId}, ${key}, ${hash}, ${scope.now})
    on conflict do nothing returning key`.execute(scope.db);
  if (taken.length > 0) return undefined;
  const { rows } = await sql<{ requestHash: string; reply: string | null }>`
    select request_hash, reply from idempotency_keys
    where town_hall_id = ${scope.townHallId} and actor_id = ${actorId} and key = ${key}`.execute(scope.db);
  const [first] = rows;
  if (first && first.requestHash !== hash)
    throw invalid('idempotency.key_reused', 'Cette clé d’idempotence a déjà servi à une autre demande.');
  if (!first || first.reply === null) throw conflict('idempotency.under_way', 'La même demande est déjà en cours.');
  return { reply: (JSON.parse(seal.open(first.reply)) as { reply?: unknown }).reply };
}

async function keep(scope: Scope, { actorId, key, seal }: Claim, reply: unknown): Promise<void> {
  await sql`update idempotency_keys set reply = ${seal.close(JSON.stringify({ reply }))}
    where town_hall_id = ${scope.townHallId} and actor_id = ${actorId} and key = ${key}`.execute(scope.db);
}

async function release(scope: Scope, { actorId, key }: Claim): Promise<void> {
  await sql`delete from idempotency_keys
    where town_hall_id = ${scope.townHallId} and actor_id = ${actorId} and key = ${key} and reply is null`.execute(scope.db);
}
