import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Package, usablePrograms } from './binaries.ts';
import { type Home, hasCluster, makeCluster, passwordFile, passwordOf, SUPERUSER } from './data-directory.ts';
import { addressOf, chooseDoor, type Door, isSocket, urlOf } from './door.ts';
import { findPostmaster, isAlive, type Launch, launch, type Postmaster } from './postmaster.ts';
import { refusalFor, refusals } from './refusals.ts';

/** What it takes to have the server of one data directory. */
export interface Supervision {
  home: Home;
  found: Package;
  settings: Record<string, string>;
  log: (line: string) => void;
  /** Once chosen, kept: the addresses given out stay true when the server is started again. */
  door?: Door;
  signal: AbortSignal;
}

/** A superuser's connection to a server that takes orders. */
export interface Session {
  client: pg.Client;
  door: Door;
  superuserUrl: string;
}

/** How long, in seconds: another server's death, a dying server's end, a long journal's replay after a crash. */
const patience = { restart: 30, stop: 90, start: 3600 };

/** The server already at work, or one started now. Ends with a connection, or with a refusal that says why. */
export async function openSession(supervision: Supervision): Promise<Session> {
  const { home, signal } = supervision;
  const begun = performance.now();
  let launched: (Launch & { door: Door }) | undefined;
  for (;;) {
    const elapsed = (performance.now() - begun) / 1000;
    const found = await findPostmaster(home);
    const session = found && (await connect(supervision, found));
    if (session) return session;
    if (found) refuseToWaitForever(home, found, elapsed);
    else if (!(launched && (await isAlive(launched.pid)))) {
      if (launched) await explainEnd(supervision, launched, elapsed);
      launched = await start(supervision);
    }
    await sleep(40, undefined, { signal });
  }
}

async function connect(supervision: Supervision, { door, state }: Postmaster): Promise<Session | undefined> {
  if (!door || state === 'stopping') return undefined;
  const { home } = supervision;
  const superuserUrl = urlOf(door, { role: SUPERUSER, password: await passwordOf(home, SUPERUSER), database: 'postgres' });
  const client = new pg.Client({ connectionString: superuserUrl, application_name: 'parvis supervisor' });
  // A connection that breaks also says `end`, which is what is listened to.
  client.on('error', () => undefined);
  return client.connect().then(
    () => {
      supervision.door = door;
      return { client, door, superuserUrl };
    },
    (error) => notYet(error, supervision),
  );
}

/** Not listening yet, starting, stopping, replaying its journal, or full for a moment. */
const passing = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '53300'];

function notYet(error: Error & { code?: string }, { home }: Supervision): undefined {
  if (error.code === '28P01') throw refusals.wrongPassword(passwordFile(home, SUPERUSER));
  if (passing.includes(error.code ?? '') || error.message.startsWith('Connection terminated')) return undefined;
  throw refusalFor(error.message, { folder: home.folder, address: home.socketFolder, log: home.log });
}

function refuseToWaitForever(home: Home, { state }: Postmaster, elapsed: number) {
  if (elapsed > (state === 'stopping' ? patience.stop : patience.start)) throw refusals.wouldNotStop(home.folder);
}

/** Another Parvis was quicker, or processes of the dead server still hold its memory: a moment later, all is well. */
const soonOver = /lock file ".*" already exists|pre-existing shared memory block/;
const portTaken = /Address already in use/;

async function explainEnd({ home, door }: Supervision, launched: Launch & { door: Door }, elapsed: number): Promise<void> {
  const words = await launched.words();
  const anotherPort = !door && !isSocket(launched.door) && portTaken.test(words);
  if ((soonOver.test(words) || anotherPort) && elapsed < patience.restart) return;
  throw refusalFor(words, { folder: home.folder, address: addressOf(launched.door), log: home.log });
}

async function start({ home, found, settings, door, log }: Supervision): Promise<Launch & { door: Door }> {
  const programs = await usablePrograms(found, home.folder, home.account);
  if (!(await hasCluster(home, found))) {
    log('Première mise en route\u00a0: Parvis prépare sa base de données.');
    await makeCluster(home, programs);
  }
  const chosen = door ?? (await chooseDoor(home.socketFolder));
  return { ...(await launch(home, programs, { door: chosen, settings })), door: chosen };
}
