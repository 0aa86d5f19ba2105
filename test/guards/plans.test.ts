import { CompiledQuery, type KyselyPlugin, type RootOperationNode, sql } from 'kysely';
import { expect, test } from 'vitest';
import { addContacts } from '../../src/contacts/contacts.ts';
import { newContact } from '../../src/contacts/contract.ts';
import { directoryApi } from '../../src/directory/contract.ts';
import { listContacts } from '../../src/directory/directory.ts';
import { asOwner, kyselyOn, openPool } from '../../src/platform/database.ts';
import { leakproofFunctions } from '../../src/platform/migrate.ts';
import { type Scope, transactFor } from '../../src/platform/scope.ts';
import { foundTownHall } from '../../src/townhalls/townhalls.ts';
import { nadia } from '../cast.ts';
import { seal } from '../stage/seal.ts';
import { ownDatabase, story } from '../town.ts';

/** Runs the work, and gives the plans PostgreSQL makes of its queries for the role that serves. */
async function plansOf(scope: Scope, work: (scope: Scope) => Promise<unknown>): Promise<string> {
  const seen: RootOperationNode[] = [];
  const watching: KyselyPlugin = {
    transformQuery: ({ node }) => {
      seen.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await work({ ...scope, db: scope.db.withPlugin(watching) });
  const plans: string[] = [];
  for (const node of seen) {
    const { sql: text, parameters } = scope.db
      .withoutPlugins()
      .getExecutor()
      .compileQuery(node, { queryId: String(plans.length) });
    const { rows } = await scope.db.withoutPlugins().executeQuery(CompiledQuery.raw(`explain ${text}`, [...parameters]));
    plans.push(rows.map((row) => Object.values(row as object)[0]).join('\n'));
  }
  return plans.join('\n\n');
}

/** A town of 20,000, counted by PostgreSQL, on a database of its own: a planner without statistics proves nothing. */
const inTown = (play: (scope: Scope) => Promise<void>) => () =>
  ownDatabase('plans', async ({ url, superuserUrl }) => {
    const pool = openPool({ url, role: 'parvis_app', max: 1 });
    const owner = kyselyOn(openPool({ url, max: 1 }));
    try {
      const { id } = await owner
        .transaction()
        .execute((db) => foundTownHall({ db, seal }, { name: 'Valmeraude', slug: 'valmeraude', inseeCode: '99001' }));
      const transact = transactFor({ db: kyselyOn(pool), seal }, id, nadia);
      const crowd = Array.from({ length: 20_000 }, (_, index) =>
        newContact.parse({ lastName: index === 7 ? 'Quillivéré' : `Habitant ${index}`, source: 'Recensement' }),
      );
      await transact((scope) => addContacts(scope, crowd));
      await asOwner(superuserUrl, (client) => client.query('vacuum analyze'));
      await transact(play);
    } finally {
      await owner.destroy();
      await pool.end();
    }
  });

test(
  'the list of contacts walks the index of names',
  inTown(async (scope) => {
    expect(await plansOf(scope, (watched) => listContacts(watched, directoryApi.list.query.parse({})))).toContain(
      'contacts_by_name',
    );
  }),
);

test(
  'a search uses the trigram index in spite of the wall',
  inTown(async (scope) => {
    const plans = await plansOf(scope, (watched) =>
      listContacts(watched, directoryApi.list.query.parse({ search: 'quillivere' })),
    );
    expect(plans).toMatch(/contacts_search[\s\S]*Index Cond: .*search_text ~~/);
  }),
);

test(
  'the operators whose indexes the wall would throw away are marked',
  story(async ({ transaction }) => {
    const { rows } = await sql<{
      name: string;
    }>`select oid::regprocedure::text as name from pg_proc where proleakproof and oid::regprocedure::text = any(${leakproofFunctions})`.execute(
      transaction,
    );
    expect(rows.map(({ name }) => name).sort()).toEqual([...leakproofFunctions].sort());
  }),
);
