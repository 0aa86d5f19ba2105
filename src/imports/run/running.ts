import { cancelLongWork, finishLongWork } from '../../platform/long-works/long-works.ts';
import type { Scope } from '../../platform/scope.ts';
import { writtenSentence } from '../labels.ts';
import { findResemblances } from './resembling.ts';
import { nextSpans, settleRound, untilTurn } from './rounds.ts';
import { moveRun, type Run, takeRun } from './runs.ts';
import { foreseeLines } from './settling.ts';
import { beginStaging, type Desk, stage } from './staging.ts';
import { tallyRun } from './tally.ts';

/** Reads the file and says what each line would become. Started again, it begins again. */
export async function readRun(desk: Desk, importId: string): Promise<void> {
  const begun = await desk.transact(async (scope) => {
    const run = await takeRun(scope, importId);
    return run.state === 'reading' ? beginStaging(scope, run) : undefined;
  });
  if (!begun) return;
  const halt = await stage(desk, begun);
  if (halt === 'stopped') await desk.transact((scope) => stop(scope, importId, 'uploaded'));
  if (halt === 'overtaken') await desk.transact((scope) => giveUp(scope, begun));
  if (halt === null) await foresee(desk, importId);
}

/** Its settings changed meanwhile: another reading follows, or will. */
async function giveUp(scope: Scope, { longWorkId }: Run): Promise<void> {
  if (longWorkId) await cancelLongWork(scope, longWorkId, 'Les réglages de l’import ont changé.');
}

/** Compares the lines already read with the base as it is today. */
export async function foresee(desk: Desk, importId: string): Promise<void> {
  let after = 0;
  for (;;) {
    const line = await desk.transact(async (scope) => {
      const run = await takeRun(scope, importId);
      if (run.state !== 'reading') return undefined;
      const [span] = await nextSpans(scope, run, after);
      if (!span) return ready(scope, run);
      await foreseeLines(scope, run, { span });
      await findResemblances(scope, run, span);
      return span.until;
    });
    if (line === undefined) return;
    after = line;
  }
}

async function ready(scope: Scope, run: Run): Promise<undefined> {
  await moveRun(scope, run, { state: 'ready', figures: { tally: await tallyRun(scope, run) } });
  if (run.longWorkId) await finishLongWork(scope, run.longWorkId, 'Le fichier est lu\u00a0: rien n’est encore écrit.');
}

/** Writes the file's people, batch after batch; killed, it goes on after the last batch committed. */
export async function writeRun(desk: Desk, importId: string): Promise<void> {
  const begun = await desk.transact(async (scope) => {
    const run = await takeRun(scope, importId);
    return run.state === 'running' && !run.readAt ? beginStaging(scope, run) : undefined;
  });
  const halt = begun && (await stage(desk, begun));
  if (halt === 'stopped') await desk.transact((scope) => stop(scope, importId, 'cancelled'));
  if (halt) return;
  const turn = () => settleRound(desk, importId);
  let last = await untilTurn(turn);
  while (last === 'settled') last = await untilTurn(turn);
  await desk.transact((scope) => (last === 'stopped' ? stop(scope, importId, 'cancelled') : finish(scope, importId)));
}

async function finish(scope: Scope, importId: string): Promise<void> {
  const run = await takeRun(scope, importId);
  if (run.state !== 'running' || !run.readAt) return;
  const tally = await tallyRun(scope, run);
  await moveRun(scope, run, { state: 'done', finishedAt: scope.now, figures: { tally } });
  if (run.longWorkId) await finishLongWork(scope, run.longWorkId, writtenSentence(tally));
}

async function stop(scope: Scope, importId: string, state: 'uploaded' | 'cancelled'): Promise<void> {
  const run = await takeRun(scope, importId);
  const isWritten = state === 'cancelled';
  const written = isWritten && { finishedAt: scope.now, figures: { tally: await tallyRun(scope, run, run.settledPlace) } };
  await moveRun(scope, run, { state, cancelAskedAt: null, ...written });
  const message = isWritten ? 'Import arrêté\u00a0: ce qui est écrit peut être repris ou annulé.' : 'Lecture arrêtée.';
  if (run.longWorkId) await cancelLongWork(scope, run.longWorkId, message);
}
