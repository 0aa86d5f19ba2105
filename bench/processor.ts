import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Seconds of processor used so far, here and by PostgreSQL (Linux): what a shared machine's clock cannot tell. */
export async function processorSpent(dataDir: string): Promise<{ node: number; postgres: number }> {
  const { user, system } = process.cpuUsage();
  const postmaster = Number.parseInt(await textOf(join(dataDir, 'postgres', 'cluster', 'postmaster.pid')), 10);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const spent = await Promise.all(
    pids.map(async (pid) => {
      const stat = await textOf(`/proc/${pid}/stat`);
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const isOurs = Number(pid) === postmaster || Number(fields[1]) === postmaster;
      return isOurs ? (Number(fields[11]) + Number(fields[12])) / TICKS : 0;
    }),
  );
  return { node: (user + system) / 1e6, postgres: spent.reduce((sum, one) => sum + one, 0) };
}

/** A second, as Linux counts a process's time. */
const TICKS = 100;

/** Empty of a process that has just left. */
const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
