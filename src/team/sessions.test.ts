import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { credentials, hireNadia, password, settle } from '../../test/agents.ts';
import { knock } from '../../test/knock.ts';
import { story, type Town } from '../../test/town.ts';
import { sessionApi, sessionsApi, teamApi } from './contract.ts';
import { addTeamMember, closeTeamMember } from './team.ts';

describe('a session', () => {
  test(
    'rests in a cookie no other site and no script can reach',
    story(async (town) => {
      await hireNadia(town);
      const { headers } = await (await knock(town)).browser().ask(sessionApi.signIn, { body: credentials });
      expect(String(headers['set-cookie'])).toMatch(/^__Host-parvis=ps_\S+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    }),
  );

  const age = (town: Town, change: ReturnType<typeof sql>) =>
    sql`update sessions set ${change} where town_hall_id = ${town.valmeraude}`.execute(town.transaction);

  test(
    'ends after half an hour without a gesture, and after twelve hours whatever happens',
    story(async (town) => {
      await hireNadia(town);
      const browser = (await knock(town)).browser();
      await settle(browser);
      await age(town, sql`seen_at = seen_at - interval '29 minutes'`);
      expect((await browser.ask(teamApi.list, {})).status).toBe(200);
      await age(town, sql`seen_at = seen_at - interval '31 minutes'`);
      expect((await browser.ask(teamApi.list, {})).status).toBe(401);
      await age(town, sql`seen_at = now(), created_at = now() - interval '13 hours'`);
      expect((await browser.ask(teamApi.list, {})).status).toBe(401);
      expect((await browser.ask(sessionApi.whoAmI, {})).reply).toEqual({ state: 'signed_out' });
    }),
  );

  test(
    'is known by its hash only, and a token given beforehand is not kept',
    story(async (town) => {
      await hireNadia(town);
      const browser = (await knock(town)).browser();
      await settle(browser);
      const token = browser.cookie() ?? '';
      expect(token).toMatch(new RegExp(`^ps_${town.valmeraude}_[\\w-]{43}$`));
      const { rows } = await sql<{ text: string }>`select row_to_json(s)::text as text from sessions s`.execute(town.transaction);
      expect(rows.map(({ text }) => text).join()).not.toContain(token.slice(-43));
      await browser.ask(sessionApi.signIn, { body: credentials });
      expect(browser.cookie()).not.toBe(token);
    }),
  );

  test(
    'is closed by signing out, from another session, and when the access is closed',
    story(async (town) => {
      const { id } = await hireNadia(town);
      await addTeamMember(town.scope, { email: 'chef@valmeraude.example', lastName: 'Chef', role: 'administrator' });
      const door = await knock(town);
      const [office, home] = [door.browser(), door.browser()];
      const application = await settle(office);
      await home.ask(sessionApi.signIn, { body: credentials });
      await home.ask(sessionApi.verifySecondFactor, { body: { code: application(30) } });

      const { items } = (await office.ask(sessionsApi.list, {})).reply;
      expect(items.map(({ isThisOne }) => isThisOne).sort()).toEqual([false, true]);
      const other = items.find(({ isThisOne }) => !isThisOne)?.id ?? '';
      expect((await office.ask(sessionsApi.revoke, { params: { sessionId: other } })).status).toBe(204);
      expect((await home.ask(teamApi.list, {})).status).toBe(401);

      const token = office.cookie();
      await closeTeamMember(town.scope, id);
      expect((await office.ask(teamApi.list, {})).status).toBe(401);
      expect((await office.ask(sessionApi.signOut, {})).status).toBe(204);
      expect([token, office.cookie()]).toEqual([expect.any(String), undefined]);
    }),
  );

  test(
    'takes another token when the password changes, and the other sessions end',
    story(async (town) => {
      await hireNadia(town);
      const door = await knock(town);
      const [office, home] = [door.browser(), door.browser()];
      const application = await settle(office);
      await home.ask(sessionApi.signIn, { body: credentials });
      await home.ask(sessionApi.verifySecondFactor, { body: { code: application(30) } });
      const before = office.cookie();

      const change = (currentPassword: string, newPassword: string) =>
        office.ask(sessionApi.changePassword, { body: { currentPassword, newPassword } });
      expect((await change('pas celui-là', 'six canards sur le lavoir')).problem.code).toBe('password.refused');
      expect((await change(password, 'Valmeraude2026')).problem.code).toBe('password.too_common');
      expect((await change(password, 'six canards sur le lavoir')).status).toBe(204);

      expect(office.cookie()).not.toBe(before);
      expect((await office.ask(teamApi.list, {})).status).toBe(200);
      expect((await home.ask(teamApi.list, {})).status).toBe(401);
      expect((await door.browser().ask(sessionApi.signIn, { body: credentials })).status).toBe(401);
    }),
  );
});
