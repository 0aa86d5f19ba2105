import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

/** The roles of design.md §3: owner migrates, app serves, jobs runs the job runner. */
export type DatabaseRole = 'parvis_app' | 'parvis_jobs';

interface Connection {
  url: string;
  /** Worn by every connection from its first byte; absent: the role of the address itself. */
  role?: DatabaseRole;
  max?: number;
  name?: string;
  /** `driver`: as the driver makes them, for a library that computes with its dates. Else ours, see `readers`. */
  values?: 'ours' | 'driver';
}

const { builtins } = pg.types;

/** Instants are ISO strings, days `YYYY-MM-DD`, counts numbers: never the driver's local `Date`. */
const readers = new Map<number, (text: string) => unknown>([
  [builtins.TIMESTAMPTZ, (text) => isoInstant(text)],
  [builtins.DATE, (text) => text],
  [builtins.INT8, Number],
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    readers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

/** Sessions speak UTC: « 2026-11-22 22:16:00.1+00 » → « 2026-11-22T22:16:00.100Z ». */
export function isoInstant(text: string): string {
  const [, day, time, fraction = ''] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text) ?? [];
  return day ? `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z` : text;
}

export function openPool({ url, role, max = 10, name = 'parvis', values = 'ours' }: Connection): pg.Pool {
  const reading = values === 'ours' ? { types } : {};
  const pool = new pg.Pool({ connectionString: url, max, ...reading, options: optionsFor(role), application_name: name });
  // A connection that breaks, idle or in hand, is replaced at the next query; without listeners it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const optionsFor = (role?: DatabaseRole) => ['-c timezone=UTC', ...(role ? [`-c role=${role}`] : [])].join(' ');

/** A connection of its own, outside any pool: for what lasts as long as it does (a session's lock, LISTEN). */
export const ownConnection = ({ url, role, name = 'parvis' }: Connection): pg.Client =>
  new pg.Client({
    connectionString: url,
    types,
    // A machine cut off without a word is noticed in half a minute, and its locks are let go.
    options: `${optionsFor(role)} -c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3`,
    application_name: name,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });

export const kyselyOn = (pool: pg.Pool): Kysely<unknown> =>
  new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    // Nested objects are left alone: the keys of custom values are data.
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });

/** `migrations` and the like: short work as the address' own role, outside every wall. */
export async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, types, options: '-c timezone=UTC', application_name: 'parvis owner' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
