import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { alertTo } from '../../test/crowd.ts';
import { noOptOuts } from '../../test/stage/opt-outs.ts';
import { rehearsalStage } from '../../test/stage/rehearsals.ts';
import { seal } from '../../test/stage/seal.ts';
import { ownDatabase } from '../../test/town.ts';
import { kyselyOn, openPool } from '../platform/database.ts';
import { startRunner } from '../platform/runner/runner.ts';
import { systemActor } from '../platform/scope.ts';
import { foundTownHall } from '../townhalls/townhalls.ts';
import { getCampaign } from './campaigns.ts';
import { launchCampaign } from './launch/launch.ts';
import { wakeCampaigns } from './sending.ts';
import { campaignWorkers } from './workers.ts';

const PEOPLE = 620;

test('several batches, a lost job and two workers write to each person once', () =>
  ownDatabase('sending', async ({ url, ownerUrl }) => {
    const owner = kyselyOn(openPool({ url: ownerUrl, max: 1 }));
    const { id: townHallId } = await owner
      .transaction()
      .execute((db) => foundTownHall({ db, seal }, { name: 'Valmeraude', slug: 'valmeraude', inseeCode: '99001' }));
    const stage = rehearsalStage(url);
    const transact = stage.transact(townHallId, systemActor);
    const campaign = await transact(async (scope) => {
      const { id, version } = await alertTo(scope, PEOPLE);
      return launchCampaign(scope, id, version);
    });
    await owner.connection().execute(async (db) => {
      await sql`set role parvis_jobs`.execute(db);
      await sql`delete from graphile_worker._private_jobs`.execute(db);
    });
    await wakeCampaigns(transact);

    const bag: string[] = [];
    const deliver = async (_townHallId: number, { to }: { to: { address: string } }) => {
      bag.push(to.address);
      return { state: 'delivered' as const, reply: '' };
    };
    const workers = campaignWorkers({ publicUrl: 'https://parvis.example', seal, optOuts: noOptOuts, deliver });
    const runners = [await startRunner({ ...stage, workers }), await startRunner({ ...stage, workers })];
    const stateNow = () => transact((scope) => getCampaign(scope, campaign.id));
    for (let look = 0; look < 200 && (await stateNow()).state !== 'sent'; look++) await wait(100);
    await Promise.all(runners.map((runner) => runner.stop()));

    expect(await stateNow()).toMatchObject({ state: 'sent', totals: { total: PEOPLE, delivered: PEOPLE } });
    expect(bag.length).toBe(PEOPLE);
    expect(new Set(bag).size).toBe(PEOPLE);
    await stage.close();
    await owner.destroy();
  }));
