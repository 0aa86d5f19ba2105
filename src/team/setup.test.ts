import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { meetCast } from '../../test/cast.ts';
import { cheap, openHouse } from '../../test/knock.ts';
import { seal } from '../../test/stage/seal.ts';
import { ownDatabase } from '../../test/town.ts';
import { asOwner, kyselyOn, openPool } from '../platform/database.ts';
import type { Entrance } from '../platform/routes.ts';
import { systemActor, transactFor } from '../platform/scope.ts';
import { townHallApi } from '../townhalls/contract.ts';
import { foundTownHall } from '../townhalls/townhalls.ts';
import { sessionApi, setupApi, teamApi } from './contract.ts';
import { hashPassword } from './passwords.ts';
import { demoPassword, setupCode } from './setup.ts';
import { addTeamMember } from './team.ts';

const beginning = {
  inseeCode: '01004',
  openingHours: 'Du lundi au vendredi, de 9 h à 12 h',
  colour: '#1a4fa3',
  dpoName: 'Centre de gestion de l’Ain',
  dpoEmail: 'dpo@cdg.example',
  administrator: {
    email: 'secretariat@amberieu.example',
    firstName: 'Maëlle',
    lastName: 'Tournebise',
    password: 'six canards sur le lavoir',
  },
};

/** One pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A server just started: Valmeraude and two of its people, nobody else. */
const freshServer =
  (play: (house: Awaited<ReturnType<typeof openHouse>> & Awaited<ReturnType<typeof seeded>>) => Promise<void>) => () =>
    ownDatabase('setup', async ({ url }) => {
      const db = kyselyOn(openPool({ url, role: 'parvis_app', max: 2 }));
      const owner = kyselyOn(openPool({ url, max: 1 }));
      const entrance: Entrance = {
        db,
        transactAt: (townHallId) => transactFor({ db, seal }, townHallId, systemActor),
        found: (work) => owner.transaction().execute((transaction) => work({ db: transaction, seal })),
      };
      try {
        const house = await openHouse({
          entrance,
          transact: (townHallId, actor) => transactFor({ db, seal }, townHallId, actor),
        });
        await play({ ...house, ...(await seeded(entrance, url)) });
      } finally {
        await Promise.all([db.destroy(), owner.destroy()]);
      }
    });

async function seeded(entrance: Entrance, url: string) {
  const demo = await entrance.found((ground) =>
    foundTownHall(ground, { name: 'Valmeraude', slug: 'valmeraude', inseeCode: '99001', isDemo: true }),
  );
  const passwordHash = await hashPassword(demoPassword, cheap);
  await entrance.transactAt(demo.id)(async (scope) => {
    await meetCast(scope);
    const nadia = { email: 'nadia@valmeraude.example', firstName: 'Nadia', lastName: 'Ferrand', role: 'administrator' } as const;
    await addTeamMember(scope, { ...nadia, passwordHash, secondFactorExempt: true });
  });
  return { demo, url };
}

describe('on a first visit', () => {
  test(
    'the demo opens in one click, on the server’s own machine and without a second factor',
    freshServer(async ({ browser }) => {
      const visitor = browser();
      const { reply } = await visitor.ask(setupApi.show, {});
      expect(reply).toMatchObject({
        canBegin: true,
        needsSetupCode: false,
        demo: { slug: 'valmeraude', agents: [{ firstName: 'Nadia' }] },
      });
      const [nadia] = reply.demo?.agents ?? [];
      const signedIn = await visitor.ask(sessionApi.signIn, {
        body: { email: nadia?.email ?? '', password: reply.demo?.password ?? '' },
      });
      expect(signedIn.reply).toMatchObject({ state: 'signed_in', townHall: { isDemo: true } });
      expect((await visitor.ask(teamApi.list, {})).status).toBe(200);
    }),
  );

  test(
    'from another machine the demo gives no password, and its agents need a second factor',
    freshServer(async ({ browser }) => {
      const visitor = browser('192.0.2.10');
      const { reply } = await visitor.ask(setupApi.show, {});
      expect(reply).toMatchObject({ needsSetupCode: true, demo: { password: null } });
      const signedIn = await visitor.ask(sessionApi.signIn, {
        body: { email: 'nadia@valmeraude.example', password: demoPassword },
      });
      expect(signedIn.reply.state).toBe('enrolment');
    }),
  );

  test(
    'a mairie begins with its official name, the demo leaves no row and no file, and the door shuts behind',
    freshServer(async ({ browser, files, demo, url }) => {
      await files.put(demo.id, [Buffer.from('a logo')], 100);
      const agent = browser();
      await agent.ask(sessionApi.signIn, { body: { email: 'nadia@valmeraude.example', password: demoPassword } });

      expect(await rowsLeft(url, demo.id)).toEqual(expect.arrayContaining(['contacts', 'team_members', 'town_hall_settings']));

      const begun = await browser().ask(setupApi.begin, { body: { ...beginning, logo: png } });
      expect(begun.reply).toMatchObject({
        state: 'enrolment',
        email: 'secretariat@amberieu.example',
        townHall: { name: 'Ambérieu-en-Bugey', slug: 'amberieu-en-bugey', isDemo: false, colour: '#1a4fa3' },
      });
      expect((await browser().ask(townHallApi.showLogo, { params: { slug: 'amberieu-en-bugey' } })).status).toBe(200);
      expect((await agent.ask(teamApi.list, {})).status).toBe(401);
      expect(await rowsLeft(url, demo.id)).toEqual([]);
      expect(existsSync(files.folderOf(demo.id))).toBe(false);
      expect((await browser().ask(setupApi.show, {})).reply).toMatchObject({ canBegin: false, demo: null });
      expect((await browser().ask(setupApi.begin, { body: beginning })).problem.code).toBe('setup.already_done');
    }),
  );

  test(
    'from another machine it takes the code the server printed',
    freshServer(async ({ browser }) => {
      const elsewhere = browser('192.0.2.10');
      const begin = (code?: string) =>
        elsewhere.ask(setupApi.begin, { body: { ...beginning, ...(code ? { setupCode: code } : {}) } });
      expect((await begin()).problem).toMatchObject({ code: 'setup.code_refused', errors: [{ field: 'setupCode' }] });
      expect((await begin('0000-0000-0000')).status).toBe(403);
      expect((await begin(setupCode(seal).toLowerCase())).reply.state).toBe('enrolment');
    }),
  );

  test(
    'nothing is erased when something is wrong, and each fault is near its field',
    freshServer(async ({ browser }) => {
      const faults = async (change: object) => {
        const { problem } = await browser().ask(setupApi.begin, { body: { ...beginning, ...change } });
        return problem.errors?.map(({ field }) => field);
      };
      expect(await faults({ logo: Buffer.from('<svg/>').toString('base64') })).toEqual(['logo']);
      expect(await faults({ inseeCode: '99999' })).toEqual(['inseeCode']);
      expect(await faults({ dpoName: ' ', dpoEmail: '' })).toEqual(['dpoName', 'dpoEmail']);
      expect(await faults({ administrator: { ...beginning.administrator, password: 'Amberieu-en-Bugey' } })).toEqual([
        'administrator.password',
      ]);
      expect((await browser().ask(setupApi.show, {})).reply).toMatchObject({ canBegin: true, demo: { slug: 'valmeraude' } });
    }),
  );
});

/** Every table where a row of that town hall remains, walls aside. */
const rowsLeft = (url: string, townHallId: number) =>
  asOwner(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'town_hall_id'
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not a.attisdropped`,
    );
    await client.query(`set app.town_hall = ${townHallId}`);
    const left: string[] = [];
    for (const { name } of rows) {
      const { rowCount } = await client.query(`select from ${name} where town_hall_id = $1 limit 1`, [townHallId]);
      if (rowCount) left.push(name);
    }
    return left;
  });
