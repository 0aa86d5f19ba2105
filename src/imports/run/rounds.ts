import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { advanceLongWork } from '../../platform/long-works/long-works.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Span } from './matching.ts';
import { lineOf } from './places.ts';
import { moveRun, type Run, takeRun } from './runs.ts';
import { settleSpan } from './settling.ts';
import type { Desk } from './staging.ts';

/** Places settled in one transaction: a quarter of a second of work, and what a crash has to do again. */
const BATCH = 2000;

/** Batches of one round: between two rounds another import takes its turn. */
const ROUND = 8;

/** The next places of the file, after one, by batches; none past the last. */
export async function nextSpans({ db, townHallId }: Scope, run: Run, after: number): Promise<Span[]> {
  const { rows } = await sql<{ until: number }>`
    select max(place) as until from (
      select place, (row_number() over (order by place) - 1) / ${sql.lit(BATCH)} as rank from (
        select place from import_lines where town_hall_id = ${townHallId} and import_run_id = ${run.id} and place > ${after}
        order by place limit ${sql.lit(BATCH * ROUND)}) as next) as ranked
    group by rank order by rank`.execute(db);
  return rows.map(({ until }, at) => ({ after: rows[at - 1]?.until ?? after, until }));
}

export type Turn = 'settled' | 'stopped' | 'over' | 'waiting';

/** Writes the next batches of a run, when it is its turn: two imports at once see each other's people one after the other. */
export async function settleRound(desk: Desk, importId: string): Promise<Turn> {
  if (!desk.isWide) return settleSpans(desk, importId);
  return desk.transact(async (keeper) => ((await takeTurn(keeper)) ? settleSpans(desk, importId) : 'waiting'));
}

/** Asked again rather than waited for: a connection that waits is one that nobody else has. */
export async function untilTurn(turn: () => Promise<Turn>): Promise<Turn> {
  for (;;) {
    const taken = await turn();
    if (taken !== 'waiting') return taken;
    await wait(200);
  }
}

/** Held until the end of the transaction. */
async function takeTurn({ db, townHallId }: Scope): Promise<boolean> {
  const { rows } = await sql<{ isOurs: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('imports'), ${townHallId}) as is_ours`.execute(db);
  return rows[0]?.isOurs ?? false;
}

const waitForTurn = ({ db, townHallId }: Scope) =>
  sql`select pg_advisory_xact_lock(hashtext('imports'), ${townHallId})`.execute(db);

/** A batch writes its newcomers while the one before ends, where there are two cores for it; batches commit in the file's order. */
async function settleSpans(desk: Desk, importId: string): Promise<Turn> {
  const { run, spans } = await desk.transact(async (scope) => {
    const run = await takeRun(scope, importId);
    const isOpen = run.state === 'running' && run.readAt !== null;
    return { run, spans: isOpen ? await nextSpans(scope, run, run.settledPlace) : [] };
  });
  let former = Promise.resolve<Turn>('settled');
  for (const span of spans) {
    const before = former;
    const own = desk.transact(async (scope) => {
      if (!desk.isWide) await waitForTurn(scope);
      await settleSpan(scope, run, { span, before });
      return advance(scope, importId, span);
    });
    own.catch(() => undefined);
    former = own;
    if ((await (desk.isWide ? before : own)) === 'stopped') break;
  }
  return spans.length > 0 ? former : 'over';
}

async function advance(scope: Scope, importId: string, { after, until }: Span): Promise<Turn> {
  const run = await takeRun(scope, importId);
  if (run.state !== 'running' || run.settledPlace !== after) throw new Error('This import is being written by another process.');
  const settled = await moveRun(scope, run, { settledPlace: until });
  return (await mustStop(scope, settled)) ? 'stopped' : 'settled';
}

async function mustStop(scope: Scope, run: Run): Promise<boolean> {
  if (!run.longWorkId) return run.cancelAskedAt !== null;
  const total = run.layout.lineCount;
  const done = Math.min(total, lineOf(run.settledPlace));
  const asked = await advanceLongWork(scope, run.longWorkId, { done, total, message: 'Écriture des fiches' });
  return asked.mustStop || run.cancelAskedAt !== null;
}
