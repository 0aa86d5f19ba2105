import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../problem.ts';
import { findPackage } from './binaries.ts';
import { forgetDrafts, type Home, hasCluster, openHome, passwordOf } from './data-directory.ts';
import { urlOf } from './door.ts';
import { takeLock } from './lock.ts';
import { capLog } from './log-file.ts';
import { findPostmaster, shutDown, stopWithThisProcess } from './postmaster.ts';
import { refusalFor, refusals } from './refusals.ts';
import { DATABASE, ensureDatabase, OWNER } from './roles.ts';
import { openSession, type Session, type Supervision } from './session.ts';
import { settingsFor } from './settings.ts';

/** Parvis' own PostgreSQL. Its addresses stay true for as long as it is not stopped, even if it crashes and is started again. */
export interface EmbeddedPostgres {
  superuserUrl: string;
  /** As `parvis_owner`, on the database `parvis`. */
  url: string;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  log: (line: string) => void;
  /** On top of, or instead of, what `settingsFor` this machine says. */
  settings?: Record<string, string>;
  /** Stops the server when this process disappears; otherwise it stays, and the next Parvis adopts it. */
  stopWithParent?: boolean;
  /** For a passing command: where another Parvis holds the server, use it (and leave it running) instead of refusing. */
  shared?: boolean;
}

/** One Parvis per data directory: adopts the server left running there, or starts it, and keeps it up until `stop`. */
export function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  return supervise(options).catch((error) => {
    if (error instanceof Problem || !error.code) throw error;
    throw refusalFor(String(error), {
      folder: options.dataDir,
      address: options.dataDir,
      log: join(options.dataDir, 'postgres/server.log'),
    });
  });
}

async function supervise(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const home = await openHome(options.dataDir);
  const release = await takeLock(home.folder);
  if (!release && options.shared) return visit(options, home);
  if (!release) throw refusals.inUse(home.folder);
  const dismiss = options.stopWithParent ? stopWithThisProcess(home) : () => undefined;
  const letGo = () => {
    dismiss();
    release();
  };
  return own(options, home, letGo).catch((error) => {
    letGo();
    throw error;
  });
}

async function own(options: EmbeddedOptions, home: Home, letGo: () => void): Promise<EmbeddedPostgres> {
  const stopping = new AbortController();
  const supervision = await prepare(options, home, stopping.signal);
  const session = await openSession(supervision);
  await forgetDrafts(home);
  await ensureDatabase(session.client, home);
  const stop = keepUp(supervision, session, stopping);
  return { ...(await addressesOf(session, home)), stop: () => stop().finally(letGo) };
}

async function visit(options: EmbeddedOptions, home: Home): Promise<EmbeddedPostgres> {
  const session = await openSession(await prepare(options, home, new AbortController().signal));
  return { ...(await addressesOf(session, home)), stop: () => session.client.end() };
}

async function prepare({ log, settings }: EmbeddedOptions, home: Home, signal: AbortSignal): Promise<Supervision> {
  const found = await findPackage();
  await hasCluster(home, found);
  return { home, found, settings: { ...settingsFor(), ...settings }, log, signal };
}

const addressesOf = async ({ door, superuserUrl }: Session, home: Home) => ({
  superuserUrl,
  url: urlOf(door, { role: OWNER, password: await passwordOf(home, OWNER), database: DATABASE }),
});

const HOUR = 3_600_000;

/** Starts the server again whenever it falls, until the answer (how to stop it) is called. */
function keepUp(supervision: Supervision, first: Session, stopping: AbortController): () => Promise<void> {
  const { home, log } = supervision;
  let session = first;
  let revival = Promise.resolve();
  const cap = setInterval(() => capLog(home).catch((error) => log(String(error))), HOUR).unref();

  const watch = () =>
    session.client.once('end', () => {
      if (!stopping.signal.aborted)
        revival = revive().catch((error) => (stopping.signal.aborted ? undefined : log(String(error))));
    });
  const revive = async () => {
    log('La base de données s’est arrêtée\u00a0: Parvis la relance.');
    session = await openAgain(supervision);
    watch();
  };
  const stop = async () => {
    stopping.abort();
    clearInterval(cap);
    await revival;
    const running = await findPostmaster(home);
    if (running) await shutDown(running.pid);
    await session.client.end().catch(() => undefined);
  };
  let stopped: Promise<void> | undefined;
  watch();
  return () => (stopped ??= stop());
}

/** A full disk may be emptied, a port freed: as long as Parvis lives, it tries again. */
async function openAgain(supervision: Supervision): Promise<Session> {
  for (;;) {
    const session = await openSession(supervision).catch((error: Error) => {
      if (!supervision.signal.aborted) supervision.log(error.message);
    });
    if (session) return session;
    await sleep(2000, undefined, { signal: supervision.signal });
  }
}
