import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Finding, timed } from './measure.ts';
import type { BenchTown } from './town.ts';

const VIEWS = 100;

/** The built product on a data directory of this size: from its command to its first answer, then what it weighs once used. */
export async function measureProduct(dataDir: string, { size, key }: BenchTown): Promise<Finding[]> {
  const server = spawn(process.execPath, [join('bin', 'start.mjs')], {
    env: { ...process.env, ...onlyThis, PARVIS_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const { seconds, result: url } = await timed(() => firstAnswer(server));
    for (let view = 0; view < VIEWS; view++) await viewPage(url, { key, view });
    const { node, postgres } = await weigh(server, dataDir);
    const [contacts, whole] = [size, node + postgres];
    return [
      { what: 'start of an installed product', contacts, figure: `${seconds.toFixed(2)} s`, values: { seconds } },
      {
        what: `memory of the whole, after ${VIEWS} pages`,
        contacts,
        figure: `${whole.toFixed(0)} MB (Node ${node.toFixed(0)}, PostgreSQL ${postgres.toFixed(0)})`,
        values: { whole, node, postgres },
      },
    ];
  } finally {
    await stop(server);
  }
}

/** Nothing of the surroundings: the embedded server, no demo, a port of the system's choice. */
const onlyThis = {
  ...{ PORT: '0', PARVIS_DEMO: 'off', LOG_LEVEL: 'error' },
  ...{ PUBLIC_URL: '', DATABASE_URL: '', DATABASE_APP_URL: '', SMTP_URL: '', PARVIS_SECRET: '', METRICS_TOKEN: '' },
};

async function firstAnswer(server: ChildProcess): Promise<string> {
  const url = await new Promise<string>((found, refuse) => {
    server.stdout?.on('data', (chunk: Buffer) => {
      const [address] = /http:\/\/localhost:\d+/.exec(chunk.toString()) ?? [];
      if (address) found(address);
    });
    server.once('exit', () => refuse(new Error('The product stopped before it was ready.')));
  });
  while (!(await fetch(`${url}/readyz`)).ok) await sleep(10);
  return url;
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

/** What the browser asks for to show the list, a search, or someone's record. */
async function viewPage(url: string, { key, view }: { key: string; view: number }): Promise<void> {
  const ask = async (path: string) => {
    const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return text;
  };
  await ask('/contacts');
  const filter = view % 3 === 1 ? `?search=${view}` : '';
  const [page] = await Promise.all(
    [`/contacts${filter}`, `/contacts/count${filter}`, '/tags', '/purposes'].map((path) => ask(`/api/v1${path}`)),
  );
  const { items } = JSON.parse(page ?? '') as { items: { id: string }[] };
  const contactId = items[view % items.length]?.id;
  if (view % 3 === 2)
    await Promise.all(['', '/interactions', '/consents'].map((part) => ask(`/api/v1/contacts/${contactId}${part}`)));
}

/** In megabytes of proportional set size (Linux): what processes share is counted once. */
async function weigh(server: ChildProcess, dataDir: string): Promise<{ node: number; postgres: number }> {
  const pidFile = await textOf(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'));
  const postmaster = Number.parseInt(pidFile, 10);
  const sessions = (await processes()).filter(({ parent }) => parent === postmaster).map(({ pid }) => pid);
  const weights = (await Promise.all(sessions.map(megabytesOf))).filter(Number.isFinite);
  return {
    node: await megabytesOf(server.pid ?? 0),
    postgres: weights.reduce((sum, one) => sum + one, await megabytesOf(postmaster)),
  };
}

async function processes(): Promise<{ pid: number; parent: number }[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  return Promise.all(
    pids.map(async (pid) => ({ pid, parent: Number(/\) \S (\d+)/.exec(await textOf(`/proc/${pid}/stat`))?.[1]) })),
  );
}

const megabytesOf = async (pid: number): Promise<number> =>
  Number(/^Pss:\s+(\d+)/m.exec(await textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? Number.NaN) / 1024;

/** Empty of a process that has just left. */
const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
