import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { lateAnswers } from '../../campaigns/flight.ts';
import { seedPurposes } from '../../consents/consents.ts';
import { journalUnder } from '../../messages/opt-outs/journal.ts';
import { keepReplaying } from '../../messages/opt-outs/opt-outs.ts';
import { filesUnder } from '../../platform/files.ts';
import { openLive } from '../../platform/live/live.ts';
import { logTo } from '../../platform/log.ts';
import { invalid, Problem } from '../../platform/problem.ts';
import { startRunner } from '../../platform/runner/runner.ts';
import { type Actor, transactFor } from '../../platform/scope.ts';
import { lookupsWith } from '../../post/domains/lookups.ts';
import { openPost } from '../../post/post.ts';
import { usualCost } from '../../team/passwords.ts';
import { demoPassword, setupCode } from '../../team/setup.ts';
import { listTownHalls } from '../../townhalls/townhalls.ts';
import { demoAgents, seedDemo } from '../demo/demo.ts';
import type { Environment } from '../environment.ts';
import type { Ground } from '../ground.ts';
import { pagesOf, routesOf, schedules, workersOf } from '../modules.ts';
import { webApp } from '../web.ts';
import { isBehindProxy, publicUrlOf } from '../web-address.ts';
import type { Verb } from './verb.ts';

type Role = 'web' | 'worker';
/** What was opened, to be closed in the opposite order. */
type Closing = (() => Promise<unknown>)[];

export const serveVerb: Verb = {
  name: 'serve',
  summary: 'Sert l’application, le portail, l’API et les travaux de fond.',
  usage: 'serve [--roles web,worker]',
  options: { roles: { type: 'string' } },
  async run({ values, ground, say }) {
    const roles = rolesOf(values['roles']);
    const opened = await ground();
    await welcomeDemo(opened, say);
    const closing: Closing = [];
    try {
      await open(opened, roles, { say, closing });
      await untilAskedToStop();
      say('Parvis s’arrête…');
    } finally {
      for (const close of closing.reverse()) await close();
    }
  },
};

function rolesOf(given: unknown): Role[] {
  const roles = typeof given === 'string' ? given.split(',') : ['web', 'worker'];
  if (roles.some((role) => role !== 'web' && role !== 'worker'))
    throw invalid('command.option_missing', '--roles prend web, worker, ou les deux séparés par une virgule.');
  return roles as Role[];
}

/** Only on an empty database of our own, or when asked for: never beside a real town hall by surprise. */
async function welcomeDemo({ entrance, environment }: Ground, say: (line: string) => void): Promise<void> {
  const isWanted =
    environment.PARVIS_DEMO === 'on' || (environment.PARVIS_DEMO === undefined && environment.DATABASE_URL === undefined);
  if (!isWanted || (await listTownHalls(entrance.db)).length > 0) return;
  say('Installation de Valmeraude, la commune d’exemple…');
  await seedDemo(entrance, seedPurposes, usualCost);
}

async function open(
  ground: Ground,
  roles: Role[],
  { say, closing }: { say(line: string): void; closing: Closing },
): Promise<void> {
  const { environment, db, seal, ownerUrl } = ground;
  // A worker alone listens nowhere; the links it writes lead to those who do.
  const { port, letGo } = roles.includes('web') ? await holdPort(environment) : { port: environment.PORT, letGo: async () => {} };
  closing.push(letGo);
  const log = logTo(environment.LOG_LEVEL);
  const files = filesUnder(join(environment.dataDir, 'files'));
  const transact = (townHallId: number, actor: Actor) => transactFor(ground, townHallId, actor);
  const post = await openPost({ smtpUrl: environment.SMTP_URL, files, transactAt: ground.systemTransact });
  // The last to close: what the post was saying when it closed is still to be written down.
  closing.push(lateAnswers);
  closing.push(() => post.close());
  const belongings = {
    seal,
    files,
    deliver: post.deliver,
    optOuts: journalUnder(join(environment.dataDir, 'opt-outs')),
    lookups: lookupsWith(environment.DNS_SERVERS),
    isInstallationWide: environment.SMTP_URL !== undefined,
    publicUrl: publicUrlOf({ ...environment, PORT: port }),
    furnish: seedPurposes,
  };

  if (roles.includes('worker')) {
    const townHallIds = async () => (await listTownHalls(db)).map(({ id }) => id);
    const runner = await startRunner({ url: ownerUrl, workers: workersOf(belongings), schedules, transact, townHallIds, log });
    closing.push(() => runner.stop());
  }
  if (roles.includes('web')) {
    const live = openLive({ url: ownerUrl, transact });
    closing.push(() => live.close());
    closing.push(keepReplaying(ground.entrance, belongings.optOuts));
    const app = await webApp(ground, { routes: routesOf(belongings), pages: pagesOf(belongings), live });
    await letGo();
    await app.listen({ port, host: hostOf(environment) }).catch(refusePort(port));
    closing.push(() => app.close());
    await announce(ground, port);
  }
  say('Parvis est prêt. Ctrl C pour arrêter.');
}

const hostOf = ({ PUBLIC_URL }: Pick<Environment, 'PUBLIC_URL'>) => (isBehindProxy(PUBLIC_URL) ? '0.0.0.0' : 'localhost');

/**
 * The port is held while the rest is made ready. `PORT=0` is one of the system's choice, which links name: on a busy machine
 * another program had taken it meanwhile (seen 2026-11-24).
 */
async function holdPort(environment: Environment): Promise<{ port: number; letGo(): Promise<unknown> }> {
  // Whoever knocks meanwhile is sent away: a connection left open would keep the port from ever being let go (seen 2026-11-25).
  const holder = createServer((early) => early.destroy()).listen(environment.PORT, hostOf(environment));
  await once(holder, 'listening').catch(refusePort(environment.PORT));
  const { port } = holder.address() as AddressInfo;
  return { port, letGo: () => new Promise((done) => holder.close(done)) };
}

const refusePort = (port: number) => (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error;
  throw new Problem('unavailable', 'server.port_taken', {
    message: `Le port ${port} est déjà pris. Arrêtez l’autre programme, ou choisissez-en un autre : PORT=${port + 1} npm start`,
  });
};

/** On stdout: the addresses, and how to get in. */
async function announce({ environment, seal, db }: Ground, port: number): Promise<void> {
  const url = publicUrlOf({ ...environment, PORT: port });
  const townHalls = await listTownHalls(db);
  const lines = [
    `Application : ${url}`,
    ...townHalls.map(({ slug }) => `Portail     : ${url}/p/${slug}`),
    `API         : ${url}/api/docs`,
  ];
  if (townHalls.some(({ isDemo }) => isDemo)) lines.push(`Démonstration : ${demoAgents[0].email} · ${demoPassword}`);
  if (townHalls.every(({ isDemo }) => isDemo) && isBehindProxy(environment.PUBLIC_URL))
    lines.push(`Code d’installation : ${setupCode(seal)}`);
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

const untilAskedToStop = () =>
  new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
