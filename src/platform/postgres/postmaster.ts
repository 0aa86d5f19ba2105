import { spawn } from 'node:child_process';
import { open, readFile, readlink, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Programs } from './binaries.ts';
import type { Home } from './data-directory.ts';
import { answers, type Door, doorSettings, SOCKET_PORT } from './door.ts';
import { openLog } from './log-file.ts';
import { refusals } from './refusals.ts';

/** A server at work on a cluster, as its own `postmaster.pid` tells. */
export interface Postmaster {
  pid: number;
  state: 'starting' | 'ready' | 'stopping';
  /** Not known in the first instants of a start. */
  door: Door | undefined;
}

const pidFile = ({ cluster }: Home) => join(cluster, 'postmaster.pid');
const socketLock = ({ socketFolder }: Home) => join(socketFolder, `.s.PGSQL.${SOCKET_PORT}.lock`);

/** The server already at work on this cluster, if any. */
export async function findPostmaster(home: Home): Promise<Postmaster | undefined> {
  const lines = await linesOf(pidFile(home));
  const pid = pidIn(lines);
  return (await isPostmasterOf(home, pid)) ? { pid, state: stateOf(lines[7]), door: doorOf(lines) } : undefined;
}

/** Removes what a dead server left where PostgreSQL would take its number for a living one. */
async function clearTheWay(home: Home): Promise<void> {
  for (const file of [pidFile(home), socketLock(home)]) {
    const pid = pidIn(await linesOf(file));
    if ((await stateIn(pid)) && !(await isPostmasterOf(home, pid))) await rm(file, { force: true });
  }
}

const linesOf = async (file: string): Promise<string[]> =>
  (await readFile(file, 'utf8').catch(() => '')).split('\n').map((line) => line.trim());

/** PostgreSQL writes its number as a negative one when it is alone with its cluster. */
const pidIn = ([first]: string[]): number => Math.abs(Number(first));

const stateOf = (word = 'starting'): Postmaster['state'] => (word === 'ready' || word === 'stopping' ? word : 'starting');

function doorOf([, , , port, socketFolder, address]: string[]): Door | undefined {
  const host = socketFolder || address;
  return port && host ? { host, port: Number(port) } : undefined;
}

/**
 * A number alone proves nothing: it may be a zombie that nobody reaps (containers), or since then another program's
 * (after a reboot), and PostgreSQL would refuse to start over either. Should this ever err, PostgreSQL's own lock in
 * shared memory, tied to the folder, still stops two servers from sharing a cluster.
 */
async function isPostmasterOf(home: Home, pid: number): Promise<boolean> {
  if (!(await isAlive(pid))) return false;
  const [program = '', ...args] = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  if (basename(program) !== 'postgres') return false;
  const given = args[args.indexOf('-D') + 1];
  return !args.includes('-D') || given === home.cluster || (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === home.cluster;
}

/** Its letter in `/proc`; the name before it, in brackets, may hold anything. */
const stateIn = async (pid: number): Promise<string | undefined> =>
  (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).split(') ').at(-1)?.[0];

/** Zombies (`Z`) and the dead (`X`) still have a number. */
export const isAlive = async (pid: number): Promise<boolean> => !['Z', 'X', undefined].includes(await stateIn(pid));

/** Whether it is gone before the time given, in seconds, has passed. */
export async function isGoneWithin(pid: number, seconds: number): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000;
  while (await isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await sleep(25);
  }
  return true;
}

/** A launch, until the server says it is ready or has said why it will not be. */
export interface Launch {
  pid: number;
  /** What the server has written to its log since. */
  words(): Promise<string>;
}

/** Starts a server that outlives this process (it will be adopted), in a session of its own so that Ctrl-C is ours alone. */
export async function launch(
  home: Home,
  programs: Programs,
  spec: { door: Door; settings: Record<string, string> },
): Promise<Launch> {
  // Alive, yet not among our processes: another container, or a machine that hides them.
  if (await answers(spec.door)) throw refusals.inUse(home.folder);
  await clearTheWay(home);
  const log = await openLog(home);
  const settings = Object.entries({ ...spec.settings, ...doorSettings(spec.door) });
  const options = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = home.account.start(programs.postgres, ['-D', home.cluster, ...options], {
    detached: true,
    stdio: ['ignore', log.file.fd, log.file.fd],
  });
  const failure = new Promise<string>((resolve) => child.once('error', (error) => resolve(error.message)));
  child.unref();
  await log.file.close();
  if (child.pid === undefined) {
    const message = await failure;
    return { pid: 0, words: async () => message };
  }
  return { pid: child.pid, words: () => wordsSince(home.log, log.size) };
}

async function wordsSince(path: string, size: number): Promise<string> {
  const file = await open(path, 'r');
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(64 * 1024), position: size });
  await file.close();
  return buffer.toString('utf8', 0, bytesRead);
}

/** Rolls back what is under way and stops; a server that lingers is stopped at once (it will replay its journal). */
export async function shutDown(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await isGoneWithin(pid, 60)) return;
  signal(pid, 'SIGQUIT');
  await isGoneWithin(pid, 10);
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * A companion that stops the server once this process is gone, however it went: it waits for the end of its standard
 * input. Answers how to dismiss it.
 */
export function stopWithThisProcess(home: Home): () => void {
  const companion = spawn('sh', ['-c', 'cat >/dev/null; read pid <"$0" && kill -INT "$pid"', pidFile(home)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  companion.unref();
  (companion.stdin as Socket).unref();
  return () => signal(-(companion.pid ?? 0), 'SIGTERM');
}
