import { expect, test } from 'vitest';
import { knock } from '../../test/knock.ts';
import { story } from '../../test/town.ts';
import { townHallsDb } from '../townhalls/tables.ts';

test(
  'the public home says when the mairie is open and how to reach it, escaped, without a script',
  story(async (town) => {
    await townHallsDb(town.scope)
      .updateTable('townHallSettings')
      .set({ openingHours: 'Lundi <9 h – 12 h>', phone: '+33261910000' })
      .execute();
    const { app } = await knock(town);
    const { statusCode, body } = await app.inject({ url: '/p/valmeraude' });
    expect(statusCode).toBe(200);
    expect(body).toContain('Lundi &lt;9 h – 12 h&gt;');
    expect(body).toContain('href="tel:+33261910000"');
    expect(body).not.toContain('<script');
  }),
);

test(
  'no town hall under that name: a page that says so',
  story(async (town) => {
    const { app } = await knock(town);
    expect((await app.inject({ url: '/p/nulle-part' })).statusCode).toBe(404);
  }),
);
