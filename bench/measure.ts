/** Times of one thing done many times, in milliseconds. */
export interface Measured {
  p50: number;
  p95: number;
  runs: number;
}

export async function measure(runs: number, once: (run: number) => Promise<unknown>): Promise<Measured> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await once(run);
    times.push(performance.now() - start);
  }
  return { p50: at(times, 0.5), p95: at(times, 0.95), runs };
}

export async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { seconds: (performance.now() - start) / 1000, result };
}

function at(times: number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
