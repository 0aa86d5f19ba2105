import { join } from 'node:path';
import { sql } from 'kysely';
import { bootOf } from '../src/app/boot.ts';
import type { Ground } from '../src/app/ground.ts';
import { type Belongings, routesOf } from '../src/app/modules.ts';
import { seedPurposes } from '../src/consents/consents.ts';
import { recountEveryFacet } from '../src/interactions/interactions.ts';
import { journalUnder } from '../src/messages/opt-outs/journal.ts';
import { asOwner } from '../src/platform/database.ts';
import { filesUnder } from '../src/platform/files.ts';
import { httpApp } from '../src/platform/http.ts';
import { openScope, systemActor, type Transact } from '../src/platform/scope.ts';
import type { Deliver } from '../src/post/contract.ts';
import { lookupsWith } from '../src/post/domains/lookups.ts';
import { addApiKey } from '../src/team/api-keys.ts';
import { foundTownHall } from '../src/townhalls/townhalls.ts';
import { settlePopulation } from './population.ts';
import { strippedOfIndexes } from './stripped.ts';

/** A town hall with so many contacts, and the key of a program at its door. */
export interface BenchTown {
  townHallId: number;
  size: number;
  key: string;
}

export async function foundTown(ground: Ground, size: number): Promise<BenchTown> {
  const townHallId = await ground.entrance.found(async (footing) => {
    const { id } = await foundTownHall(footing, { name: `Ville de ${size}`, slug: `ville-${size}`, inseeCode: '99001' });
    await seedPurposes(await openScope(footing, id, systemActor));
    return id;
  });
  const transact = ground.systemTransact(townHallId);
  await strippedOfIndexes({ ownerUrl: ground.ownerUrl, townHallId }, async () => {
    await settlePopulation(transact, size);
    await transact(async (scope) => {
      await sql`set local work_mem = '512MB'`.execute(scope.db);
      await recountEveryFacet(scope);
    });
  });
  await asOwner(ground.ownerUrl, (owner) => owner.query('vacuum analyze'));
  const { secret } = await transact((scope) => addApiKey(scope, { name: 'Mesure', role: 'administrator', expiresInDays: 1 }));
  return { townHallId, size, key: secret };
}

/** The town in this process: what is measured is the server and its database, not the network. */
export interface OpenTown extends BenchTown {
  ground: Ground;
  transact: Transact;
  /** Asks the API as the app does: a POST where there is a body, in the version read where the record has one. */
  ask<T = unknown>(url: string, body?: object, version?: number): Promise<T>;
}

export async function openTown(ground: Ground, town: BenchTown): Promise<OpenTown> {
  const app = await httpApp({
    ...bootOf(ground),
    routes: routesOf(belongingsOf(ground)),
    pages: [],
    logLevel: 'silent',
    requestsPerMinute: Number.MAX_SAFE_INTEGER,
  });
  return {
    ...town,
    ground,
    transact: ground.systemTransact(town.townHallId),
    async ask<T>(url: string, body?: object, version?: number) {
      const response = await app.inject({
        method: body ? 'POST' : 'GET',
        url: `/api/v1${url}`,
        headers: { authorization: `Bearer ${town.key}`, ...(version ? { 'if-match': `"${version}"` } : {}) },
        ...(body ? { payload: body } : {}),
      });
      if (response.statusCode >= 400) throw new Error(`${url}: ${response.body}`);
      return response.json() as T;
    },
  };
}

const nowhere: Deliver = async () => ({ state: 'refused', reply: '' });

export const belongingsOf = ({ seal, environment }: Ground, deliver: Deliver = nowhere): Belongings => ({
  ...{ seal, deliver, furnish: seedPurposes, lookups: lookupsWith(), isInstallationWide: true },
  files: filesUnder(join(environment.dataDir, 'files')),
  optOuts: journalUnder(join(environment.dataDir, 'opt-outs')),
  publicUrl: 'https://mesure.example',
});
