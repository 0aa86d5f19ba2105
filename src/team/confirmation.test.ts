import { expect, test } from 'vitest';
import { hireNadia, password, settle } from '../../test/agents.ts';
import { belongingsOnStage, knock } from '../../test/knock.ts';
import { story } from '../../test/town.ts';
import { routesOf } from '../app/modules.ts';
import { secondsAfter } from '../platform/time.ts';
import { apiKeysApi, sessionApi, teamApi } from './contract.ts';
import { teamDb } from './tables.ts';

/** What cannot be taken back, or opens the house to others (trust S-24). */
test('acts that open the house, or let people out of it, ask who is there', () => {
  const asking = routesOf(belongingsOnStage).flatMap(({ endpoint }) => (endpoint.isSensitive ? [endpoint.route] : []));
  expect(asking.sort()).toEqual([
    'PATCH /relays/:relayId',
    'PATCH /team-members/:memberId',
    'POST /api-keys',
    'POST /campaigns/:campaignId/exports',
    'POST /contact-exports',
    'POST /relays',
    'POST /relays/:relayId/signature',
    'POST /team-members',
    'POST /team-members/:memberId/sign-in-links',
  ]);
});

test(
  'a quarter of an hour after the last proof a password is asked again, and opens for as long',
  story(async (town) => {
    await hireNadia(town);
    const door = await knock(town);
    const browser = door.browser();
    await settle(browser);
    const add = (name: string) => browser.ask(apiKeysApi.add, { body: { name, role: 'reader' } });
    expect((await add('Site')).status).toBe(201);
    const age = () =>
      teamDb(town.scope)
        .updateTable('sessions')
        .set({ secondFactorAt: secondsAfter(town.scope.now, -901), confirmedAt: null })
        .execute();
    await age();
    const refused = await add('Borne');
    expect([refused.status, refused.problem.code]).toEqual([403, 'session.to_confirm']);
    expect((await browser.ask(teamApi.list, {})).status).toBe(200);

    const wrong = await browser.ask(sessionApi.confirm, { body: { password: 'au hasard, longtemps' } });
    expect([wrong.status, wrong.problem.errors?.[0]?.field]).toEqual([422, 'password']);
    expect((await add('Borne')).status).toBe(403);
    expect((await browser.ask(sessionApi.confirm, { body: { password } })).status).toBe(204);
    expect((await add('Borne')).status).toBe(201);
  }),
);

test(
  'a program has its key and nobody to ask; a password tried again and again waits',
  story(async (town) => {
    await hireNadia(town);
    const door = await knock(town);
    const program = await door.as('administrator');
    expect((await program.ask(apiKeysApi.add, { body: { name: 'Relais', role: 'reader' } })).status).toBe(201);
    expect((await program.ask(sessionApi.confirm, { body: { password } })).problem.code).toBe('session.needed');
    const browser = door.browser();
    await settle(browser);
    const tries = [];
    for (let time = 0; time < 6; time++)
      tries.push((await browser.ask(sessionApi.confirm, { body: { password: `essai numéro ${time} de trop` } })).status);
    expect(tries).toEqual([422, 422, 422, 422, 422, 429]);
  }),
);
