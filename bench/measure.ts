/** One row of the table: what was measured, beside how many contacts, and what it came to. */
export interface Finding {
  what: string;
  contacts: number;
  figure: string;
  values: Record<string, number>;
}

/** Ctrl-C: what is open is closed, and the folder removed, before leaving. */
const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort(new Error('Interrupted.')));

export const stopIfAsked = () => interrupted.signal.throwIfAborted();

export async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  stopIfAsked();
  const start = performance.now();
  const result = await work();
  return { seconds: (performance.now() - start) / 1000, result };
}

/** Runs before the count starts: what only a first time costs (plans, caches, compiled code) is nobody's usual wait. */
const WARM_UP = 5;

/** Does one thing many times. */
export async function measure(
  { what, contacts, runs }: { what: string; contacts: number; runs: number },
  once: (run: number) => Promise<unknown>,
): Promise<Finding> {
  for (let run = 0; run < WARM_UP; run++) await once(run);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push((await timed(() => once(run))).seconds * 1000);
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
  return { what, contacts, figure: `p50 ${p50.toFixed(1)} ms · p95 ${p95.toFixed(1)} ms`, values: { p50, p95, runs } };
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
