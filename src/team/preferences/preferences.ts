import type { Scope } from '../../platform/scope.ts';
import { teamDb } from '../tables.ts';
import type { Preferences } from './contract.ts';

export async function findPreferences(scope: Scope): Promise<Preferences | null> {
  const found = await teamDb(scope)
    .selectFrom('preferences')
    .select(['theme', 'density', 'hasShortcuts'])
    .where('ownerId', '=', scope.actor.id)
    .executeTakeFirst();
  return found ?? null;
}

export async function choosePreferences(scope: Scope, chosen: Preferences): Promise<Preferences> {
  await teamDb(scope)
    .insertInto('preferences')
    .values({ ownerId: scope.actor.id, ...chosen })
    .onConflict((known) => known.constraint('preferences_pkey').doUpdateSet(chosen))
    .execute();
  return chosen;
}
