import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { pagesOf, routesOf } from '../../src/app/modules.ts';
import { launchCampaign } from '../../src/campaigns/launch/launch.ts';
import { sendBatch } from '../../src/campaigns/sending.ts';
import { consentForm, dataCategory } from '../../src/consents/contract.ts';
import { picturesApi } from '../../src/messages/pictures/contract.ts';
import { belongingsOnStage, knock } from '../knock.ts';
import { postman, publicUrl, writeLetter } from '../letters.ts';
import { story, type Town } from '../town.ts';

/**
 * Nobody is followed (decision 0018): there is no open to store, no question to ask, nothing to withdraw from a letter already
 * sent (trust P-31 to P-34 hold because what they govern does not exist).
 */
test(
  'no table can hold that somebody opened a letter, nor which link they followed',
  story(async ({ scope }) => {
    const { rows } = await sql<{ table: string; column: string }>`
      select table_name as "table", column_name as "column" from information_schema.columns where table_schema = 'public'`.execute(
      scope.db,
    );
    const ofPeople = new Set(
      rows.filter(({ column }) => /contact_id|delivery_id|address/.test(column)).map(({ table }) => table),
    );
    const about = rows.filter(
      ({ table, column }) =>
        (ofPeople.has(table) || table.startsWith('link')) &&
        /(^|_)(opens|opened|pixels?|track\w*|click\w*)(_|$)/.test(`${table}_${column}`),
    );
    expect([...new Set(about.map(({ table }) => table))].sort()).toEqual(['link_clicks']);
    expect(
      about
        .filter(({ table }) => table === 'link_clicks')
        .map(({ column }) => column)
        .sort(),
    ).toEqual(['campaign_id', 'count', 'rank', 'since', 'town_hall_id']);
  }),
);

test('the product has no word for an open or a click of somebody: neither data, nor form, nor door asks for it', () => {
  const words = [...consentForm.options, ...dataCategory.options];
  expect(words.filter((word) => /open|click|track|pixel/.test(word))).toEqual([]);
  const doors = [
    ...routesOf(belongingsOnStage).map(({ endpoint }) => endpoint.route),
    ...pagesOf(belongingsOnStage).map(({ route }) => route),
  ];
  expect(doors.filter((route) => /pixel|track|open-?(rate|count)|\.gif/.test(route))).toEqual([]);
  expect(readFileSync('src/townhalls/contract.ts', 'utf8')).not.toMatch(/track|pixel/i);
});

/** Every row of every table of the town, but what rests in memory of the door (throttles) and the coarse counts of links. */
async function everyRow({ scope }: Town): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'town_hall_id' and table_name not in ('town_hall_hosts', 'link_clicks')
    order by 1`.execute(scope.db);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ told: string | null }>`
      select md5(string_agg(one::text, '|' order by one::text)) as told from ${sql.table(name)} as one
      where town_hall_id = ${scope.townHallId}`.execute(scope.db);
    found.push(`${name} ${rows[0]?.told}`);
  }
  return found.join('\n');
}

test(
  'a letter that is opened, with its pictures and all its links visited by a machine, changes not one row (trust P-30, M-12)',
  story(async (town) => {
    const { as, app } = await knock(town);
    const sharp = (await import('sharp')).default;
    const upload = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#0b6147' } })
      .png()
      .toBuffer();
    const { reply: picture } = await (await as('editor')).ask(picturesApi.keep, {}, { upload });
    const letter = await writeLetter(town, { body: 'Bonjour. Voici [le programme](https://valmeraude.example/programme).' });
    const { bag, outside } = postman();
    await launchCampaign(town.scope, letter.id, letter.version);
    await sendBatch(town.transact, { campaignId: letter.id, lane: 0 }, outside);

    const before = await everyRow(town);
    const links = bag.flatMap(({ html }) => [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, url = '']) => url));
    const here = links.filter((url) => url.startsWith(publicUrl)).map((url) => url.slice(publicUrl.length));
    expect(here.length).toBeGreaterThan(3);
    here.push(`/api/v1/town-halls/valmeraude/pictures/${picture.hash}`);
    for (const url of here)
      for (const method of ['GET', 'HEAD'] as const) {
        const seen = await app.inject({ method, url, headers: { 'user-agent': 'Mozilla/5.0 (X11; rv:130.0) Firefox/130.0' } });
        expect([url, seen.statusCode < 500, seen.headers['set-cookie']]).toEqual([url, true, undefined]);
      }
    expect(await everyRow(town)).toBe(before);
  }),
);
