import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { nadia } from '../../../test/cast.ts';
import { addressesOf, alertTo } from '../../../test/crowd.ts';
import { type Caller, openHouse } from '../../../test/knock.ts';
import { noOptOuts } from '../../../test/stage/opt-outs.ts';
import { rehearsalStage } from '../../../test/stage/rehearsals.ts';
import { seal } from '../../../test/stage/seal.ts';
import { ownDatabase } from '../../../test/town.ts';
import { kyselyOn, openPool } from '../../platform/database.ts';
import { startRunner } from '../../platform/runner/runner.ts';
import type { Transact } from '../../platform/scope.ts';
import { dayOf, now, secondsAfter, timeOf } from '../../platform/time.ts';
import type { Deliver } from '../../post/contract.ts';
import { addApiKey } from '../../team/api-keys.ts';
import { foundTownHall } from '../../townhalls/townhalls.ts';
import { addCampaign, getCampaign } from '../campaigns.ts';
import { type Campaign, campaignsApi } from '../contract.ts';
import { campaignsDb } from '../tables.ts';
import { campaignWorkers } from '../workers.ts';
import { leaveAtItsHour, scheduleCampaign } from './schedule.ts';

const PEOPLE = 20;
const ROUNDS = 12;

/** A letter whose hour has just come, and that nobody has taken up yet. */
const due = (transact: Transact, letter: Campaign) =>
  transact(async (scope) => {
    const { id, version } = await addCampaign(scope, { ...letter, name: 'Une alerte' });
    const justNow = secondsAfter(now(), -60);
    const then = { ...scope, now: secondsAfter(justNow, -86_400) };
    await scheduleCampaign(then, id, { version, day: dayOf(justNow), time: timeOf(justNow) });
    return { id, version };
  });

interface House {
  transact: Transact;
  one: Caller;
  other: Caller;
}

/** Everyone who may launch this letter does so at the same time; the last word is that of the program that tries again. */
async function race({ transact, one, other }: House, { id, version }: Pick<Campaign, 'id' | 'version'>) {
  const launch = (who: Caller, key: string) =>
    who.ask(campaignsApi.launch, { params: { campaignId: id } }, { version, headers: { 'idempotency-key': `${id} ${key}` } });
  const agents = [launch(one, 'click'), launch(one, 'double click'), launch(other, 'other'), launch(other, 'back')];
  const program = [launch(one, 'again'), launch(one, 'again'), launch(one, 'again')];
  const schedulers = [leaveAtItsHour(transact, id), leaveAtItsHour(transact, id)];
  const told = await Promise.all([...agents, ...program]);
  await Promise.all(schedulers);
  const said = told.map(({ status, problem, reply }) => (status < 300 ? reply.state : problem.code));
  return { said, first: await launch(one, 'again'), second: await launch(one, 'again') };
}

const raceOn = (name: string, play: (house: House, letter: Campaign, stage: Stage) => Promise<void>) => () =>
  ownDatabase(name, async ({ url, ownerUrl }) => {
    const owner = kyselyOn(openPool({ url: ownerUrl, max: 1 }));
    const { id: townHallId } = await owner
      .transaction()
      .execute((db) => foundTownHall({ db, seal }, { name: 'Valmeraude', slug: 'valmeraude', inseeCode: '99001' }));
    const stage = rehearsalStage(url);
    const transact = stage.transact(townHallId, nadia);
    const db = kyselyOn(openPool({ url, role: 'parvis_app', max: 10 }));
    const entrance = { db, transactAt: (id: number) => stage.transact(id, nadia), found: () => Promise.reject(new Error('no')) };
    const house = await openHouse({ entrance, transact: stage.transact });
    const program = async (label: string) =>
      house.program((await transact((scope) => addApiKey(scope, { name: label, role: 'administrator' }))).secret);
    const letter = await transact((scope) => alertTo(scope, addressesOf(PEOPLE)));
    await play({ transact, one: await program('Un agent'), other: await program('Un autre') }, letter, stage);
    await Promise.all([stage.close(), db.destroy(), owner.destroy()]);
  });

type Stage = ReturnType<typeof rehearsalStage>;

test(
  'double click, two agents, a program that tries again, two schedulers: one sending, and each is told the same (trust R-11)',
  raceOn('race', async (house, letter, stage) => {
    const { transact, one } = house;
    for (let round = 0; round < ROUNDS; round++) {
      const { id, version } = await due(transact, letter);
      const { said, first, second } = await race(house, { id, version });
      expect(said.filter((words) => words !== 'sending' && words !== 'idempotency.under_way')).toEqual([]);
      expect([second.raw, second.headers['idempotency-replayed']]).toEqual([first.raw, 'true']);
      expect(await transact((scope) => getCampaign(scope, id))).toMatchObject({ state: 'sending', totals: { total: PEOPLE } });
      const elsewhere = { params: { campaignId: letter.id } };
      const reused = await one.ask(campaignsApi.launch, elsewhere, { version: 1, headers: { 'idempotency-key': `${id} again` } });
      expect([reused.status, reused.problem.code]).toEqual([422, 'idempotency.key_reused']);
    }
    const bag = await deliverAll(transact, stage);
    expect(bag.length).toBe(ROUNDS * PEOPLE);
    expect(new Set(bag).size).toBe(ROUNDS * PEOPLE);
    expect(await transact((scope) => getCampaign(scope, letter.id))).toMatchObject({ state: 'draft', totals: { total: 0 } });
  }),
);

/** To the last one, by a worker of the product's. */
async function deliverAll(transact: Transact, stage: Stage): Promise<string[]> {
  const bag: string[] = [];
  const deliver: Deliver = async (_townHallId, { to, messageId }) => {
    bag.push(`${to.address} ${messageId}`);
    return { state: 'delivered', reply: '' };
  };
  const workers = campaignWorkers({ publicUrl: 'https://parvis.example', seal, optOuts: noOptOuts, deliver });
  const runner = await startRunner({ ...stage, workers });
  const left = () =>
    transact((scope) => campaignsDb(scope).selectFrom('campaigns').select('id').where('state', '=', 'sending').execute());
  for (let look = 0; look < 300 && (await left()).length > 0; look++) await wait(100);
  await runner.stop();
  return bag;
}
