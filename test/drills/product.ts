import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'vite';
import type { SinkWish } from '../sinks/smtp-sink.ts';

/** The product as it is built, but for its crash points, which are still in it: processes killed by the dozen start in a second. */
export async function bundleWithCrashPoints(): Promise<string> {
  const outDir = join(import.meta.dirname, '..', '..', 'dist', 'drills');
  await build({ configFile: 'vite.server.config.ts', mode: 'drills', logLevel: 'error', build: { outDir, sourcemap: false } });
  return join(outDir, 'parvis.js');
}

/** Where a process of the product finds its database, its relay and its folder. */
export interface Surroundings {
  program: string;
  environment: Record<string, string>;
}

/** A process of its own, which dies without a word when it is killed; `armedAt`: a crash point, and the how many-th time. */
export function startRole({ program, environment }: Surroundings, role: 'web' | 'worker', armedAt = ''): ChildProcess {
  const run = `import(${JSON.stringify(program)}).then(({ parvis }) => parvis(['serve', '--roles', '${role}']))`;
  return spawn(process.execPath, ['--input-type=module', '-e', run], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...environment, PARVIS_CRASH_AT: armedAt, LOG_LEVEL: 'silent', PORT: '0', PARVIS_DEMO: 'off' },
  });
}

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

export async function stopKindly(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** A role that someone watches over, as a host's supervisor does: whatever it dies of, it is started again. */
export interface Kept {
  /** On the spot; another is started at once. */
  die(): Promise<void>;
  /** Where it answers, once it says so. */
  address(): Promise<string>;
  stop(): Promise<void>;
}

const START_AGAIN = 200;

export function keepUp(surroundings: Surroundings, role: 'web' | 'worker'): Kept {
  const life = { child: undefined as ChildProcess | undefined, said: '', isOver: false };
  const start = () => {
    if (life.isOver) return;
    const child = startRole(surroundings, role);
    life.child = child;
    life.said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      if (life.child === child) life.said += chunk.toString();
    });
    child.once('exit', () => setTimeout(start, START_AGAIN));
  };
  start();
  return {
    die: async () => life.child && kill(life.child),
    async address() {
      for (let looks = 0; looks < 600; looks++) {
        const [address] = /http:\/\/localhost:\d+/.exec(life.said) ?? [];
        if (address) return address;
        await wait(100);
      }
      throw new Error(`the ${role} does not start`);
    },
    async stop() {
      life.isOver = true;
      if (life.child) await kill(life.child);
    },
  };
}

/** By what signal it ended by itself; undefined when it still lives after so many seconds. */
export async function deathOf(child: ChildProcess, seconds: number): Promise<string | undefined> {
  for (let left = seconds * 50; left > 0; left -= 1) {
    if (child.signalCode !== null || child.exitCode !== null) return child.signalCode ?? `exit ${child.exitCode}`;
    await wait(20);
  }
  return undefined;
}

/** A relay in a process of its own, with a ledger of its own. */
export async function startSink(wish: SinkWish): Promise<{ url: string; stop(): Promise<void> }> {
  const child = fork(
    join(import.meta.dirname, '..', 'sinks', 'sink-process.ts'),
    [JSON.stringify({ keepsText: false, ...wish })],
    {
      execArgv: ['--import', 'tsx'],
    },
  );
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    url: `smtp://127.0.0.1:${port}`,
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
