import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { story } from '../town.ts';

/** What a Citus cluster asks of the catalogue (design.md §3, « Scale-out »), so that spreading the tables stays one command away. */
const tenantTables = sql`(
  select c.oid, c.relname from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'town_hall_id' and not a.attisdropped
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname <> 'town_hall_hosts')`;

const names = async (
  transaction: Parameters<ReturnType<typeof sql>['execute']>[0],
  query: ReturnType<typeof sql<{ name: string }>>,
) => (await query.execute(transaction)).rows.map((row) => row.name);

test(
  'the town hall comes first in every key, primary or unique',
  story(async ({ transaction }) => {
    expect(
      await names(
        transaction,
        sql<{ name: string }>`
          select i.indexrelid::regclass::text as name from pg_index i join ${tenantTables} t on t.oid = i.indrelid
          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
          where i.indisunique and a.attname <> 'town_hall_id'`,
      ),
    ).toEqual([]);
    expect(
      await names(
        transaction,
        sql<{
          name: string;
        }>`select t.relname as name from ${tenantTables} t where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)`,
      ),
    ).toEqual([]);
  }),
);

test(
  'a reference between two rows of a town hall carries the town hall',
  story(async ({ transaction }) => {
    expect(
      await names(
        transaction,
        sql<{ name: string }>`
          select c.conrelid::regclass || '.' || c.conname as name from pg_constraint c
          join ${tenantTables} child on child.oid = c.conrelid
          join ${tenantTables} parent on parent.oid = c.confrelid
          where c.contype = 'f' and not exists (
            select from unnest(c.conkey, c.confkey) as k(mine, theirs)
            join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.mine and a.attname = 'town_hall_id'
            join pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.theirs and b.attname = 'town_hall_id')`,
      ),
    ).toEqual([]);
  }),
);

test(
  'the town hall of a row is never null, and an integer',
  story(async ({ transaction }) => {
    expect(
      await names(
        transaction,
        sql<{ name: string }>`
          select t.relname as name from ${tenantTables} t join pg_attribute a on a.attrelid = t.oid and a.attname = 'town_hall_id'
          where not a.attnotnull or a.atttypid <> 'integer'::regtype`,
      ),
    ).toEqual([]);
  }),
);

test(
  'no trigger stands on a table of a town hall',
  story(async ({ transaction }) => {
    expect(
      await names(
        transaction,
        sql<{
          name: string;
        }>`select g.tgname || ' on ' || t.relname as name from pg_trigger g join ${tenantTables} t on t.oid = g.tgrelid where not g.tgisinternal`,
      ),
    ).toEqual([]);
  }),
);

test(
  'only one reviewed function acts with the rights of another, and no view hides a wall',
  story(async ({ transaction }) => {
    expect(
      await names(
        transaction,
        sql<{
          name: string;
        }>`select p.proname as name from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace order by 1`,
      ),
    ).toEqual(['enqueue_job']);
    expect(
      await names(
        transaction,
        sql<{
          name: string;
        }>`select relname as name from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace`,
      ),
    ).toEqual([]);
  }),
);

test(
  'a reference to a neighbour’s row is refused like one to no row at all',
  story(async ({ transact, nextDoor, lea }) => {
    const tagging = (contactId: string) =>
      nextDoor(async (scope) => {
        await sql`insert into tags (town_hall_id, id, name, created_at) values (${scope.townHallId}, '0197a5d0-0000-7000-8000-0000000000aa', 'Bénévole', now())`.execute(
          scope.db,
        );
        await sql`insert into contact_tags (town_hall_id, contact_id, tag_id) values (${scope.townHallId}, ${contactId}, '0197a5d0-0000-7000-8000-0000000000aa')`.execute(
          scope.db,
        );
      }).catch((error: { code: string; constraint: string }) => [error.code, error.constraint]);
    expect(await transact(async () => lea.id)).toBe(lea.id);
    expect(await tagging(lea.id)).toEqual(await tagging('0197a5d0-0000-7000-8000-0000000000bb'));
    expect(await tagging(lea.id)).toEqual(['23503', 'contact_tags_town_hall_id_contact_id_fkey']);
  }),
);
