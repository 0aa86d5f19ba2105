import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { newId } from '../ids.ts';
import { announce } from '../live/announce.ts';
import { conflict, denied, missing } from '../problem.ts';
import type { Scope } from '../scope.ts';
import { secondsAfter } from '../time.ts';
import type { LongWork, LongWorkState, longWorksQuery } from './contract.ts';

type LongWorkTables = {
  longWorks: {
    id: string;
    kind: string;
    label: string;
    subjectId: string | null;
    state: LongWorkState;
    done: number;
    total: number | null;
    message: string;
    askedBy: string;
    createdAt: string;
    changedAt: string;
    cancelAskedAt: string | null;
  };
};

const longWorksDb = (scope: Scope) => scope.db.withTables<LongWorkTables>();

/** What may follow what. A failed job that an operator starts again picks its work up. */
const next: Record<LongWorkState, LongWorkState[]> = {
  waiting: ['running', 'done', 'failed', 'cancelled'],
  running: ['running', 'done', 'failed', 'cancelled'],
  failed: ['running', 'done', 'cancelled'],
  done: [],
  cancelled: [],
};

const before = (state: LongWorkState) => (Object.keys(next) as LongWorkState[]).filter((from) => next[from].includes(state));

interface NewLongWork {
  kind: string;
  label: string;
  subjectId?: string | null;
  total?: number | null;
}

/** Puts a bar on the screen of whoever asks, before the job that fills it is even taken. */
export async function beginLongWork(
  scope: Scope,
  { kind, label, subjectId = null, total = null }: NewLongWork,
): Promise<LongWork> {
  const work = await longWorksDb(scope)
    .insertInto('longWorks')
    .values({
      id: newId(),
      kind,
      label,
      subjectId,
      state: 'waiting',
      done: 0,
      total,
      message: '',
      askedBy: scope.actor.id,
      createdAt: scope.now,
      changedAt: scope.now,
      cancelAskedAt: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return announced(scope, work);
}

interface Progress {
  done: number;
  total?: number;
  message?: string;
}

/** Says how far it is; answers whether someone asked it to stop, or it is already over. */
export async function advanceLongWork(scope: Scope, longWorkId: string, progress: Progress): Promise<{ mustStop: boolean }> {
  const work = await move(scope, longWorkId, { ...progress, state: 'running' });
  return { mustStop: !work || work.cancelAskedAt !== null };
}

/** Without effect on a work already over: the job that runs a second time says the same thing. */
export async function finishLongWork(scope: Scope, longWorkId: string, message: string): Promise<void> {
  await move(scope, longWorkId, { state: 'done', message });
}

export async function failLongWork(scope: Scope, longWorkId: string, message: string): Promise<void> {
  await move(scope, longWorkId, { state: 'failed', message });
}

/** It stopped because it was asked to. */
export async function cancelLongWork(scope: Scope, longWorkId: string, message: string): Promise<void> {
  await move(scope, longWorkId, { state: 'cancelled', message });
}

export async function isCancelAsked(scope: Scope, longWorkId: string): Promise<boolean> {
  return (await take(scope, longWorkId)).cancelAskedAt !== null;
}

/** Only whoever started it; others have the verbs of the record itself (stop a campaign, cancel an import). */
export async function askCancellation(scope: Scope, longWorkId: string): Promise<LongWork> {
  const work = await take(scope, longWorkId);
  if (work.askedBy !== scope.actor.id)
    throw denied('long_work.not_yours', 'Seule la personne qui a lancé ce travail peut l’arrêter.');
  if (!isUnderWay(work.state)) throw conflict('long_work.over', 'Ce travail est déjà terminé.');
  const asked = await longWorksDb(scope)
    .updateTable('longWorks')
    .set((eb) => ({ cancelAskedAt: eb.fn.coalesce('cancelAskedAt', eb.val(scope.now)), changedAt: scope.now }))
    .where('id', '=', longWorkId)
    .returningAll()
    .executeTakeFirstOrThrow();
  return announced(scope, asked);
}

export async function listLongWorks(scope: Scope, { limit, cursor }: z.output<typeof longWorksQuery>) {
  const works = await longWorksDb(scope)
    .selectFrom('longWorks')
    .selectAll()
    .$if(cursor !== undefined, (query) => query.where('id', '<', cursor!))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = works.slice(0, limit).map((work) => shown(scope, work));
  return { items, nextCursor: works.length > limit ? (items.at(-1)?.id ?? null) : null };
}

export async function getLongWork(scope: Scope, longWorkId: string): Promise<LongWork> {
  return shown(scope, await take(scope, longWorkId));
}

/** For screens that missed an announcement. */
export async function longWorksChangedSince(scope: Scope, since: string): Promise<string[]> {
  const works = await longWorksDb(scope).selectFrom('longWorks').select('id').where('changedAt', '>', since).limit(100).execute();
  return works.map(({ id }) => id);
}

const KEPT_DAYS = 30;

export async function forgetOldLongWorks(scope: Scope): Promise<void> {
  await longWorksDb(scope)
    .deleteFrom('longWorks')
    .where('changedAt', '<', secondsAfter(scope.now, -KEPT_DAYS * 24 * 3600))
    .where('state', 'not in', ['waiting', 'running'])
    .execute();
}

type Row = Selectable<LongWorkTables['longWorks']>;

async function take(scope: Scope, longWorkId: string): Promise<Row> {
  const work = await longWorksDb(scope).selectFrom('longWorks').selectAll().where('id', '=', longWorkId).executeTakeFirst();
  if (!work) throw missing('long_work.missing', 'Ce travail n’existe pas, ou n’est plus gardé.');
  return work;
}

async function move(scope: Scope, longWorkId: string, change: Partial<Row> & { state: LongWorkState }): Promise<Row | undefined> {
  const work = await longWorksDb(scope)
    .updateTable('longWorks')
    .set({ ...change, changedAt: scope.now })
    .where('id', '=', longWorkId)
    .where('state', 'in', before(change.state))
    .returningAll()
    .executeTakeFirst();
  if (work) await announce(scope, 'long_work', work.id);
  return work;
}

async function announced(scope: Scope, work: Row): Promise<LongWork> {
  await announce(scope, 'long_work', work.id);
  return shown(scope, work);
}

const isUnderWay = (state: LongWorkState) => state === 'waiting' || state === 'running';

const shown = (scope: Scope, work: Row): LongWork => ({
  ...work,
  canCancel: isUnderWay(work.state) && work.cancelAskedAt === null && work.askedBy === scope.actor.id,
});
