import { nextPosition, putInOrder, setAside } from '../../platform/arrangement.ts';
import { newId } from '../../platform/ids.ts';
import { conflict, missing, stale, when } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Theme, ThemeDraft } from './contract.ts';
import { themesDb } from './tables.ts';

export const listThemes = (scope: Scope): Promise<Theme[]> =>
  themesDb(scope).selectFrom('themes').selectAll().orderBy('position').orderBy('id').execute();

export async function addTheme(scope: Scope, draft: ThemeDraft): Promise<Theme> {
  const position = await nextPosition(scope, 'themes');
  return themesDb(scope)
    .insertInto('themes')
    .values({ id: newId(), ...draft, position, createdAt: scope.now })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTakenName);
}

export async function changeTheme(
  scope: Scope,
  themeId: string,
  { version, draft }: { version: number; draft: ThemeDraft },
): Promise<Theme> {
  const changed = await themesDb(scope)
    .updateTable('themes')
    .set({ ...draft, version: version + 1 })
    .where('id', '=', themeId)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
    .catch(refuseTakenName);
  if (changed) return changed;
  await getTheme(scope, themeId);
  throw stale();
}

export const orderThemes = (scope: Scope, themeIds: readonly string[]) => putInOrder(scope, 'themes', themeIds);

export async function archiveTheme(scope: Scope, themeId: string): Promise<Theme> {
  await setAside(scope, 'themes', { id: themeId, archivedAt: scope.now });
  return getTheme(scope, themeId);
}

export async function restoreTheme(scope: Scope, themeId: string): Promise<Theme> {
  await setAside(scope, 'themes', { id: themeId, archivedAt: null });
  return getTheme(scope, themeId);
}

async function getTheme(scope: Scope, themeId: string): Promise<Theme> {
  const theme = await themesDb(scope).selectFrom('themes').selectAll().where('id', '=', themeId).executeTakeFirst();
  if (!theme) throw missing('theme.missing', 'Cette thématique n’existe pas, ou n’existe plus.');
  return theme;
}

const refuseTakenName = when('theme_name_taken', () =>
  conflict('theme.name_taken', 'Une thématique porte déjà ce nom\u00a0: si elle est archivée, restaurez-la.'),
);
