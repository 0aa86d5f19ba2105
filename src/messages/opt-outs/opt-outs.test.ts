import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { meetCast } from '../../../test/cast.ts';
import { postman, writeLetter } from '../../../test/letters.ts';
import { seal } from '../../../test/stage/seal.ts';
import { story } from '../../../test/town.ts';
import { render } from '../../app/public-menu.ts';
import { launchCampaign } from '../../campaigns/launch/launch.ts';
import { sendBatch } from '../../campaigns/sending.ts';
import { listConsentProofs, listPurposes, recordConsent, seedPurposes } from '../../consents/consents.ts';
import { interactionsDb } from '../../interactions/tables.ts';
import { kyselyOn, openPool } from '../../platform/database.ts';
import { httpApp } from '../../platform/http.ts';
import { migrate } from '../../platform/migrate.ts';
import { startEmbeddedPostgres } from '../../platform/postgres/server.ts';
import type { Entrance, Visit } from '../../platform/routes.ts';
import { type Scope, systemActor, transactFor } from '../../platform/scope.ts';
import { foundTownHall } from '../../townhalls/townhalls.ts';
import { messagePages } from '../pages.tsx';
import { tokenFor } from '../subscription.ts';
import { journalUnder } from './journal.ts';
import { keepReplaying, replayOptOuts, stopDurably } from './opt-outs.ts';

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-opt-outs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Léa follows the letter since March. */
async function subscribe(scope: Scope, contactId: string) {
  await seedPurposes(scope);
  const [news] = await listPurposes(scope);
  const cell = { contactId, purposeId: news?.id ?? '', channel: 'email' } as const;
  const answer = { answer: 'granted', method: 'counter', wording: 'Oui', happenedAt: '2026-03-02T10:00:00.000Z' } as const;
  await recordConsent(scope, { ...cell, ...answer });
  return { cell, token: tokenFor(seal, { townHallId: scope.townHallId, ...cell }) };
}

const stopsOf = async (scope: Scope, contactId: string) =>
  (await listConsentProofs(scope, contactId)).filter(({ answer }) => answer === 'refused');

/** A server of one's own, to be stopped and started again. */
async function town() {
  const dataDir = await aFolder();
  const options = { dataDir, log: () => undefined, settings: { shared_buffers: '16MB' }, stopWithParent: true };
  let server = await startEmbeddedPostgres(options);
  const { url } = server;
  await migrate({ url, superuserUrl: server.superuserUrl, folder: 'migrations' });
  const [db, owner] = [kyselyOn(openPool({ url, role: 'parvis_app', max: 4 })), kyselyOn(openPool({ url, max: 1 }))];
  const draft = { name: 'Valmeraude', slug: 'valmeraude', inseeCode: '99001' };
  const { id } = await owner.transaction().execute((ground) => foundTownHall({ db: ground, seal }, draft));
  await owner.destroy();
  const transactAt = (townHallId: number) => transactFor({ db, seal }, townHallId, systemActor);
  onTestFinished(async () => {
    await db.destroy();
    await server.stop();
  });
  return {
    transact: transactAt(id),
    entrance: { db, transactAt, found: () => Promise.reject(new Error('never here')) } satisfies Entrance,
    goAway: () => server.stop(),
    comeBack: async () => {
      server = await startEmbeddedPostgres(options);
      expect(server.url).toBe(url);
    },
  };
}

async function door(entrance: Entrance, folder: string) {
  const optOuts = journalUnder(folder);
  const app = await httpApp({
    ...{ entrance, seal, routes: [], logLevel: 'silent', pages: messagePages({ render, seal, optOuts }) },
    transact: entrance.transactAt,
    signIn: async () => null,
    visit: () => ({}) as Visit,
  });
  onTestFinished(() => app.close());
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const click = (token: string) =>
    app.inject({ method: 'POST', url: `/m/u/${token}`, headers, payload: 'List-Unsubscribe=One-Click' });
  return { optOuts, app, click };
}

test('while the database is away, stopping is kept on the disk, then told once, before anything leaves (trust R-12)', async () => {
  const { entrance, transact, goAway, comeBack } = await town();
  const { lea, judo, letter, token } = await transact(async (scope) => {
    const { lea, judo } = await meetCast(scope);
    const letter = await writeLetter({ scope, lea, judo });
    await launchCampaign(scope, letter.id, letter.version);
    return { lea, judo, letter, ...(await subscribe(scope, lea.id)) };
  });
  const folder = join(await aFolder(), 'opt-outs');
  const { optOuts, app, click } = await door(entrance, folder);

  await goAway();
  const page = await app.inject({ url: `/m/u/${token}` });
  expect([page.statusCode, page.body.includes('<form')]).toEqual([200, true]);
  const answers = await Promise.all(Array.from({ length: 100 }, () => click(token)));
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  expect(answers[0]?.body).toContain('Votre demande est enregistrée');
  expect((await click(`${token}A`)).statusCode).toBe(404);
  const files = await readdir(folder);
  expect(files.length).toBeLessThan(100);
  for (const file of files) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);

  await comeBack();
  const { bag, outside } = postman();
  await sendBatch(transact, { campaignId: letter.id, lane: 0 }, { ...outside, optOuts });
  expect(bag.map(({ to }) => to.address)).toEqual([judo.email]);
  await replayOptOuts(transact, optOuts);
  expect(await optOuts.waiting()).toEqual([]);
  const { stops, events } = await transact(async (scope) => ({
    stops: await stopsOf(scope, lea.id),
    events: await interactionsDb(scope).selectFrom('interactions').select('id').where('kind', '=', 'opted_out').execute(),
  }));
  expect([stops.length, events.length]).toEqual([1, 1]);
  expect((await click(token)).body).toContain('Vous ne recevrez plus');
}, 60_000);

test('the web server tells by itself what was kept, as soon as the database answers', async () => {
  const folder = await aFolder();
  const optOuts = journalUnder(folder);
  await story(async ({ scope, lea, transactAt }) => {
    const { token } = await subscribe(scope, lea.id);
    await optOuts.keep({ token, askedAt: '2026-04-02T10:00:00.000Z' });
    const stopLooking = keepReplaying({ transactAt }, optOuts, 5);
    await expect.poll(() => optOuts.waiting()).toEqual([]);
    await stopLooking();
    expect((await stopsOf(scope, lea.id))[0]).toMatchObject({ method: 'one_click', happenedAt: '2026-04-02T10:00:00.000Z' });
  })();
});

test(
  'a stop kept for later changes nothing if the person has said yes since, or is no longer known, or lives next door',
  story(async ({ scope, lea, karim, nextDoor, transact }) => {
    const optOuts = journalUnder(await aFolder());
    const { cell, token } = await subscribe(scope, lea.id);
    const gone = tokenFor(seal, { townHallId: scope.townHallId, ...cell, contactId: '0197a5d0-0000-7000-8000-00000000dead' });
    for (const one of [token, gone]) await optOuts.keep({ token: one, askedAt: '2026-04-02T10:00:00.000Z' });
    const again = { answer: 'granted', method: 'web', wording: 'Oui', happenedAt: '2026-05-02T10:00:00.000Z' } as const;
    await recordConsent(scope, { ...cell, ...again });
    await replayOptOuts(nextDoor, optOuts);
    expect((await optOuts.waiting()).length).toBe(2);
    await replayOptOuts(transact, optOuts);
    expect(await optOuts.waiting()).toEqual([]);
    expect([await stopsOf(scope, lea.id), await stopsOf(scope, karim.id)]).toEqual([[], []]);
  }),
);

test('a database that is too slow does not make a mailbox wait', async () => {
  const optOuts = journalUnder(await aFolder());
  const never = new Promise<never>(() => undefined);
  const entrance = { transactAt: () => () => never } as unknown as Entrance;
  const cell = { contactId: '0197a5d0-0000-7000-8000-0000000000aa', purposeId: '0197a5d0-0000-7000-8000-0000000000bb' };
  const token = tokenFor(seal, { townHallId: 1, ...cell, channel: 'email' });
  expect(await stopDurably(entrance, { seal, optOuts }, token)).toBe('journaled');
  expect(await optOuts.waiting()).toMatchObject([{ token }]);
});

test('where neither the database nor the disk can keep it, nothing is acknowledged', async () => {
  const optOuts = journalUnder('/dev/null/opt-outs');
  const entrance = { transactAt: () => () => Promise.reject(new Error('away')) } as unknown as Entrance;
  const cell = { contactId: '0197a5d0-0000-7000-8000-0000000000aa', purposeId: '0197a5d0-0000-7000-8000-0000000000bb' };
  const { click } = await door(entrance, '/dev/null/opt-outs');
  const token = tokenFor(seal, { townHallId: 1, ...cell, channel: 'email' });
  await expect(stopDurably(entrance, { seal, optOuts }, token)).rejects.toThrow();
  expect((await click(token)).statusCode).toBe(500);
});
