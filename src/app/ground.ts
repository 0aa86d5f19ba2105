import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { kyselyOn, openPool } from '../platform/database.ts';
import { migrate } from '../platform/migrate.ts';
import { startEmbeddedPostgres } from '../platform/postgres/server.ts';
import type { Entrance } from '../platform/routes.ts';
import { systemActor, type Transact, transactFor } from '../platform/scope.ts';
import { type Seal, sealWith } from '../platform/seal.ts';
import { type Environment, secretsOf } from './environment.ts';

/** What everything else stands on: a migrated database, seen through its roles, and the server's secret. */
export interface Ground {
  environment: Environment;
  /** The role that owns the tables: migrations, founding town halls. */
  ownerUrl: string;
  pool: pg.Pool;
  db: Kysely<unknown>;
  entrance: Entrance;
  seal: Seal;
  systemTransact(townHallId: number): Transact;
  close(): Promise<void>;
}

export interface Wish {
  log(line: string): void;
  /** `serve` supervises the embedded server; a command beside it joins the one that runs. */
  isServing: boolean;
}

export async function openGround(environment: Environment, { log, isServing }: Wish): Promise<Ground> {
  const seal = sealWith(...(await secretsOf(environment)));
  const server = environment.DATABASE_URL
    ? { url: environment.DATABASE_URL, superuserUrl: undefined, stop: async () => undefined }
    : await startEmbeddedPostgres({ dataDir: environment.dataDir, log, shared: !isServing });
  await migrate({
    url: server.url,
    ...(server.superuserUrl ? { superuserUrl: sameDatabase(server.superuserUrl, server.url) } : {}),
    folder: join(productFolder(), 'migrations'),
    log,
  });

  const pool = environment.DATABASE_APP_URL
    ? openPool({ url: environment.DATABASE_APP_URL })
    : openPool({ url: server.url, role: 'parvis_app' });
  const ownerPool = openPool({ url: server.url, max: 1, name: 'parvis owner' });
  const db = kyselyOn(pool);
  const owner = kyselyOn(ownerPool);
  return {
    environment,
    ownerUrl: server.url,
    pool,
    db,
    seal,
    entrance: {
      db,
      transactAt: (townHallId) => transactFor({ db, seal }, townHallId, { kind: 'visitor', id: 'visitor', name: 'Un visiteur' }),
      found: (work) => owner.transaction().execute((transaction) => work({ db: transaction, seal })),
    },
    systemTransact: (townHallId) => transactFor({ db, seal }, townHallId, systemActor),
    async close() {
      await Promise.all([db.destroy(), owner.destroy()]);
      await server.stop();
    },
  };
}

/** Functions are marked in each database apart. */
function sameDatabase(superuserUrl: string, url: string): string {
  const address = new URL(superuserUrl);
  address.pathname = new URL(url).pathname;
  return address.href;
}

/** Where package.json stands: above src/ in development, above dist/ once built. */
export function productFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
