import { sql } from 'kysely';
import { TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { type Caller, cheap, knock } from '../../test/knock.ts';
import { story, type Town } from '../../test/town.ts';
import { epochMilliseconds, now } from '../platform/time.ts';
import { sessionApi, sessionsApi, teamApi } from './contract.ts';
import { hashPassword } from './passwords.ts';
import { teamDb } from './tables.ts';
import { addTeamMember, closeTeamMember, issueSignInLink } from './team.ts';
import { sourceOf } from './throttle.ts';

const password = 'le tilleul penche un peu';
const email = 'nadia.ferrand@valmeraude.example';
const credentials = { townHall: 'valmeraude', email, password };

/** Nadia, with her password and no second factor yet. */
const hireNadia = async ({ scope }: Town) =>
  addTeamMember(scope, {
    email,
    firstName: 'Nadia',
    lastName: 'Ferrand',
    role: 'administrator',
    passwordHash: await hashPassword(password, cheap),
  });

/** Her application, as the square fills it. */
const applicationOf = (text: string) => {
  const totp = new TOTP({ secret: text.replaceAll(' ', '') });
  return (seconds = 0) => totp.generate({ timestamp: epochMilliseconds(now()) + seconds * 1000 });
};

/** First sign-in, up to the agent's screens. */
async function settle(browser: Caller) {
  expect((await browser.ask(sessionApi.signIn, { body: credentials })).reply).toMatchObject({ state: 'enrolment', email });
  const application = applicationOf((await browser.ask(sessionApi.enrol, {})).reply.text);
  const done = await browser.ask(sessionApi.confirmEnrolment, { body: { code: application() } });
  expect(done.reply).toMatchObject({ state: 'signed_in', member: { firstName: 'Nadia', role: 'administrator' } });
  return application;
}

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

describe('at the door', () => {
  test(
    'an unknown account, a wrong password and a closed access are told the same, to the byte',
    story(async (town) => {
      const { id } = await hireNadia(town);
      const door = await knock(town);
      const bodies = new Set<string>();
      const tell = async (body: typeof credentials) => {
        const { status, raw } = await door.browser().ask(sessionApi.signIn, { body });
        bodies.add(`${status} ${raw.replace(/urn:uuid:[\w-]+/, '')}`);
      };
      await tell({ ...credentials, password: 'un autre mot de passe' });
      await tell({ ...credentials, email: 'personne@valmeraude.example' });
      await tell({ ...credentials, townHall: 'nulle-part' });
      await addTeamMember(town.scope, { email: 'chef@valmeraude.example', lastName: 'Chef', role: 'administrator' });
      await closeTeamMember(town.scope, id);
      await tell(credentials);
      expect([...bodies]).toHaveLength(1);
      expect([...bodies][0]).toMatch(/^401 .*session\.refused/);
    }),
  );

  test(
    'five mistakes from one place, and the sixth waits, even with the right password',
    story(async (town) => {
      await hireNadia(town);
      const browser = (await knock(town)).browser('198.51.100.4');
      for (let tries = 0; tries < 5; tries++)
        expect((await browser.ask(sessionApi.signIn, { body: { ...credentials, password: 'raté, encore raté' } })).status).toBe(
          401,
        );
      const sixth = await browser.ask(sessionApi.signIn, { body: credentials });
      expect(sixth).toMatchObject({ status: 429, problem: { code: 'session.too_many_tries' } });
      expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(800);
    }),
  );

  test(
    'strangers everywhere shut the account to strangers, never to the agent where she has worked before',
    story(async (town) => {
      await hireNadia(town);
      const door = await knock(town);
      await settle(door.browser('192.0.2.10'));
      for (let place = 1; place <= 25; place++)
        await door
          .browser(`198.51.100.${place}`)
          .ask(sessionApi.signIn, { body: { ...credentials, password: 'au hasard, encore' } });
      expect((await door.browser('198.51.100.99').ask(sessionApi.signIn, { body: credentials })).status).toBe(429);
      expect((await door.browser('192.0.2.10').ask(sessionApi.signIn, { body: credentials })).reply.state).toBe('second_factor');
    }),
  );

  test(
    'one place that tries every account is stopped',
    story(async (town) => {
      await hireNadia(town);
      const browser = (await knock(town)).browser('198.51.100.7');
      const statuses: number[] = [];
      for (let agent = 0; agent < 32; agent++)
        statuses.push(
          (await browser.ask(sessionApi.signIn, { body: { ...credentials, email: `agent${agent}@valmeraude.example` } })).status,
        );
      expect(statuses.lastIndexOf(401)).toBe(29);
      expect(statuses.slice(30)).toEqual([429, 429]);
    }),
  );

  test(
    'neither the address nor the account rests in the counts',
    story(async (town) => {
      await hireNadia(town);
      await (await knock(town))
        .browser('198.51.100.4')
        .ask(sessionApi.signIn, { body: { ...credentials, password: 'raté, encore raté' } });
      const { rows } = await sql<{ text: string }>`select row_to_json(a)::text as text from sign_in_attempts a`.execute(
        town.transaction,
      );
      expect(rows).toHaveLength(4);
      expect(rows.map(({ text }) => text).join()).not.toMatch(/198\.51|ferrand/);
    }),
  );

  test.each([
    ['198.51.100.4', '198.51.100.4'],
    ['::ffff:198.51.100.4', '198.51.100.4'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s counts as %s', (ip, source) => expect(sourceOf(ip)).toBe(source));
});

describe('a session', () => {
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

describe('a sign-in link', () => {
  test(
    'lets someone choose a password once, within two days',
    story(async (town) => {
      const { id } = await addTeamMember(town.scope, { email, firstName: 'Nadia', lastName: 'Ferrand', role: 'editor' });
      const { token } = await issueSignInLink(town.scope, id);
      const browser = (await knock(town)).browser();
      const choose = (text: string) => browser.ask(sessionApi.chooseFirstPassword, { body: { token, password: text } });
      expect((await choose('trop court')).problem.errors).toEqual([
        { field: 'password', message: 'Choisissez un mot de passe d’au moins 12 caractères.' },
      ]);
      expect((await choose('Nadia-Ferrand-1')).problem.code).toBe('password.too_common');
      expect((await choose(password)).reply.state).toBe('enrolment');
      expect((await choose(password)).status).toBe(410);
    }),
  );

  test(
    'is worth nothing after two days, nor once another was issued',
    story(async (town) => {
      const { id } = await addTeamMember(town.scope, { email, lastName: 'Ferrand', role: 'editor' });
      const first = await issueSignInLink(town.scope, id);
      const second = await issueSignInLink(town.scope, id);
      const browser = (await knock(town)).browser();
      const choose = ({ token }: { token: string }) => browser.ask(sessionApi.chooseFirstPassword, { body: { token, password } });
      expect((await choose(first)).status).toBe(410);
      await sql`update sign_in_links set expires_at = now() - interval '1 second' where town_hall_id = ${town.valmeraude}`.execute(
        town.transaction,
      );
      expect((await choose(second)).status).toBe(410);
    }),
  );

  test(
    'is the way back for whoever lost their telephone: the former factor, password and sessions are gone',
    story(async (town) => {
      const { id } = await hireNadia(town);
      const door = await knock(town);
      const lost = door.browser();
      await settle(lost);
      const { token } = await issueSignInLink(town.scope, id);
      expect((await lost.ask(teamApi.list, {})).status).toBe(200);

      const browser = door.browser();
      const chosen = await browser.ask(sessionApi.chooseFirstPassword, {
        body: { token, password: 'six canards sur le lavoir' },
      });
      expect(chosen.reply.state).toBe('enrolment');
      expect((await browser.ask(teamApi.list, {})).status).toBe(401);
      expect((await lost.ask(teamApi.list, {})).status).toBe(401);
      expect((await door.browser().ask(sessionApi.signIn, { body: credentials })).status).toBe(401);
    }),
  );
});
