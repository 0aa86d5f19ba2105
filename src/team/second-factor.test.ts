import { describe, expect, test } from 'vitest';
import { credentials, hireNadia, settle } from '../../test/agents.ts';
import { knock } from '../../test/knock.ts';
import { story } from '../../test/town.ts';
import { sessionApi, sessionsApi, teamApi } from './contract.ts';
import { teamDb } from './tables.ts';

describe('the second factor', () => {
  test(
    'a password alone opens nothing but the way to the second factor',
    story(async (town) => {
      await hireNadia(town);
      const browser = (await knock(town)).browser();
      await browser.ask(sessionApi.signIn, { body: credentials });
      expect((await browser.ask(teamApi.list, {})).status).toBe(401);
      expect((await browser.ask(sessionsApi.list, {})).status).toBe(401);
      expect((await browser.ask(sessionApi.whoAmI, {})).reply).toMatchObject({
        state: 'enrolment',
        townHall: { name: 'Valmeraude' },
      });
    }),
  );

  test(
    'once enrolled, each sign-in asks for a code, and the token changes with each step',
    story(async (town) => {
      await hireNadia(town);
      const door = await knock(town);
      const application = await settle(door.browser());

      const browser = door.browser();
      expect((await browser.ask(sessionApi.signIn, { body: credentials })).reply.state).toBe('second_factor');
      const half = browser.cookie();
      expect((await browser.ask(sessionApi.enrol, {})).problem.code).toBe('second_factor.already_enrolled');
      expect((await browser.ask(sessionApi.verifySecondFactor, { body: { code: application(30) } })).reply.state).toBe(
        'signed_in',
      );
      expect(browser.cookie()).not.toBe(half);
      expect((await browser.ask(teamApi.list, {})).status).toBe(200);
    }),
  );

  test(
    'a code seen over a shoulder does not serve again, nor one before it',
    story(async (town) => {
      await hireNadia(town);
      const door = await knock(town);
      const application = await settle(door.browser());
      const spent = application();

      const stranger = door.browser();
      await stranger.ask(sessionApi.signIn, { body: credentials });
      for (const code of [spent, application(-30)])
        expect(await stranger.ask(sessionApi.verifySecondFactor, { body: { code } })).toMatchObject({
          status: 401,
          problem: { code: 'second_factor.refused' },
        });
    }),
  );

  test(
    'codes cannot be tried at leisure',
    story(async (town) => {
      await hireNadia(town);
      const door = await knock(town);
      await settle(door.browser());
      const guessing = door.browser('198.51.100.9');
      await guessing.ask(sessionApi.signIn, { body: credentials });
      const statuses: number[] = [];
      for (let tries = 0; tries < 7; tries++)
        statuses.push((await guessing.ask(sessionApi.verifySecondFactor, { body: { code: '000000' } })).status);
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    }),
  );

  test(
    'the secret rests sealed',
    story(async (town) => {
      await hireNadia(town);
      const browser = (await knock(town)).browser();
      await browser.ask(sessionApi.signIn, { body: credentials });
      const { reply } = await browser.ask(sessionApi.enrol, {});
      expect(reply.square).toContain('<svg');
      expect(reply.address).toContain('issuer=Parvis%20Valmeraude');
      const { totpSecret } = await teamDb(town.scope).selectFrom('teamMembers').select('totpSecret').executeTakeFirstOrThrow();
      expect(totpSecret).not.toContain(reply.text.replaceAll(' ', ''));
    }),
  );
});
