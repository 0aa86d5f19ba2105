import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { credentials, hireNadia, settle } from '../../../test/agents.ts';
import { knock } from '../../../test/knock.ts';
import { story } from '../../../test/town.ts';
import { secondsAfter } from '../../platform/time.ts';
import { sessionApi, teamApi } from '../contract.ts';
import { teamDb } from '../tables.ts';
import { CHARTER_VERSION, charterArticles } from './contract.ts';

test(
  'nobody enters before they have accepted the charter, in words that are kept with their date (trust P-13)',
  story(async (town) => {
    await hireNadia(town);
    const browser = (await knock(town)).browser();
    await settle(browser, { accepts: false });
    const { reply } = await browser.ask(sessionApi.whoAmI, {});
    expect(reply).toMatchObject({ state: 'charter', charter: { version: CHARTER_VERSION, articles: charterArticles } });
    expect((await browser.ask(teamApi.list, {})).status).toBe(401);

    const former = await browser.ask(sessionApi.acceptCharter, { body: { version: '2020-01-01' } });
    expect([former.status, former.problem.code]).toEqual([409, 'charter.changed']);
    const accepted = await browser.ask(sessionApi.acceptCharter, { body: { version: CHARTER_VERSION } });
    expect(accepted.reply.state).toBe('signed_in');
    const team = await browser.ask(teamApi.list, {});
    expect(team.reply.items.find(({ firstName }) => firstName === 'Nadia')?.charterAcceptedAt).not.toBeNull();
    const [kept] = await teamDb(town.scope).selectFrom('charterAcceptances').selectAll().execute();
    expect(kept).toMatchObject({ version: CHARTER_VERSION, wording: charterArticles.join('\n') });
  }),
);

test(
  'it is asked again after a year, and what was accepted stays and cannot be rewritten',
  story(async (town) => {
    const { scope } = town;
    await hireNadia(town);
    const door = await knock(town);
    const application = await settle(door.browser());
    const rows = () => teamDb(scope).selectFrom('charterAcceptances').select('acceptedAt').execute();
    await expect(
      town.transact((own) => teamDb(own).updateTable('charterAcceptances').set({ wording: 'Autre' }).execute()),
    ).rejects.toMatchObject({ code: '42501' });

    const lastYear = secondsAfter(scope.now, -366 * 86_400);
    await sql`set local role parvis_owner`.execute(town.transaction);
    await sql`update charter_acceptances set accepted_at = ${lastYear} where town_hall_id = ${scope.townHallId}`.execute(
      scope.db,
    );
    await sql`set local role parvis_app`.execute(town.transaction);
    const browser = door.browser();
    await browser.ask(sessionApi.signIn, { body: credentials });
    const { reply } = await browser.ask(sessionApi.verifySecondFactor, { body: { code: application(30) } });
    expect(reply.state).toBe('charter');
    await browser.ask(sessionApi.acceptCharter, { body: { version: CHARTER_VERSION } });
    expect((await browser.ask(teamApi.list, {})).status).toBe(200);
    expect((await rows()).length).toBe(2);
  }),
);
