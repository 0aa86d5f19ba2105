import { expect, test } from 'vitest';
import { noOptOuts } from '../../test/stage/opt-outs.ts';
import { seal } from '../../test/stage/seal.ts';
import { story, type Town } from '../../test/town.ts';
import { render } from '../app/public-menu.ts';
import { listConsentProofs, listConsents, listPurposes, recordConsent, seedPurposes } from '../consents/consents.ts';
import { interactionsDb } from '../interactions/tables.ts';
import { httpApp } from '../platform/http.ts';
import type { Entrance, Visit } from '../platform/routes.ts';
import { messagePages } from './pages.tsx';
import { tokenFor } from './subscription.ts';

async function subscribe({ scope, lea, transactAt, transaction }: Town) {
  await seedPurposes(scope);
  const [news] = await listPurposes(scope);
  const subscription = { townHallId: scope.townHallId, contactId: lea.id, purposeId: news?.id ?? '', channel: 'email' } as const;
  await recordConsent(scope, {
    ...subscription,
    answer: 'granted',
    method: 'counter',
    wording: 'Oui',
    happenedAt: '2026-02-02T10:00:00.000Z',
  });
  const entrance: Entrance = { db: transaction, transactAt, found: () => Promise.reject(new Error('never here')) };
  const app = await httpApp({
    entrance,
    seal,
    routes: [],
    pages: messagePages({ render, seal, optOuts: noOptOuts }),
    logLevel: 'silent',
    transact: transactAt,
    signIn: async () => null,
    visit: () => ({}) as Visit,
  });
  const answerNow = async () => (await listConsents(scope, lea.id))[0]?.cells[0]?.answer;
  return { app, subscription, url: `/m/u/${tokenFor(seal, subscription)}`, answerNow };
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

test(
  'opening the link changes nothing: a page asks, and shows no name and no address',
  story(async (town) => {
    const { app, url, answerNow } = await subscribe(town);
    for (const method of ['GET', 'HEAD'] as const) await app.inject({ method, url });
    const page = await app.inject({ method: 'GET', url });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Ne plus recevoir «\u00a0Vie de la commune\u00a0» par e-mail');
    expect(page.body).toContain('l•••@exemple.example');
    expect(page.body).not.toMatch(/Martin|Léa|lea\.martin/);
    expect(await answerNow()).toBe('granted');
  }),
);

test.each([
  ['as a form', { headers: form, payload: 'List-Unsubscribe=One-Click' }],
  [
    'as multipart',
    {
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      payload: '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    },
  ],
  ['by the button of the page', { headers: form, payload: 'answer=stop' }],
])('one click, %s, stops at once and is one event', (_how, request) =>
  story(async (town) => {
    const { app, url, answerNow, subscription } = await subscribe(town);
    for (let time = 0; time < 3; time++) {
      const done = await app.inject({ method: 'POST', url, ...request });
      expect(done.statusCode).toBe(200);
      expect(done.body).toContain('Vous ne recevrez plus');
    }
    expect(await answerNow()).toBe('refused');
    const proofs = await listConsentProofs(town.scope, town.lea.id);
    expect(proofs.map(({ method, answer }) => [method, answer])).toEqual([
      ['one_click', 'refused'],
      ['counter', 'granted'],
    ]);
    const lines = interactionsDb(town.scope).selectFrom('interactions').select('id').where('kind', '=', 'opted_out');
    expect((await lines.where('contactId', '=', subscription.contactId).execute()).length).toBe(1);
  })(),
);

test(
  'someone who stopped by mistake takes it back on the same page',
  story(async (town) => {
    const { app, url, answerNow } = await subscribe(town);
    await app.inject({ method: 'POST', url, headers: form, payload: 'answer=stop' });
    const back = await app.inject({ method: 'POST', url, headers: form, payload: 'answer=resume' });
    expect(back.body).toContain('Vous recevrez de nouveau');
    expect(await answerNow()).toBe('granted');
  }),
);

test(
  'a link that was altered, or cut, is unknown, and does nothing',
  story(async (town) => {
    const { app, url, subscription, answerNow } = await subscribe(town);
    const letters = [...url].map((letter, at) =>
      at < '/m/u/'.length ? null : url.slice(0, at) + (letter === 'A' ? 'B' : 'A') + url.slice(at + 1),
    );
    const elsewhere = `/m/u/${tokenFor(seal, { ...subscription, townHallId: town.valbruyere })}`;
    const altered = [...letters.filter((one) => one !== null), url.slice(0, -1), '/m/u/rien', elsewhere];
    for (const one of altered) {
      const answered = await app.inject({ method: 'POST', url: one, headers: form, payload: 'List-Unsubscribe=One-Click' });
      expect([one, answered.statusCode]).toEqual([one, 404]);
    }
    expect(await answerNow()).toBe('granted');
  }),
);

test(
  'the link of a trial letter says what it would do',
  story(async (town) => {
    const { app } = await subscribe(town);
    for (const method of ['GET', 'POST'] as const)
      expect((await app.inject({ method, url: '/m/u/essai' })).body).toContain('C’est une lettre d’essai');
  }),
);
