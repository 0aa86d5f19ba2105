import type { Task, TaskList } from 'graphile-worker';
import { z } from 'zod';
import { failLongWork } from '../long-works/long-works.ts';
import type { Actor } from '../scope.ts';
import type { Worker } from '../workers.ts';
import type { RunnerSpec } from './spec.ts';

/** What `scope.enqueue` wraps every payload in. */
const envelope = z.object({
  townHallId: z.int().positive(),
  actor: z.object({ kind: z.enum(['team_member', 'api_key', 'visitor', 'system']), id: z.string(), name: z.string() }),
  payload: z.unknown(),
});

/** The workers as the library calls them. It hands them its own connection, which stays here: a handler is given `transact`. */
export const tasksOf = (spec: RunnerSpec): TaskList =>
  Object.fromEntries(spec.workers.map((worker) => [worker.job.name, taskOf(spec, worker)]));

const taskOf =
  (spec: RunnerSpec, worker: Worker): Task =>
  async (content, { job }) => {
    const { townHallId, actor, payload } = envelope.parse(content);
    try {
      await worker.run(spec.transact(townHallId, actor as Actor), payload);
    } catch (error) {
      const isSetAside = job.attempts >= job.max_attempts;
      const trace = traceOf(error);
      spec.log.error(
        { job: worker.job.name, jobId: job.id, townHallId, attempt: job.attempts, isSetAside, ...trace },
        'job failed',
      );
      if (isSetAside) await setAside(spec, content);
      // The library keeps the message in its own table, outside the wall.
      throw new Error([trace.name, trace.code].filter(Boolean).join(' '));
    }
  };

/** The kind of an error and where it was thrown; never its words, which may quote a person (trust S-63). */
function traceOf(error: unknown) {
  const { name, code, constraint, stack } = error as Partial<Record<'name' | 'code' | 'constraint' | 'stack', string>>;
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: name ?? 'Error', code, constraint, at: frames.slice(0, 6).map((line) => line.trim()) };
}

/** Nobody will finish that work: an agent who watches its bar is told so. */
export async function setAside(spec: RunnerSpec, content: unknown): Promise<void> {
  const { data } = envelope.extend({ payload: z.object({ longWorkId: z.uuid() }) }).safeParse(content);
  if (!data) return;
  await spec
    .transact(
      data.townHallId,
      data.actor as Actor,
    )((scope) =>
      failLongWork(
        scope,
        data.payload.longWorkId,
        'Ce travail s’est interrompu. Relancez-le ; s’il échoue encore, prévenez votre administrateur.',
      ),
    )
    .catch((error: unknown) => spec.log.error(traceOf(error), 'a job set aside left its progress bar unfinished'));
}
