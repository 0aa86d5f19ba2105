import { nextPosition, putInOrder, setAside } from '../../platform/arrangement.ts';
import { newId } from '../../platform/ids.ts';
import { conflict, missing, stale, when } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { interactionsDb } from '../tables.ts';
import type { KindDraft, OwnKind } from './contract.ts';

export const listKinds = (scope: Scope): Promise<OwnKind[]> =>
  interactionsDb(scope).selectFrom('interactionKinds').selectAll().orderBy('position').orderBy('id').execute();

export async function addKind(scope: Scope, draft: KindDraft): Promise<OwnKind> {
  const position = await nextPosition(scope, 'interaction_kinds');
  return interactionsDb(scope)
    .insertInto('interactionKinds')
    .values({ id: newId(), ...draft, position, createdAt: scope.now })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTakenLabel);
}

/** What is already noted keeps the initiative it was noted with: the past is not rewritten. */
export async function changeKind(
  scope: Scope,
  kindId: string,
  { version, draft }: { version: number; draft: KindDraft },
): Promise<OwnKind> {
  const changed = await interactionsDb(scope)
    .updateTable('interactionKinds')
    .set({ ...draft, version: version + 1 })
    .where('id', '=', kindId)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
    .catch(refuseTakenLabel);
  if (changed) return changed;
  await getKind(scope, kindId);
  throw stale();
}

export const orderKinds = (scope: Scope, kindIds: readonly string[]) => putInOrder(scope, 'interaction_kinds', kindIds);

export async function archiveKind(scope: Scope, kindId: string): Promise<OwnKind> {
  await setAside(scope, 'interaction_kinds', { id: kindId, archivedAt: scope.now });
  return getKind(scope, kindId);
}

export async function restoreKind(scope: Scope, kindId: string): Promise<OwnKind> {
  await setAside(scope, 'interaction_kinds', { id: kindId, archivedAt: null });
  return getKind(scope, kindId);
}

export async function getKind(scope: Scope, kindId: string): Promise<OwnKind> {
  const kind = await interactionsDb(scope).selectFrom('interactionKinds').selectAll().where('id', '=', kindId).executeTakeFirst();
  if (!kind) throw missing('interaction_kind.missing', 'Cette sorte d’échange n’existe pas, ou n’existe plus.');
  return kind;
}

const refuseTakenLabel = when('interaction_kind_label_taken', () =>
  conflict('interaction_kind.label_taken', 'Une sorte d’échange porte déjà ce nom\u00a0: si elle est archivée, restaurez-la.'),
);
