import { CompiledQuery, type KyselyPlugin, type RootOperationNode, sql } from 'kysely';
import { expect, test } from 'vitest';
import { addContacts } from '../../src/contacts/contacts.ts';
import { newContact } from '../../src/contacts/contract.ts';
import { newField } from '../../src/contacts/fields/contract.ts';
import { addField } from '../../src/contacts/fields/fields.ts';
import { contactsDb } from '../../src/contacts/tables.ts';
import { directoryApi } from '../../src/directory/contract.ts';
import { listContacts } from '../../src/directory/directory.ts';
import { recordInteractions } from '../../src/interactions/interactions.ts';
import { asOwner } from '../../src/platform/database.ts';
import { leakproofFunctions } from '../../src/platform/migrate.ts';
import type { Scope } from '../../src/platform/scope.ts';
import { rule } from '../../src/segments/rules/contract.ts';
import { countRule } from '../../src/segments/segments.ts';
import { ownTown, story } from '../town.ts';

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
    if (!/^\s*(select|with)/.test(text)) continue;
    const { rows } = await scope.db.withoutPlugins().executeQuery(CompiledQuery.raw(`explain ${text}`, [...parameters]));
    plans.push(rows.map((row) => Object.values(row as object)[0]).join('\n'));
  }
  return plans.join('\n\n');
}

/** A town of 20,000, counted by PostgreSQL, on a database of its own: a planner without statistics proves nothing. */
const inTown = (play: (scope: Scope) => Promise<void>) => () =>
  ownTown('plans', async ({ transact, superuserUrl }) => {
    const crowd = Array.from({ length: 20_000 }, (_, index) =>
      newContact.parse({
        lastName: index === 7 ? 'Quillivéré' : `Habitant ${index}`,
        email: `habitant.${index}@exemple.example`,
        addressLine: `${index} rue des Tilleuls`,
        postcode: '99001',
        municipality: 'Valmeraude',
        source: 'Recensement',
      }),
    );
    await transact(async (scope) => {
      const ids = await addContacts(scope, crowd);
      const visitors = ids.filter((_, index) => index % 2 === 0);
      await recordInteractions(
        scope,
        visitors.map((contactId) => ({ contactId, kind: 'visit', initiative: 'contact' })),
      );
    });
    await asOwner(superuserUrl, (client) => client.query('vacuum analyze'));
    await transact(play);
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
  'the list by last exchange walks the index of last exchanges',
  inTown(async (scope) => {
    const query = directoryApi.list.query.parse({ sort: '-exchange' });
    expect(await plansOf(scope, (watched) => listContacts(watched, query))).toContain('last_exchanges');
  }),
);

test(
  'a rule is counted from narrow indexes alone: no record, no exchange is read',
  inTown(async (scope) => {
    const asked = rule.parse({
      ...{ version: 1, match: 'all' },
      conditions: [
        { field: 'age', test: 'under', years: 65 },
        { field: 'has_email', value: false },
        { field: 'interaction', test: 'at_least', times: 2, kinds: ['visit'], period: { test: 'in_last_days', days: 365 } },
      ],
      except: [{ field: 'interaction', test: 'never', initiative: 'contact' }],
    });
    const plans = await plansOf(scope, (watched) => countRule(watched, asked));
    expect(plans).toContain('Index Only Scan using contacts_at_a_glance');
    expect(plans).toContain('Index Only Scan using interaction_facets_pkey');
    expect(plans).not.toMatch(/Seq Scan on (interactions|contacts|interaction_facets)/);
  }),
);

test(
  'a value of the mairie’s own fields is found by its index in spite of the wall',
  inTown(async (scope) => {
    const field = await addField(scope, newField.parse({ label: 'École', kind: 'text' }));
    const holding = JSON.stringify({ [field.id]: 'Les Tilleuls' });
    const plans = await plansOf(scope, (watched) =>
      contactsDb(watched).selectFrom('contacts').select('id').where(sql<boolean>`custom @> ${holding}::jsonb`).execute(),
    );
    expect(plans).toMatch(/contacts_by_custom[\s\S]*Index Cond: .*custom @>/);
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
