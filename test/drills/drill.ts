import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { getCampaign } from '../../src/campaigns/campaigns.ts';
import { launchCampaign } from '../../src/campaigns/launch/launch.ts';
import { wakeCampaigns } from '../../src/campaigns/sending.ts';
import { readJournalOf, settle } from '../../src/campaigns/uncertain/uncertain.ts';
import { contactsDb } from '../../src/contacts/tables.ts';
import type { Totals } from '../../src/messages/ledger/contract.ts';
import { tokenFor } from '../../src/messages/subscription.ts';
import { asOwner, kyselyOn, openPool } from '../../src/platform/database.ts';
import { systemActor, type Transact, transactFor } from '../../src/platform/scope.ts';
import { sealWith } from '../../src/platform/seal.ts';
import { now } from '../../src/platform/time.ts';
import { foundTownHall } from '../../src/townhalls/townhalls.ts';
import { addressesOf, alertTo } from '../crowd.ts';
import { chanceFrom } from './chance.ts';
import { keptBy, type Stop, violations } from './checker.ts';
import { type Kept, keepUp, type Surroundings, startRole, startSink, stopKindly } from './product.ts';

/** Two turns at a time in one process, forty messages on their way in each. */
const IN_FLIGHT = 80;
const SECRET = 'a secret for the drills only, of 32 characters';
const seal = sealWith(SECRET);

/** The ground a drill stands on: an empty database, the product's program, a folder. */
export interface Ground {
  url: string;
  superuserUrl: string;
  program: string;
  folder: string;
  /** Where the server is the drill's own: whoever watches over it starts it again. */
  killDatabase?: () => Promise<void>;
}

export interface Wish {
  recipients: number;
  kills: number;
  /** The same seed, the same deaths. */
  seed: number;
  /** Milliseconds the relay takes to answer for a message: many are on their way when death comes. */
  pace: number;
  log?: (line: string) => void;
}

export interface Findings {
  violations: string[];
  deaths: Record<Mortal, number>;
  uncertain: number;
  /** After the uncertain were settled by the relay's ledger. */
  totals: Totals;
  stops: number;
  samples: number;
  seconds: number;
}

type Mortal = 'worker' | 'web' | 'database';

/** A town that sends to everyone it knows. */
export interface Town {
  townHallId: number;
  transact: Transact;
  campaignId: string;
  purposeId: string;
  people: string[];
}

interface Stage extends Ground {
  ledger: string;
  surroundings: Surroundings;
  foundTown(name: string, people: number): Promise<Town>;
  close(): Promise<void>;
}

/** A relay, and a way to found towns on an empty database. */
export async function openStage(ground: Ground, sinkWish: Parameters<typeof startSink>[0]): Promise<Stage> {
  const ledger = join(ground.folder, 'relay.jsonl');
  const sink = await startSink({ ...sinkWish, ledger });
  const owner = kyselyOn(openPool({ url: ground.url, max: 1 }));
  const db = kyselyOn(openPool({ url: ground.url, role: 'parvis_app', max: 3 }));
  const environment = { DATABASE_URL: ground.url, PARVIS_DATA_DIR: ground.folder, PARVIS_SECRET: SECRET, SMTP_URL: sink.url };
  return {
    ...ground,
    ledger,
    surroundings: { program: ground.program, environment },
    async foundTown(name, people) {
      const draft = { name, slug: name.toLowerCase(), inseeCode: '99001' };
      const { id: townHallId } = await owner.transaction().execute((open) => foundTownHall({ db: open, seal }, draft));
      const transact = transactFor({ db, seal }, townHallId, systemActor);
      return transact(async (scope) => {
        const { id: campaignId, purposeId } = await alertTo(scope, addressesOf(people, `${draft.slug}.example`));
        const all = await contactsDb(scope).selectFrom('contacts').select('id').orderBy('id').execute();
        return { townHallId, transact, campaignId, purposeId: purposeId ?? '', people: all.map(({ id }) => id) };
      });
    },
    async close() {
      await Promise.all([owner.destroy(), db.destroy()]);
      await sink.stop();
    },
  };
}

/** Sends in two towns at once while what sends is killed, and looks from outside at what came of it (trust ). */
export async function drill(ground: Ground, wish: Wish): Promise<Findings> {
  const start = performance.now();
  const stage = await openStage(ground, { faults: { '*': [{ at: 'dot', after: wish.pace, keeps: true }] } });
  try {
    const towns = [
      await stage.foundTown('Valmeraude', wish.recipients),
      await stage.foundTown('Valbruyere', Math.ceil(wish.recipients / 10)),
    ];
    for (const { transact, campaignId } of towns) await transact((scope) => launchCampaign(scope, campaignId, 1));
    const watch = watchFigures(towns);
    const { deaths, stops } = await killAtRandom(stage, towns, wish);
    await finish(stage, towns);
    const mostUncertain = IN_FLIGHT * (deaths.worker + deaths.database);
    const evidence = { ...stage, stops, audiences: new Map(towns.map(({ campaignId, people }) => [campaignId, people.length])) };
    const found = await violations({ ...evidence, mostUncertain });
    const uncertain = await reconcile(stage, towns);
    await finish(stage, towns);
    const { samples, wrong } = await watch.stop();
    const after = await violations({ ...evidence, mostUncertain: 0 });
    const totals = await totalsIn(towns[0]);
    return {
      ...{ violations: [...found, ...after.map((one) => `once settled, ${one}`), ...wrong], deaths, uncertain, totals, samples },
      ...{ stops: stops.length, seconds: (performance.now() - start) / 1000 },
    };
  } finally {
    await stage.close();
  }
}

const totalsIn = async (town: Town | undefined): Promise<Totals> => {
  if (!town) throw new Error('no town');
  return (await town.transact((scope) => getCampaign(scope, town.campaignId))).totals;
};

/** What the screen shows, ten times a second: everyone chosen, in one state and no other (trust R-02). */
function watchFigures(towns: readonly Town[]) {
  const watched = { samples: 0, wrong: [] as string[], isOver: false };
  const watching = (async () => {
    while (!watched.isOver) {
      for (const town of towns) {
        // Without a database there is no screen.
        const totals = await totalsIn(town).catch(() => undefined);
        if (!totals) continue;
        watched.samples += 1;
        const { total, skippedBecause: _, ...parts } = totals;
        const sum = Object.values(parts).reduce((all, one) => all + one, 0);
        if (total !== town.people.length || sum !== total) watched.wrong.push(`R-02: ${JSON.stringify(totals)}`);
      }
      await wait(100);
    }
  })();
  return {
    async stop() {
      watched.isOver = true;
      await watching;
      return watched;
    },
  };
}

interface Death {
  /** Once the relay has so many messages. */
  after: number;
  of: Mortal;
}

function deathsFor({ killDatabase }: Ground, { recipients, kills, seed }: Wish): Death[] {
  const chance = chanceFrom(seed);
  const kinds: Mortal[] = killDatabase ? ['worker', 'worker', 'worker', 'web', 'database'] : ['worker'];
  return Array.from({ length: kills }, () => ({
    after: Math.floor(chance() * recipients * 0.95),
    of: kinds[Math.floor(chance() * kinds.length)] ?? 'worker',
  })).sort((one, other) => one.after - other.after);
}

async function killAtRandom(stage: Stage, towns: readonly Town[], wish: Wish) {
  const deaths = { worker: 0, web: 0, database: 0 };
  const stops: Stop[] = [];
  const [worker, web] = [keepUp(stage.surroundings, 'worker'), keepUp(stage.surroundings, 'web')];
  const die = { worker: () => dieAndAge(stage, worker), web: web.die, database: async () => stage.killDatabase?.() };
  const kept = counterOf(stage.ledger);
  for (const [rank, { after, of }] of deathsFor(stage, wish).entries()) {
    // Whoever was just started has begun its work.
    const atLeast = Math.max(after, (await kept()) + 1);
    for (let looks = 0; looks < 750 && (await kept()) < atLeast; looks++) await wait(20);
    wish.log?.(`${rank + 1}: ${of} dies, ${await kept()} messages with the relay`);
    await die[of]();
    deaths[of] += 1;
    // As if the clock had struck: a turn that died three times is set aside until it does.
    for (const { transact } of towns) await wakeCampaigns(transact).catch(() => undefined);
    const town = towns[rank % towns.length];
    const contactId = town?.people[(rank * 37) % town.people.length];
    if (town && contactId && (await stop(await web.address(), town, contactId))) stops.push({ contactId, at: now() });
  }
  await dieAndAge(stage, worker);
  await worker.stop();
  await untilJournalIsTold(stops, stage);
  await web.stop();
  await ageLeases(stage);
  return { deaths: { ...deaths, worker: deaths.worker + 1 }, stops };
}

async function dieAndAge(stage: Stage, worker: Kept): Promise<void> {
  await worker.die();
  await ageLeases(stage);
}

/** As a mailbox does it, whatever the state of the database: whether it was told that nothing more will come (trust R-12). */
async function stop(web: string, { townHallId, purposeId }: Town, contactId: string): Promise<boolean> {
  const token = tokenFor(seal, { townHallId, contactId, purposeId, channel: 'email' });
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  return fetch(`${web}/m/u/${token}`, { method: 'POST', body }).then(
    ({ status }) => status === 200,
    () => false,
  );
}

/** What was acknowledged from the disk reaches the database as soon as it is back. */
async function untilJournalIsTold(stops: readonly Stop[], { superuserUrl }: Stage): Promise<void> {
  for (let looks = 0; looks < 100; looks++) {
    const told = await asOwner(superuserUrl, (client) =>
      client.query<{ count: number }>(`select count(*)::int as count from consents where answer = 'refused'`),
    ).catch(() => undefined);
    if ((told?.rows[0]?.count ?? -1) >= new Set(stops.map(({ contactId }) => contactId)).size) return;
    await wait(200);
  }
}

/** As if the twenty minutes of their lease had passed: nobody holds them any more. */
export async function ageLeases({ superuserUrl }: Ground): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const isDone = await asOwner(superuserUrl, (client) =>
      client.query(`update deliveries set lease_until = now() - interval '1 second' where state = 'handing_over'`),
    ).catch(() => undefined);
    if (isDone) return;
    await wait(200);
  }
}

/** A worker that nobody kills, and the clock that asks for what was forgotten. */
export async function finish(stage: Stage, towns: readonly Pick<Town, 'transact'>[]): Promise<void> {
  const worker = startRole(stage.surroundings, 'worker');
  for (let seconds = 0; seconds < 600; seconds++) {
    for (const { transact } of towns) await wakeCampaigns(transact);
    await wait(1000);
    if ((await leftIn(stage)) === 0) break;
  }
  await stopKindly(worker);
}

/** Campaigns that have not ended, and turns whose time has come. */
async function leftIn({ superuserUrl }: Ground): Promise<number> {
  const { rows } = await asOwner(superuserUrl, (client) =>
    client.query<{ left: number }>(`
      select (select count(*)::int from campaigns where state in ('sending', 'scheduled'))
        + (select count(*)::int from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts) as left`),
  );
  return rows[0]?.left ?? 0;
}

/** Each uncertain message is with the relay, or it is not: its ledger is the proof (trust 5.0). */
async function reconcile({ ledger }: Stage, towns: readonly Town[]): Promise<number> {
  const extract = (await keptBy(ledger)).map(({ messageId }) => `status=sent message-id=${messageId}`).join('\n');
  let count = 0;
  for (const { transact, campaignId } of towns)
    await transact(async (scope) => {
      count += (await getCampaign(scope, campaignId)).totals.uncertain;
      const { arrived } = await readJournalOf(scope, campaignId, extract);
      await settle(scope, campaignId, { verdict: 'arrived', reason: 'Vu dans le registre du relais', deliveryIds: arrived });
      await settle(scope, campaignId, { verdict: 'not_left', reason: 'Absent du registre entier du relais' });
    });
  return count;
}

/** How many lines, read from where one stopped. */
function counterOf(file: string): () => Promise<number> {
  let [offset, count] = [0, 0];
  return async () => {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(1 << 20), 0, 1 << 20, offset);
      offset += bytesRead;
      for (const byte of buffer.subarray(0, bytesRead)) if (byte === 10) count += 1;
      return count;
    } finally {
      await handle.close();
    }
  };
}
