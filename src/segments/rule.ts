import { type Expression, type ExpressionBuilder, expressionBuilder, type SqlBool, sql } from 'kysely';
import { hasHappened } from '../interactions/interactions.ts';
import type { Scope } from '../platform/scope.ts';
import { dayOf, secondsAfter, startOfDay, yearsBefore } from '../platform/time.ts';
import type { Condition, ConditionOn, Field, Match, Period, Rule, RuleNode } from './contract.ts';
import type { KnownTables } from './tables.ts';

/** True or false of a row of `contacts`, never null: « sauf » must be able to say the contrary. */
export type Truth = Expression<SqlBool>;

/** How one condition is read; what surrounds it is the same wherever it is read from. */
export type Reading = (condition: Condition) => Truth;

/** The rule as one expression over `contacts`: the only one, for counting, listing, explaining and freezing. */
export const truthOf = (scope: Scope, rule: Rule): Truth => ruleTruth(rule, (condition) => meaningOf(scope, condition));

export const meaningOf = (scope: Scope, condition: Condition): Truth =>
  (meaning[condition.field] as (condition: Condition, scope: Scope) => Truth)(condition, scope);

export function ruleTruth({ match, conditions, except }: Rule, read: Reading): Truth {
  const kept = groupTruth(match, conditions, read);
  return except.length === 0 ? kept : eb.and([kept, eb.not(groupTruth('any', except, read))]);
}

/** An empty group asks for nothing. */
function groupTruth(match: Match, nodes: readonly RuleNode[], read: Reading): Truth {
  if (nodes.length === 0) return sql<SqlBool>`true`;
  const truths = nodes.map((node) => nodeTruth(node, read));
  return match === 'all' ? eb.and(truths) : eb.or(truths);
}

export const nodeTruth = (node: RuleNode, read: Reading): Truth =>
  node.field === 'group' ? groupTruth(node.match, node.conditions, read) : read(node);

/** A condition or a group, and where it stands in its rule. */
export interface Placed {
  node: RuleNode;
  path: string;
}

/** Every condition and every group, parents first. */
export const nodesOf = ({ conditions, except }: Rule): Placed[] => [
  ...placed(conditions, 'conditions'),
  ...placed(except, 'except'),
];

const placed = (nodes: readonly RuleNode[], within: string): Placed[] =>
  nodes.flatMap((node, index) => {
    const path = `${within}.${index}`;
    return [{ node, path }, ...(node.field === 'group' ? placed(node.conditions, `${path}.conditions`) : [])];
  });

const eb: ExpressionBuilder<KnownTables, 'contacts'> = expressionBuilder<KnownTables, 'contacts'>();

/** What each condition means. A field added to the grammar does not compile before it has its line here. */
const meaning: { [F in Field]: (condition: ConditionOn<F>, scope: Scope) => Truth } = {
  kind: ({ value }) => eb('contacts.kind', '=', value),
  category: ({ test, values }) => belongs(test, eb('contacts.category', 'in', values)),
  honorific: ({ test, values }) => belongs(test, eb('contacts.honorific', 'in', values)),
  municipality: ({ test, values }) => belongs(test, eb('contacts.municipalityText', 'in', values.map(folded))),
  postcode: ({ test, values }) => belongs(test, eb('contacts.postcode', 'in', values)),
  source: ({ test, values }) => belongs(test, eb('contacts.source', 'in', values)),
  address: ({ test, value }) => (test === 'contains' ? addressContains(value) : eb.not(addressContains(value))),
  age: (condition, scope) => eb.and([eb('contacts.birthDate', 'is not', null), agedAs(condition, dayOf(scope.now))]),
  has_email: ({ value }) => reachable(MEANS.email, value),
  has_mobile: ({ value }) => reachable(MEANS.sms, value),
  has_address: ({ value }) => reachable(MEANS.letter, value),
  tag: ({ test, values }) => (test === 'has_one_of' ? tagged(values) : eb.not(tagged(values))),
  consent: (condition) => consented(condition),
  interaction: (condition, scope) => interacted(condition, scope),
  collected: ({ period }, scope) => eb('contacts.collectedOn', '>=', dayOf(startOf(period, scope))),
  created: ({ period }, scope) => eb('contacts.createdAt', '>=', startOf(period, scope)),
};

/** What is not known belongs to none of the values. */
const belongs = (test: 'is_one_of' | 'is_none_of', known: Truth): Truth =>
  test === 'is_one_of' ? sql<SqlBool>`coalesce(${known}, false)` : sql<SqlBool>`not coalesce(${known}, false)`;

const folded = (text: string) => sql<string>`folded(${text}::text)`;

/**
 * What is in the street is in the searched text too, where the trigram index finds it at once. Looked for apart, so that the rest
 * of the rule is still read from the narrow index.
 */
const addressContains = (value: string): Truth => {
  const pattern = sql<string>`'%' || ${folded(literally(value))} || '%'`;
  return eb.exists(
    eb
      .selectFrom('contacts as found')
      .select(sql`1`.as('one'))
      .whereRef('found.id', '=', 'contacts.id')
      .where('found.searchText', 'like', pattern)
      .where('found.streetText', 'like', pattern),
  );
};

/** So that an agent looking for « 100 % » finds it, and not everything. */
const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** One is N years old from one's Nth birthday on. */
function agedAs(condition: ConditionOn<'age'>, today: string): Truth {
  if (condition.test === 'at_least') return eb('contacts.birthDate', '<=', yearsBefore(today, condition.years));
  if (condition.test === 'under') return eb('contacts.birthDate', '>', yearsBefore(today, condition.years));
  return eb.and([
    eb('contacts.birthDate', '<=', yearsBefore(today, condition.from)),
    eb('contacts.birthDate', '>', yearsBefore(today, condition.to + 1)),
  ]);
}

/** The bits of `contacts.means`. */
export const MEANS = { email: 1, sms: 2, letter: 4, call: 8 } as const;

const reachable = (means: number, isSo: boolean): Truth =>
  isSo ? sql`contacts.means & ${sql.lit(means)} <> 0` : sql`contacts.means & ${sql.lit(means)} = 0`;

const tagged = (tagIds: string[]): Truth =>
  eb.exists(
    eb
      .selectFrom('contactTags')
      .select(sql`1`.as('one'))
      .whereRef('contactTags.contactId', '=', 'contacts.id')
      .where('contactTags.tagId', 'in', tagIds),
  );

function consented({ purposeId, channel, answer }: ConditionOn<'consent'>): Truth {
  const answers = eb
    .selectFrom('consents')
    .select(sql`1`.as('one'))
    .whereRef('consents.contactId', '=', 'contacts.id')
    .where('consents.purposeId', '=', purposeId)
    .where('consents.channel', '=', channel);
  return answer === 'not_asked' ? eb.not(eb.exists(answers)) : eb.exists(answers.where('consents.answer', '=', answer));
}

function interacted(condition: ConditionOn<'interaction'>, scope: Scope): Truth {
  const { kinds, initiative, subjectId, period } = condition;
  const asked = { kinds, initiative, subjectId, since: period && startOf(period, scope) };
  if (condition.test === 'never') return eb.not(hasHappened(scope, { ...asked, times: 1 }));
  return hasHappened(scope, { ...asked, times: condition.times });
}

const DAY = 24 * 60 * 60;

export const startOf = (period: Period, { now }: Scope): string =>
  period.test === 'since' ? startOfDay(period.day) : secondsAfter(now, -period.days * DAY);
