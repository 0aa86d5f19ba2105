import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { unwalledTables } from '../../src/platform/wall.ts';
import { groundDb, townHallsDb } from '../../src/townhalls/tables.ts';
import type { findTownHall } from '../../src/townhalls/townhalls.ts';
import { story } from '../town.ts';

const names = async (
  town: { transaction: Parameters<typeof findTownHall>[0] },
  query: ReturnType<typeof sql<{ name: string }>>,
) => (await query.execute(town.transaction)).rows.map((row) => row.name);

test(
  'every table is walled and forced, save those read before the town hall is known',
  story(async (town) => {
    const open = await names(
      town,
      sql<{ name: string }>`
        select c.relname as name from pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname <> 'migrations'
          and not (c.relrowsecurity and c.relforcerowsecurity and exists (
            select from pg_policy p where p.polrelid = c.oid and p.polqual is not null and p.polwithcheck is not null))
        order by 1`,
    );
    expect(open).toEqual([...unwalledTables].sort());
  }),
);

test(
  'the role that serves owns nothing, and can lift no wall',
  story(async (town) => {
    const { rows } = await sql<{ super: boolean; bypass: boolean; owned: number; who: string }>`
      select rolsuper as super, rolbypassrls as bypass, current_user as who,
        (select count(*)::int from pg_class where relowner = r.oid) as owned
      from pg_roles r where rolname = current_user`.execute(town.transaction);
    expect(rows).toEqual([{ super: false, bypass: false, owned: 0, who: 'parvis_app' }]);
  }),
);

test(
  'without a town hall a query fails rather than show everyone',
  story(async ({ transaction }) => {
    await sql`reset app.town_hall`.execute(transaction);
    await expect(sql`select * from contacts`.execute(transaction)).rejects.toThrow(/app.town_hall|integer/);
  }),
);

test(
  'a town hall sees its own settings and no other',
  story(async ({ nextDoor, valbruyere, transaction, valmeraude }) => {
    const seen = await nextDoor((scope) =>
      townHallsDb(scope).selectFrom('townHallSettings').select(sql<number>`town_hall_id`.as('of')).execute(),
    );
    expect(seen).toEqual([{ of: valbruyere }]);
    const { rows } = await sql<{ of: number }>`select town_hall_id as of from town_hall_settings`.execute(transaction);
    expect(rows).toEqual([{ of: valmeraude }]);
    expect((await groundDb(transaction).selectFrom('townHalls').select('slug').execute()).length).toBeGreaterThan(1);
  }),
);
