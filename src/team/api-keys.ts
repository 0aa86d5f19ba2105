import { newId } from '../platform/ids.ts';
import { missing } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { dayOf, secondsAfter } from '../platform/time.ts';
import { type ApiKey, type NewApiKey, newApiKey } from './contract.ts';
import { teamDb } from './tables.ts';
import { makeToken, tokenHash } from './tokens.ts';

const shown = ['id', 'name', 'role', 'createdAt', 'expiresAt', 'lastUsedOn', 'revokedAt'] as const;

export async function listApiKeys(scope: Scope): Promise<{ items: ApiKey[] }> {
  const items = await teamDb(scope).selectFrom('apiKeys').select(shown).orderBy('createdAt', 'desc').execute();
  return { items };
}

/** Makes a key; its secret is answered here and nowhere else, ever. */
export async function addApiKey(scope: Scope, draft: NewApiKey): Promise<{ key: ApiKey; secret: string }> {
  const { name, role, expiresInDays } = newApiKey.parse(draft);
  const secret = makeToken('pk', scope.townHallId);
  const key = await teamDb(scope)
    .insertInto('apiKeys')
    .values({
      id: newId(),
      name,
      role,
      secretHash: tokenHash(secret),
      createdAt: scope.now,
      expiresAt: secondsAfter(scope.now, expiresInDays * 24 * 3600),
      lastUsedOn: null,
      revokedAt: null,
    })
    .returning(shown)
    .executeTakeFirstOrThrow();
  return { key, secret };
}

export async function revokeApiKey(scope: Scope, apiKeyId: string): Promise<void> {
  const revoked = await teamDb(scope)
    .updateTable('apiKeys')
    .set({ revokedAt: scope.now })
    .where('id', '=', apiKeyId)
    .where('revokedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!revoked) throw missing('api_key.missing', 'Cette clé n’existe pas, ou est déjà révoquée.');
}

/** The key of a secret, if it still opens; its last use is noted once a day. */
export async function findApiKey(scope: Scope, secretHash: string) {
  const key = await teamDb(scope)
    .selectFrom('apiKeys')
    .select(shown)
    .where('secretHash', '=', secretHash)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', scope.now)
    .executeTakeFirst();
  const today = dayOf(scope.now);
  if (key && key.lastUsedOn !== today)
    await teamDb(scope).updateTable('apiKeys').set({ lastUsedOn: today }).where('id', '=', key.id).execute();
  return key;
}
