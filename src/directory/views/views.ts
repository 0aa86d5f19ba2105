import type { Selectable } from 'kysely';
import { newId } from '../../platform/ids.ts';
import { missing, stale } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { rule } from '../../segments/rules/contract.ts';
import { checkRule } from '../../segments/segments.ts';
import type { Listed, NewView, SavedView, ViewChange, ViewLook, Views } from './contract.ts';
import { type ViewTables, viewsDb } from './tables.ts';

/** One's own views and those shared, and how one prefers to look at each. */
export async function listViews(scope: Scope, list: Listed): Promise<Views> {
  const db = viewsDb(scope);
  const rows = await db
    .selectFrom('savedViews')
    .selectAll()
    .where('list', '=', list)
    .where('archivedAt', 'is', null)
    .where(({ or, eb }) => or([eb('isShared', '=', true), eb('ownerId', '=', scope.actor.id)]))
    .orderBy('isShared', 'desc')
    .orderBy('position')
    .orderBy('id')
    .execute();
  const looks = await db
    .selectFrom('viewLooks')
    .select(['view', 'columns', 'sort'])
    .where('list', '=', list)
    .where('ownerId', '=', scope.actor.id)
    .orderBy('openedAt', 'desc')
    .limit(200)
    .execute();
  const known = new Set(['all', ...rows.map(({ id }) => id)]);
  const shown = looks.filter(({ view }) => known.has(view));
  return { items: rows.map((row) => asView(scope, row)), looks: shown, last: shown[0]?.view ?? null };
}

export async function addView(scope: Scope, draft: NewView): Promise<SavedView> {
  await checkRule(scope, draft.rule);
  const row = await viewsDb(scope)
    .insertInto('savedViews')
    .values({
      ...draft,
      id: newId(),
      ownerId: scope.actor.id,
      ownerName: scope.actor.name,
      rule: JSON.stringify(draft.rule),
      columns: JSON.stringify(draft.columns),
      position: await nextPosition(scope),
      createdAt: scope.now,
      changedAt: scope.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return asView(scope, row);
}

async function nextPosition(scope: Scope): Promise<number> {
  const { last } = await viewsDb(scope)
    .selectFrom('savedViews')
    .select(({ fn }) => fn.max('position').as('last'))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

export async function changeView(scope: Scope, viewId: string, { version, ...change }: ViewChange & { version: number }) {
  await checkRule(scope, change.rule);
  const row = await own(scope, viewId)
    .set({
      ...change,
      rule: JSON.stringify(change.rule),
      columns: JSON.stringify(change.columns),
      changedAt: scope.now,
      version: version + 1,
    })
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst();
  if (row) return asView(scope, row);
  await getOwn(scope, viewId);
  throw stale();
}

export const shareView = (scope: Scope, viewId: string) => mark(scope, viewId, { isShared: true });
export const unshareView = (scope: Scope, viewId: string) => mark(scope, viewId, { isShared: false });
export const archiveView = (scope: Scope, viewId: string) => mark(scope, viewId, { archivedAt: scope.now });
export const restoreView = (scope: Scope, viewId: string) => mark(scope, viewId, { archivedAt: null });

async function mark(
  scope: Scope,
  viewId: string,
  fact: { isShared: boolean } | { archivedAt: string | null },
): Promise<SavedView> {
  const row = await own(scope, viewId)
    .set(({ eb }) => ({ ...fact, changedAt: scope.now, version: eb('version', '+', 1) }))
    .returningAll()
    .executeTakeFirst();
  if (!row) throw noSuchView();
  return asView(scope, row);
}

/** One's own take the places they have among themselves, in this order. */
export async function orderViews(scope: Scope, viewIds: readonly string[]): Promise<void> {
  for (const [rank, viewId] of viewIds.entries())
    await own(scope, viewId)
      .set({ position: rank + 1 })
      .execute();
}

/** The look of a view is the affair of whoever looks, be it a colleague's. */
export async function noteLook(scope: Scope, { list, view, columns, sort }: ViewLook & { list: Listed }): Promise<void> {
  const look = { columns: JSON.stringify(columns), sort, openedAt: scope.now };
  await viewsDb(scope)
    .insertInto('viewLooks')
    .values({ ownerId: scope.actor.id, list, view, ...look })
    .onConflict((known) => known.constraint('view_looks_pkey').doUpdateSet(look))
    .execute();
}

const own = (scope: Scope, viewId: string) =>
  viewsDb(scope).updateTable('savedViews').where('id', '=', viewId).where('ownerId', '=', scope.actor.id);

async function getOwn(scope: Scope, viewId: string): Promise<void> {
  const row = await viewsDb(scope)
    .selectFrom('savedViews')
    .select('id')
    .where('id', '=', viewId)
    .where('ownerId', '=', scope.actor.id)
    .executeTakeFirst();
  if (!row) throw noSuchView();
}

const asView = (scope: Scope, row: Selectable<ViewTables['savedViews']>): SavedView => ({
  ...row,
  rule: rule.parse(row.rule),
  isMine: row.ownerId === scope.actor.id,
});

const noSuchView = () => missing('saved_view.missing', 'Cette vue n’existe plus, ou appartient à quelqu’un d’autre.');
