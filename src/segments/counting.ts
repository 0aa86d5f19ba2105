import { type SqlBool, sql } from 'kysely';
import { getPurpose, leftOutBecause } from '../consents/consents.ts';
import type { Channel } from '../consents/contract.ts';
import { Problem } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import type { Reach, ReachCount, RuleCount } from './contract.ts';
import { joining } from './joining.ts';
import type { Barrier, Condition, Rule } from './rules/contract.ts';
import {
  MEANS,
  meaningIn,
  nodesOf,
  type Placed,
  type Reading,
  type ReadRule,
  ruleTruth,
  type Truth,
  truthOf,
} from './rules/rules.ts';
import { segmentsDb } from './tables.ts';

/** How many, by what means, and what each condition contributes: one pass over the contacts. */
export const countIn = (scope: Scope, rule: ReadRule): Promise<RuleCount> =>
  withinPatience(scope, async () => {
    const counted = await tally(scope, rule);
    return { ...counted, emptiedBy: counted.total === 0 ? await whatEmpties(scope, rule) : null };
  });

/** The same gate as at hand-over, asked of everyone a rule chooses in one pass. */
export const countReachIn = (scope: Scope, rule: ReadRule, way: { purposeId: string; channel: Channel }): Promise<ReachCount> =>
  withinPatience(scope, async () => {
    await getPurpose(scope, way.purposeId);
    const { asker, everyone } = joining();
    const [chosen, because] = [truthOf(scope, rule, asker), leftOutBecause(scope, way, asker)];
    const rows = await segmentsDb(scope)
      .with('asked', () => everyone(scope).where(chosen).select(because.as('because')))
      .selectFrom('asked')
      .select(['because', ({ fn }) => fn.countAll<number>().as('count')])
      .groupBy('because')
      .orderBy('count', 'desc')
      .orderBy('because')
      .execute();
    return {
      total: rows.reduce((sum, { count }) => sum + count, 0),
      open: rows.find(({ because }) => because === null)?.count ?? 0,
      closed: rows.flatMap(({ because, count }) => (because ? [{ because: because as Barrier, count }] : [])),
    };
  });

async function tally(scope: Scope, rule: ReadRule): Promise<Omit<RuleCount, 'emptiedBy'>> {
  const leaves = leavesOf(rule);
  const read = readingOf(leaves);
  const chosen = ruleTruth(rule, read);
  const kept = ruleTruth({ ...rule, except: [] }, read);
  const contribution = ({ condition, path }: Leaf) =>
    path.startsWith('except.') ? sql<SqlBool>`${kept} and ${read(condition)}` : read(condition);
  const figures = await tallied(
    scope,
    { rule, leaves },
    {
      total: chosen,
      people: sql`kind = 'person' and ${chosen}`,
      ...Object.fromEntries(reachBar.map((name) => [name, sql<SqlBool>`first_means = ${name} and ${chosen}`])),
      ...Object.fromEntries(leaves.map((leaf) => [leaf.name, contribution(leaf)])),
    },
  );
  const of = (name: string) => figures[name] ?? 0;
  return {
    total: of('total'),
    people: of('people'),
    organizations: of('total') - of('people'),
    reach: { email: of('email'), sms: of('sms'), letter: of('letter'), call: of('call'), none: of('none') },
    conditions: leaves.map(({ path, name }) => ({ path, count: of(name) })),
  };
}

/** Nobody is left: the condition, or the exception, that alone stands in the way of the most people. */
async function whatEmpties(scope: Scope, rule: ReadRule): Promise<string | null> {
  const leaves = leavesOf(rule);
  const without = [
    ...(rule.match === 'all' ? rule.conditions : []).map((node, index) => ({
      path: `conditions.${index}`,
      rest: { ...rule, conditions: rule.conditions.filter((one) => one !== node) },
    })),
    ...rule.except.map((node, index) => ({
      path: `except.${index}`,
      rest: { ...rule, except: rule.except.filter((one) => one !== node) },
    })),
  ];
  if (without.length === 0) return null;
  const truths = without.map(({ rest }, index) => [`without${index}`, ruleTruth(rest, readingOf(leaves))] as const);
  const figures = await tallied(scope, { rule, leaves }, Object.fromEntries(truths));
  const [most] = without
    .map(({ path }, index) => ({ path, freed: figures[`without${index}`] ?? 0 }))
    .sort((one, other) => other.freed - one.freed);
  return most && most.freed > 0 ? most.path : null;
}

/** One condition of the rule, and the column that says whether it is true of a contact. */
interface Leaf {
  condition: Condition;
  path: string;
  name: string;
}

interface Asked {
  rule: ReadRule;
  leaves: readonly Leaf[];
}

const leavesOf = (rule: Rule): Leaf[] =>
  nodesOf(rule)
    .filter((one): one is Placed & { node: Condition } => one.node.field !== 'group')
    .map(({ node, path }, index) => ({ condition: node, path, name: `fact${index}` }));

/** Reads a condition from its column: each is looked up once per contact, however many figures speak of it. */
const readingOf =
  (leaves: readonly Leaf[]): Reading =>
  (condition) =>
    sql<SqlBool>`${sql.ref(leaves.find((leaf) => leaf.condition === condition)?.name ?? '')}`;

const reachBar = ['email', 'sms', 'letter', 'call', 'none'] as const satisfies (keyof Reach)[];

/** The first means by which a contact is reached, in the order of the reach bar. */
const firstMeans = sql<keyof Reach>`case
  when means & ${sql.lit(MEANS.email)} <> 0 then 'email'
  when means & ${sql.lit(MEANS.sms)} <> 0 then 'sms'
  when means & ${sql.lit(MEANS.letter)} <> 0 then 'letter'
  when means & ${sql.lit(MEANS.call)} <> 0 then 'call'
  else 'none' end`;

/**
 * Counts several truths at once: each condition is evaluated once per contact, then contacts alike are counted together and only
 * those few groups are asked each truth (a third less work than asking every contact, at 100,000).
 */
async function tallied(scope: Scope, { rule, leaves }: Asked, truths: Record<string, Truth>): Promise<Record<string, number>> {
  const { asker, everyone } = joining();
  const mean = meaningIn(scope, rule.known, asker);
  const facts = leaves.map(({ condition, name }) => sql<SqlBool>`${mean(condition)}`.as(name));
  const groups = segmentsDb(scope)
    .with('facts', () => everyone(scope).select(['contacts.kind', 'contacts.means']).select(facts))
    .with('alike', (db) =>
      db
        .selectFrom('facts')
        .select(['kind', firstMeans.as('firstMeans'), ({ fn }) => fn.countAll<number>().as('size')])
        .select(leaves.map(({ name }) => sql<SqlBool>`${sql.ref(name)}`.as(name)))
        .groupBy(['kind', 'means', ...leaves.map(({ name }) => sql.ref(name))]),
    );
  const counts = Object.entries(truths).map(([name, truth]) =>
    sql<number>`coalesce(sum(size) filter (where ${truth}), 0)::bigint`.as(name),
  );
  return (await groups.selectFrom('alike').select(counts).executeTakeFirstOrThrow()) as Record<string, number>;
}

/**
 * A screen that counts while one types must not hold the database (trust S-53). Room lets a question about everyone be answered by
 * one hash rather than one look-up per contact; and since the planner believes that each look-up will be made, it sees no
 * difference between hashing a hundred thousand groups and sorting them, which takes twice as long. Where nothing has been counted
 * yet (a base filled a minute ago), it would go through everyone once for each contact: four seconds for a village.
 */
const ATTENTIVE =
  "set local statement_timeout = '4s'; set local work_mem = '64MB'; set local enable_sort = off; set local enable_nestloop = off";

const TOOK_TOO_LONG = '57014';

export async function withinPatience<T>(scope: Scope, count: () => Promise<T>): Promise<T> {
  const { rows } = await sql<Record<'patience' | 'room' | 'sort' | 'loop', string>>`
    select current_setting('statement_timeout') as patience, current_setting('work_mem') as room,
      current_setting('enable_sort') as sort, current_setting('enable_nestloop') as loop`.execute(scope.db);
  await sql.raw(ATTENTIVE).execute(scope.db);
  const counted = await count().catch((error: unknown) => {
    throw (error as { code?: string }).code === TOOK_TOO_LONG ? tooSlow() : error;
  });
  const { patience = '0', room = '4MB', sort = 'on', loop = 'on' } = rows[0] ?? {};
  await sql
    .raw(
      `set local statement_timeout = '${patience}'; set local work_mem = '${room}'; set local enable_sort = ${sort}; set local enable_nestloop = ${loop}`,
    )
    .execute(scope.db);
  return counted;
}

const tooSlow = () =>
  new Problem('unavailable', 'segment.too_slow', {
    message: 'Ce décompte demande trop de temps. Retirez une condition, ou réessayez dans un moment.',
    retryAfter: 5,
  });
