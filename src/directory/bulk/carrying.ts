import { sql } from 'kysely';
import { announce } from '../../platform/live/announce.ts';
import { advanceLongWork, cancelLongWork, finishLongWork } from '../../platform/long-works/long-works.ts';
import type { Scope, Transact } from '../../platform/scope.ts';
import { type Changed, doingOf } from './acts.ts';
import type { Act, BulkActState } from './contract.ts';
import { bulkDb } from './tables.ts';

/** Short enough that a row edited meanwhile by an agent waits less than a second (1,000 tags in 60 ms, measured 2026-11-24). */
const BATCH = 1000;

/** Goes on where it stopped, batch after batch; a job that runs twice finds nothing left to do. */
export async function carryToTheEnd(transact: Transact, { bulkActId, longWorkId }: { bulkActId: string; longWorkId: string }) {
  let done = 0;
  for (;;) {
    const { isMore, count } = await transact(async (scope) => {
      const { mustStop } = await advanceLongWork(scope, longWorkId, { done });
      return mustStop ? stop(scope, bulkActId, longWorkId) : carryOn(scope, bulkActId);
    });
    done += count;
    if (!isMore) break;
  }
  await transact(async (scope) => finishLongWork(scope, longWorkId, await whatCameOfIt(scope, bulkActId)));
}

/** One batch, held against another run of the same job; whether more remain. */
export async function carryOn(scope: Scope, bulkActId: string): Promise<{ isMore: boolean; count: number }> {
  const row = await bulkDb(scope)
    .selectFrom('bulkActs')
    .select(['state', 'what'])
    .where('id', '=', bulkActId)
    .forUpdate()
    .executeTakeFirst();
  if (row?.state === 'running') return applyBatch(scope, bulkActId, row.what);
  if (row?.state === 'undoing') return takeBackBatch(scope, bulkActId, row.what);
  return { isMore: false, count: 0 };
}

async function applyBatch(scope: Scope, bulkActId: string, act: Act) {
  const ids = (await batchOf(scope, bulkActId, null)).map(({ contactId }) => contactId);
  const changed = ids.length > 0 ? await doingOf(act).apply(scope, act, ids) : [];
  const isChanged = new Set(changed.map(({ contactId }) => contactId));
  const unchanged = ids.filter((contactId) => !isChanged.has(contactId)).map((contactId) => ({ contactId, before: null }));
  await settle(scope, bulkActId, { changed, unchanged });
  return whetherMore(scope, bulkActId, { count: ids.length, end: 'done' });
}

async function takeBackBatch(scope: Scope, bulkActId: string, act: Act) {
  const changed = await batchOf(scope, bulkActId, 'changed');
  const restored = new Set(changed.length > 0 ? await doingOf(act).takeBack(scope, act, changed) : []);
  const isRestored = ({ contactId }: Changed) => restored.has(contactId);
  await settle(scope, bulkActId, { taken_back: changed.filter(isRestored), kept: changed.filter((one) => !isRestored(one)) });
  return whetherMore(scope, bulkActId, { count: changed.length, end: 'undone' });
}

const batchOf = (scope: Scope, bulkActId: string, outcome: 'changed' | null): Promise<Changed[]> =>
  bulkDb(scope)
    .selectFrom('bulkActContacts')
    .select(['contactId', 'before'])
    .where('bulkActId', '=', bulkActId)
    .where('outcome', 'is not distinct from', outcome)
    .orderBy('contactId')
    .limit(BATCH)
    .execute();

type Settled = { [Outcome in 'changed' | 'unchanged' | 'taken_back' | 'kept']?: readonly Changed[] };

async function settle(scope: Scope, bulkActId: string, settled: Settled): Promise<void> {
  for (const [outcome, contacts] of Object.entries(settled)) {
    const ids = contacts.map(({ contactId }) => contactId);
    const befores = contacts.map(({ before }) => JSON.stringify(before));
    await sql`
      update bulk_act_contacts as settled set outcome = ${outcome}, before = told.before
      from unnest(${ids}::uuid[], ${befores}::jsonb[]) as told (contact_id, before)
      where settled.town_hall_id = ${scope.townHallId} and settled.bulk_act_id = ${bulkActId}
        and settled.contact_id = told.contact_id`.execute(scope.db);
  }
}

async function whetherMore(scope: Scope, bulkActId: string, { count, end }: { count: number; end: BulkActState }) {
  const isMore = count === BATCH;
  if (!isMore) await moveTo(scope, bulkActId, end);
  return { isMore, count };
}

async function moveTo(scope: Scope, bulkActId: string, state: BulkActState): Promise<void> {
  await bulkDb(scope)
    .updateTable('bulkActs')
    .set({ state, ...(state === 'undone' ? { undoneAt: scope.now } : {}) })
    .where('id', '=', bulkActId)
    .execute();
  await announce(scope, 'bulk_act', bulkActId);
}

/** Asked to stop: what is done stays done, and can be undone; an undoing that stops can be taken up again. */
async function stop(scope: Scope, bulkActId: string, longWorkId: string) {
  await bulkDb(scope)
    .updateTable('bulkActs')
    .set({ state: 'cancelled' })
    .where('id', '=', bulkActId)
    .where('state', 'in', ['running', 'undoing'])
    .execute();
  await announce(scope, 'bulk_act', bulkActId);
  await cancelLongWork(scope, longWorkId, await whatCameOfIt(scope, bulkActId));
  return { isMore: false, count: 0 };
}

async function whatCameOfIt(scope: Scope, bulkActId: string): Promise<string> {
  const { changed, takenBack } = await bulkDb(scope)
    .selectFrom('bulkActContacts')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('outcome', 'in', ['changed', 'kept']).as('changed'),
      fn.countAll<number>().filterWhere('outcome', '=', 'taken_back').as('takenBack'),
    ])
    .where('bulkActId', '=', bulkActId)
    .executeTakeFirstOrThrow();
  return takenBack > 0 ? `${contacts(takenBack)} comme avant.` : `${contacts(changed)} changés.`;
}

const contacts = (count: number) => `${count.toLocaleString('fr-FR').replaceAll('\u202f', '\u00a0')}\u00a0contacts`;
