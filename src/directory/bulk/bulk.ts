import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { id, instant } from '../../platform/contract.ts';
import { cutPage, readCursor } from '../../platform/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { beginLongWork } from '../../platform/long-works/long-works.ts';
import { conflict, missing } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { secondsAfter } from '../../platform/time.ts';
import { doingOf } from './acts.ts';
import { carryOn } from './carrying.ts';
import type { BulkAct, BulkActState, NewBulkAct } from './contract.ts';
import { bulkJobs } from './jobs.ts';
import { choose } from './selecting.ts';
import { type BulkTables, bulkDb } from './tables.ts';

type Row = Selectable<BulkTables['bulkActs']>;

/** So many are done while one waits; beyond, behind a bar that can be stopped. */
const AT_ONCE = 1000;

const KEPT_DAYS = 30;

/** Does something to everyone selected, as the list is now. It can be taken back for thirty days. */
export async function beginBulkAct(scope: Scope, { act, selection }: NewBulkAct): Promise<BulkAct> {
  const label = await doingOf(act).label(scope, act);
  const row = await bulkDb(scope)
    .insertInto('bulkActs')
    .values({
      id: newId(),
      kind: act.kind,
      what: JSON.stringify(act),
      label,
      state: 'running',
      contactCount: 0,
      longWorkId: null,
      actorId: scope.actor.id,
      actorName: scope.actor.name,
      createdAt: scope.now,
      undoneAt: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const contactCount = await choose(scope, row.id, selection);
  await bulkDb(scope).updateTable('bulkActs').set({ contactCount }).where('id', '=', row.id).execute();
  await getOn(scope, row.id, { label, total: contactCount });
  return getBulkAct(scope, row.id);
}

/** Each contact becomes what it was, but for those somebody has changed since. */
export async function undoBulkAct(scope: Scope, bulkActId: string): Promise<BulkAct> {
  const row = await bulkDb(scope).selectFrom('bulkActs').selectAll().where('id', '=', bulkActId).forUpdate().executeTakeFirst();
  if (!row) throw noSuchAct();
  if (row.state === 'undoing' || row.state === 'undone') return getBulkAct(scope, bulkActId);
  if (!canUndo(row)) throw conflict('bulk_act.under_way', 'Cette action est encore en cours\u00a0: arrêtez-la d’abord.');
  await bulkDb(scope).updateTable('bulkActs').set({ state: 'undoing' }).where('id', '=', bulkActId).execute();
  const { changedCount: total } = await getBulkAct(scope, bulkActId);
  await getOn(scope, bulkActId, { label: `Annulation\u00a0: ${row.label}`, total });
  return getBulkAct(scope, bulkActId);
}

/** A few at once, in this very transaction; many behind a bar. */
async function getOn(scope: Scope, bulkActId: string, { label, total }: { label: string; total: number }): Promise<void> {
  if (total <= AT_ONCE) {
    while ((await carryOn(scope, bulkActId)).isMore);
    return;
  }
  const work = await beginLongWork(scope, { kind: 'bulk_act', label, subjectId: bulkActId, total });
  await bulkDb(scope).updateTable('bulkActs').set({ longWorkId: work.id }).where('id', '=', bulkActId).execute();
  await scope.enqueue(bulkJobs.carryOn, { bulkActId, longWorkId: work.id });
}

export async function getBulkAct(scope: Scope, bulkActId: string): Promise<BulkAct> {
  const row = await counted(scope).where('bulkActs.id', '=', bulkActId).executeTakeFirst();
  if (!row) throw noSuchAct();
  return shown(row);
}

/** What was done to many these last thirty days, the latest first. */
export async function listBulkActs(scope: Scope, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const [createdAt, lastId] = cursor === undefined ? [] : readCursor(z.tuple([instant, id]), cursor);
  const rows = await counted(scope)
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(created_at, id) < (${createdAt}::timestamptz, ${lastId}::uuid)`),
    )
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const { kept, nextCursor } = cutPage(rows, limit, (row) => [row.createdAt, row.id]);
  return { items: kept.map(shown), nextCursor };
}

export async function forgetOldBulkActs(scope: Scope): Promise<void> {
  await bulkDb(scope)
    .deleteFrom('bulkActs')
    .where('createdAt', '<', secondsAfter(scope.now, -KEPT_DAYS * 24 * 3600))
    .where('state', 'not in', ['running', 'undoing'])
    .execute();
}

const counted = (scope: Scope) => {
  const outcomes = (...some: string[]) =>
    sql<number>`(select count(*) from bulk_act_contacts as done where done.town_hall_id = bulk_acts.town_hall_id
      and done.bulk_act_id = bulk_acts.id and done.outcome = any(${some}::text[]))`;
  return bulkDb(scope)
    .selectFrom('bulkActs')
    .selectAll()
    .select([outcomes('changed', 'taken_back', 'kept').as('changedCount'), outcomes('kept').as('keptCount')]);
};

const undoable: readonly BulkActState[] = ['done', 'cancelled'];
const canUndo = ({ state }: Pick<Row, 'state'>) => undoable.includes(state);

const shown = (row: Row & { changedCount: number; keptCount: number }): BulkAct => ({
  ...row,
  canUndo: canUndo(row) && row.changedCount > 0,
});

const noSuchAct = () => missing('bulk_act.missing', 'Cette action n’existe pas, ou n’est plus dans le journal.');
