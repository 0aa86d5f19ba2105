import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asOwner } from '../../src/platform/database.ts';
import { type Door, doorSettings, SOCKET_PORT, urlOf } from '../../src/platform/postgres/door.ts';
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
  const superuserUrl = urlOf(door, { role: 'postgres', password: PASSWORD, database: 'postgres' });
  await untilItAnswers(superuserUrl, server);
  return {
    superuserUrl,
    async stop() {
      server.kill('SIGINT');
      await ended;
    },
  };
}

async function makeCluster(programs: string, cluster: string, account: Account): Promise<void> {
  const made = await finished(
    account.start(join(programs, 'initdb'), ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']),
  );
  if (made.code !== 0) throw new Error(made.words);
}

/** It takes calls before it is ready to answer them. */
async function untilItAnswers(url: string, server: { exitCode: number | null }): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL 15 stopped (${server.exitCode}).`);
    const isReady = await asOwner(url, (client) => client.query('select 1')).then(
      () => true,
      () => false,
    );
    if (isReady) return;
    await sleep(100);
  }
  throw new Error('PostgreSQL 15 does not answer.');
}
