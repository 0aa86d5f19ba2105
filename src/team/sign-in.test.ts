import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { credentials, email, hireNadia, password, settle } from '../../test/agents.ts';
import { knock } from '../../test/knock.ts';
import { story } from '../../test/town.ts';
import { sourceOf } from '../platform/throttle.ts';
import { sessionApi, teamApi } from './contract.ts';
import { addTeamMember, closeTeamMember, issueSignInLink } from './team.ts';

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
      const { rows } = await sql<{ text: string }>`select row_to_json(a)::text as text from attempts a`.execute(town.transaction);
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
