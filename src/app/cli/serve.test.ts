import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { ownDatabase } from '../../../test/town.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

function serve(environment: Record<string, string>): ChildProcess {
  const run = `import('./src/app/parvis.ts').then(({ parvis }) => parvis(['serve', '--roles', 'web']))`;
  const server = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', run], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, PARVIS_DEMO: 'off', LOG_LEVEL: 'silent', ...environment },
  });
  onTestFinished(async () => {
    if (server.exitCode !== null) return;
    server.kill('SIGTERM');
    await once(server, 'exit');
  });
  return server;
}

/** A client that knocks until somebody opens, and then waits without a word, as a browser that means to ask later. */
async function knockUntilOpen(port: number): Promise<Socket> {
  for (;;) {
    const socket = connect(port, 'localhost');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    if (isOpen) return socket;
    await wait(5);
  }
}

test(
  'whoever knocks before the product is ready is sent away, and does not keep it from opening',
  () =>
    ownDatabase('early', async ({ ownerUrl }) => {
      const folder = await mkdtemp(join(tmpdir(), 'parvis-early-'));
      onTestFinished(() => rm(folder, { recursive: true, force: true }));
      const port = await freePort();
      const server = serve({ PORT: `${port}`, DATABASE_URL: ownerUrl, PARVIS_DATA_DIR: folder });
      const isReady = new Promise<string>((said) => server.stdout?.once('data', (chunk: Buffer) => said(chunk.toString())));

      const early = await knockUntilOpen(port);
      early.on('error', () => undefined);
      const heard: Buffer[] = [];
      early.on('data', (chunk: Buffer) => heard.push(chunk));
      await once(early, 'close');
      expect(heard).toEqual([]);

      expect(await isReady).toContain(`http://localhost:${port}`);
      expect((await fetch(`http://localhost:${port}/healthz`)).status).toBe(200);
    }),
  60_000,
);
