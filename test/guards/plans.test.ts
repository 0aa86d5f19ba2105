import { CompiledQuery, type KyselyPlugin, type RootOperationNode, sql } from 'kysely';
import { expect, test } from 'vitest';
import { listPurposes, seedPurposes } from '../../src/consents/consents.ts';
import { suppressAddresses } from '../../src/consents/suppressions/suppressions.ts';
import { addContacts } from '../../src/contacts/contacts.ts';
import { newContact } from '../../src/contacts/contract.ts';
import { newField } from '../../src/contacts/fields/contract.ts';
import { addField } from '../../src/contacts/fields/fields.ts';
import { contactsDb } from '../../src/contacts/tables.ts';
import { addTag, tagContacts } from '../../src/contacts/tags/tags.ts';
import { directoryApi, type SortedBy, sortedBy } from '../../src/directory/contract.ts';
import { listContacts } from '../../src/directory/directory.ts';
import { recordInteractions } from '../../src/interactions/interactions.ts';
import { asOwner } from '../../src/platform/database.ts';
import { leakproofFunctions } from '../../src/platform/migrate.ts';
import type { Scope } from '../../src/platform/scope.ts';
import { breakDown } from '../../src/segments/breakdown.ts';
import { withinPatience } from '../../src/segments/counting.ts';
import { addList, addToList } from '../../src/segments/lists/lists.ts';
import { rule } from '../../src/segments/rules/contract.ts';
import { countReach, countRule } from '../../src/segments/segments.ts';
import { addDistrict } from '../../src/townhalls/districts/districts.ts';
import { addTheme } from '../../src/townhalls/themes/themes.ts';
import { ownTown, story } from '../town.ts';

/** Runs the work, and gives the plans PostgreSQL makes of its queries for the role that serves. */
async function plansOf(scope: Scope, work: (scope: Scope) => Promise<unknown>): Promise<string> {
  const written = new Map<object, RootOperationNode>();
  const seen: RootOperationNode[] = [];
  const watching: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      written.set(queryId, node);
      return node;
    },
    // Only what is asked has a result: part of a query is written as often as the whole.
    transformResult: async ({ result, queryId }) => {
      const node = written.get(queryId);
      if (node) seen.push(node);
      return result;
    },
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
  'in whatever order, a page of the list reads no more than a page of records',
  inTown(async (scope) => {
    const walked: Partial<Record<SortedBy, string>> = {
      ...{ name: 'contacts_by_name', change: 'contacts_by_change', exchange: 'last_exchanges', birth: 'contacts_at_a_glance' },
      created: 'contacts_',
    };
    for (const sort of sortedBy.options) {
      const plans = await plansOf(scope, (watched) => listContacts(watched, directoryApi.list.query.parse({ sort })));
      expect(plans, sort).toContain(walked[sort.replace('-', '') as SortedBy]);
      expect(plans, sort).not.toContain('Seq Scan on contacts');
    }
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

/** A subquery asked again for each row; « hashed » is asked once. */
const PER_ROW = /(?<!hashed )SubPlan \d+\)/;

test(
  'whatever a rule asks, everyone is counted in one pass: nothing is asked again for each of them',
  inTown(async (scope) => {
    const asked = await everyQuestion(scope);
    for (const [question, condition] of Object.entries(asked.narrow)) {
      for (const part of ['conditions', 'except']) {
        const plans = await plansOf(scope, (watched) =>
          countRule(watched, rule.parse({ version: 1, match: 'any', [part]: [condition] })),
        );
        expect(plans, question).toContain('Index Only Scan using contacts_at_a_glance');
        expect(plans, question).not.toMatch(PER_ROW);
        expect(plans, question).not.toMatch(/Seq Scan on (contacts {2}|interactions|interaction_facets)/);
      }
    }
    for (const [question, condition] of Object.entries(asked.wide)) {
      const plans = await plansOf(scope, (watched) =>
        countRule(watched, rule.parse({ version: 1, match: 'any', conditions: [condition] })),
      );
      expect(plans, question).not.toMatch(PER_ROW);
    }
  }),
);

test(
  'a list kept by a rule, and who it chooses, look no contact up in everyone’s exchanges',
  inTown(async (scope) => {
    const { narrow, wide } = await everyQuestion(scope);
    for (const [question, condition] of Object.entries({ ...narrow, ...wide })) {
      const asked = JSON.stringify({ version: 1, match: 'all', conditions: [condition] });
      const plans = await plansOf(scope, (watched) => listContacts(watched, directoryApi.list.query.parse({ rule: asked })));
      expect(plans, question).not.toMatch(/Seq Scan on (interactions|interaction_facets)\b/);
    }
  }),
);

test(
  'why people cannot be written to, and who they are, are told in one pass too',
  inTown(async (scope) => {
    const { purposeId } = await everyQuestion(scope);
    const everyone = rule.parse({ version: 1, match: 'all' });
    const reach = (watched: Scope) => countReach(watched, { rule: everyone, purposeId, channel: 'email' });
    const plans = await plansOf(scope, reach);
    expect(plans).toContain('Index Only Scan using contacts_at_a_glance');
    expect(plans).not.toMatch(PER_ROW);
    expect(await plansOf(scope, (watched) => breakDown(watched, everyone))).not.toMatch(PER_ROW);
    await suppressAddresses(scope, [{ channel: 'email', address: 'habitant.12@exemple.example', reason: 'bounce' }]);
    expect(await plansOf(scope, reach)).not.toMatch(PER_ROW);
  }),
);

test('a town nobody has counted yet, filled a minute ago, is broken down in one pass all the same', () =>
  ownTown('uncounted', async ({ transact }) => {
    const crowd = Array.from({ length: 2000 }, (_, index) =>
      newContact.parse({ lastName: `Habitant ${index}`, source: 'Recensement' }),
    );
    await transact(async (scope) => {
      const ids = await addContacts(scope, crowd);
      await recordInteractions(
        scope,
        ids.map((contactId) => ({ contactId, kind: 'visit', initiative: 'contact' })),
      );
    });
    await transact(async (scope) => {
      const everyone = rule.parse({ version: 1, match: 'all' });
      // Explained under the settings it is asked under.
      const plans = await withinPatience(scope, () => plansOf(scope, (watched) => breakDown(watched, everyone)));
      expect(plans).toMatch(/Hash (Left|Right) Join/);
      expect(plans).not.toContain('Nested Loop');
    });
  }));

/** One condition of each sort: those that narrow indexes answer, and those that read the records. */
async function everyQuestion(scope: Scope) {
  await seedPurposes(scope);
  const purposeId = (await listPurposes(scope)).find(({ code }) => code === 'municipal_news')?.id ?? '';
  const people = await contactsDb(scope).selectFrom('contacts').select('id').orderBy('id').limit(2000).execute();
  const contactIds = people.map(({ id }) => id);
  const tag = await addTag(scope, { name: 'Parents d’élève' });
  await tagContacts(scope, tag.id, { contactIds });
  const list = await addList(scope, { name: 'Le marché' });
  await addToList(scope, list.id, { contactIds });
  const { id: districtId } = await addDistrict(scope, { name: 'Le Bourg', streets: [] });
  const { id: themeId } = await addTheme(scope, { name: 'Voirie' });
  const number = await addField(scope, newField.parse({ label: 'Enfants', kind: 'number' }));
  const choice = await addField(scope, newField.parse({ label: 'École', kind: 'choice', options: [{ label: 'Les Tilleuls' }] }));
  const way = { purposeId, channel: 'email' };
  const period = { test: 'in_last_days', days: 365 };
  const narrow = {
    kind: { field: 'kind', value: 'person' },
    age: { field: 'age', test: 'at_least', years: 65 },
    'means of contact': { field: 'has_mobile', value: true },
    district: { field: 'district', test: 'is_one_of', values: [districtId] },
    tag: { field: 'tag', test: 'has_one_of', values: [tag.id] },
    'two tags': { field: 'tag', test: 'has_none_of', values: [tag.id, districtId] },
    list: { field: 'list', test: 'is_one_of', values: [list.id] },
    consent: { field: 'consent', ...way, answer: 'granted' },
    'never asked': { field: 'consent', ...way, answer: 'not_asked' },
    reach: { field: 'reachable', ...way, value: true },
    engagement: { field: 'engagement', test: 'is_one_of', values: ['active', 'passive'] },
    solicitation: { field: 'solicited', value: true },
    'came once': { field: 'interaction', test: 'at_least', times: 1, kinds: ['visit'] },
    'came or called, three times this year': {
      field: 'interaction',
      test: 'at_least',
      times: 3,
      kinds: ['visit', 'call'],
      period,
    },
    'never heard of': { field: 'interaction', test: 'never' },
    'about a theme': { field: 'interaction', test: 'at_least', times: 1, themeId },
    'one of one’s own choices': {
      field: 'custom_field',
      fieldId: choice.id,
      test: 'is_one_of',
      optionIds: [choice.options[0]?.id],
    },
    street: { field: 'address', test: 'contains', value: '7412 rue des Tilleuls' },
    role: { field: 'role', test: 'has_one_of' },
    'to inform': { field: 'to_inform', value: true },
  };
  const wide = {
    'one of one’s own numbers': { field: 'custom_field', fieldId: number.id, test: 'at_least', number: 2 },
    municipality: { field: 'municipality', test: 'is_one_of', values: ['Valmeraude'] },
    collected: { field: 'collected', period },
  };
  return { purposeId, narrow, wide };
}

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
