import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import { createTransport } from 'nodemailer';
import { leakproofFunctions } from '../../platform/migrate.ts';
import { now, secondsBetween } from '../../platform/time.ts';
import type { Ground } from '../ground.ts';
import { isBehindProxy } from '../web-address.ts';
import type { Verb } from './verb.ts';

interface Finding {
  about: string;
  state: 'good' | 'warning' | 'fault';
  says: string;
}

type Check = (ground: Ground) => Promise<Finding>;

const GIBIBYTE = 1024 ** 3;

const disk: Check = async ({ environment: { dataDir } }) => {
  await mkdir(dataDir, { recursive: true });
  await access(dataDir, constants.W_OK);
  const { bavail, bsize } = await statfs(dataDir);
  const free = (bavail * bsize) / GIBIBYTE;
  return {
    about: 'disque',
    state: free < 1 ? 'fault' : free < 5 ? 'warning' : 'good',
    says: `${free.toFixed(1)} Gio libres dans ${dataDir}`,
  };
};

const database: Check = async ({ db }) => {
  const { rows } = await sql<{
    version: number;
    text: string;
  }>`select current_setting('server_version_num')::int as version, current_setting('server_version') as text`.execute(db);
  const [found] = rows;
  return {
    about: 'base de données',
    state: found && found.version >= 150_000 ? 'good' : 'fault',
    says: `PostgreSQL ${found?.text} (15 ou plus récent demandé)`,
  };
};

/** Names are folded by `lower()`, which leaves accented capitals alone in a database made with the locale C. */
const letters: Check = async ({ db }) => {
  const { rows } = await sql<{ knows: boolean }>`select lower('ÉŒ') = 'éœ' as knows`.execute(db);
  const knows = rows[0]?.knows ?? false;
  return {
    about: 'lettres',
    state: knows ? 'good' : 'fault',
    says: knows
      ? 'les majuscules accentuées sont reconnues'
      : 'cette base ignore les majuscules accentuées : créez-la en UTF-8 (par exemple avec la locale C.UTF-8), sinon « ÉLODIE » reste introuvable',
  };
};

const durability: Check = async ({ db }) => {
  const { rows } = await sql<{
    fsync: string;
    commit: string;
  }>`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`.execute(db);
  const isSafe = rows[0]?.fsync === 'on' && rows[0].commit !== 'off';
  return {
    about: 'écritures',
    state: isSafe ? 'good' : 'fault',
    says: `fsync ${rows[0]?.fsync}, synchronous_commit ${rows[0]?.commit}`,
  };
};

const speed: Check = async ({ db }) => {
  const names = leakproofFunctions.map((one) => one.slice(0, one.indexOf('(')));
  const { rows } = await sql<{
    marked: number;
  }>`select count(distinct proname)::int as marked from pg_proc where proleakproof and proname = any(${names})`.execute(db);
  const isMarked = rows[0]?.marked === names.length;
  return {
    about: 'vitesse',
    state: isMarked ? 'good' : 'warning',
    says: isMarked
      ? 'les recherches emploient leurs index'
      : 'ce serveur ne laisse pas marquer les opérateurs de recherche : elles seront lentes au-delà de 100 000 contacts',
  };
};

const clock: Check = async ({ db }) => {
  const { rows } = await sql<{ there: string }>`select now() as there`.execute(db);
  const skew = Math.abs(secondsBetween(rows[0]?.there ?? now(), now()));
  return { about: 'horloge', state: skew > 1 ? 'warning' : 'good', says: `${skew.toFixed(1)} s d’écart avec la base de données` };
};

const address: Check = async ({ environment: { PUBLIC_URL } }) => {
  if (!isBehindProxy(PUBLIC_URL))
    return {
      about: 'adresse',
      state: 'warning',
      says: 'PUBLIC_URL absente : Parvis ne répond qu’à cet ordinateur, et les liens des messages n’ouvriront rien ailleurs',
    };
  const isSafe = PUBLIC_URL?.startsWith('https:') ?? false;
  return {
    about: 'adresse',
    state: isSafe ? 'good' : 'fault',
    says: isSafe ? String(PUBLIC_URL) : 'PUBLIC_URL doit commencer par https: : sans cela, personne ne peut se connecter',
  };
};

const mail: Check = async ({ environment: { SMTP_URL } }) => {
  if (!SMTP_URL)
    return { about: 'courriel', state: 'warning', says: 'SMTP_URL absente : les messages vont à la boîte d’essai, rien ne part' };
  const transport = createTransport({ url: SMTP_URL, connectionTimeout: 5000 });
  const failure = await transport.verify().then(
    () => undefined,
    (error: Error) => error.message,
  );
  transport.close();
  return {
    about: 'courriel',
    state: failure ? 'fault' : 'good',
    says: failure ? `le relais ne répond pas : ${failure}` : `le relais ${new URL(SMTP_URL).hostname} répond`,
  };
};

const signs = { good: '✓', warning: '!', fault: '✗' };

export const doctorVerb: Verb = {
  name: 'doctor',
  summary: 'Examine la configuration, le disque, la base de données, le courriel et l’horloge.',
  usage: 'doctor [--json]',
  options: {},
  async run({ ground }) {
    const opened = await ground();
    const findings = await Promise.all(
      [disk, database, letters, durability, speed, clock, address, mail].map((check) => check(opened)),
    );
    if (findings.some(({ state }) => state === 'fault')) process.exitCode = 1;
    return { findings };
  },
  inWords: ({ findings }: { findings: Finding[] }) =>
    findings.map(({ about, state, says }) => `${signs[state]} ${about} : ${says}`).join('\n'),
};
