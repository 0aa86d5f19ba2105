import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf, answers, type Door, doorSettings, SOCKET_PORT, urlOf } from '../../src/platform/postgres/door.ts';
import { type Account, chooseAccount, entrust, finished } from '../../src/platform/postgres/privileges.ts';

export interface DebianPostgres {
  superuserUrl: string;
  stop(): Promise<void>;
}

const PASSWORD = 'stage';

/** A server of the oldest version Parvis runs on, from Debian's own programs: nothing newer may have slipped into the SQL. */
export async function startDebianPostgres(programs: string, folder: string): Promise<DebianPostgres> {
  const account = await chooseAccount(folder);
  const [cluster, socket] = [join(folder, 'cluster'), join(folder, 'socket')];
  await entrust(folder, account);
  await entrust(socket, account);
  await makeCluster(programs, cluster, account);
  const door: Door = { host: socket, port: SOCKET_PORT };
  // What is tried here is the language, not the disk.
  const settings = { ...doorSettings(door), fsync: 'off', jit: 'off', timezone: 'UTC', max_connections: '60' };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = account.start(join(programs, 'postgres'), ['-D', cluster, ...options], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await untilItAnswers(door, server);
  return {
    superuserUrl: urlOf(door, { role: 'postgres', password: PASSWORD, database: 'postgres' }),
    async stop() {
      server.kill('SIGINT');
      await ended;
    },
  };
}

async function makeCluster(programs: string, cluster: string, account: Account): Promise<void> {
  const made = await finished(
    account.start(join(programs, 'initdb'), ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C']),
  );
  if (made.code !== 0) throw new Error(made.words);
}

async function untilItAnswers(door: Door, server: { exitCode: number | null }): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (server.exitCode !== null) throw new Error(`${addressOf(door)}: the server stopped (${server.exitCode}).`);
    if (await answers(door)) return;
    await sleep(100);
  }
  throw new Error(`${addressOf(door)}: nobody answers.`);
}
