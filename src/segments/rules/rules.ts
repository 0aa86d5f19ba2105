import { type Expression, type ExpressionBuilder, expressionBuilder, type SqlBool, sql } from 'kysely';
import { leftOutBecause } from '../../consents/consents.ts';
import type { ConsentAnswer } from '../../consents/contract.ts';
import type { CustomField } from '../../contacts/fields/contract.ts';
import { type Asker, ofSome } from '../../contacts/tables.ts';
import { isEngaged, isSolicited } from '../../engagement/engagement.ts';
import { hasHappened } from '../../interactions/interactions.ts';
import type { Scope } from '../../platform/scope.ts';
import { dayOf, secondsAfter, startOfDay, yearsBefore } from '../../platform/time.ts';
import type { KnownTables } from '../tables.ts';
import type { Condition, ConditionOn, Field, Match, Period, Rule, RuleNode } from './contract.ts';
import { customValueIs } from './custom-values.ts';

/** True or false of a row of `contacts`, never null: « sauf » must be able to say the contrary. */
export type Truth = Expression<SqlBool>;

/** How one condition is read; what surrounds it is the same wherever it is read from. */
export type Reading = (condition: Condition) => Truth;

/** What a rule names, as it is in this town hall. */
export interface Known {
  fields: ReadonlyMap<string, CustomField>;
  segments: ReadonlyMap<string, { name: string; rule: Rule }>;
}

/** A rule once it is known that what it names exists and may be sorted on: only such a rule is answered (trust P-11). */
export interface ReadRule extends Rule {
  known: Known;
}

/** The rule as one expression over `contacts`: the only one, for counting, listing, explaining and freezing. */
export const truthOf = (scope: Scope, rule: ReadRule, asker?: Asker): Truth =>
  ruleTruth(rule, meaningIn(scope, rule.known, asker));

/** How each condition of a rule that was read is understood. */
export const meaningIn =
  (scope: Scope, known: Known, asker: Asker = ofSome): Reading =>
  (condition) =>
    (meaning[condition.field] as (condition: Condition, asking: Asking) => Truth)(condition, { scope, known, asker });

interface Asking {
  scope: Scope;
  known: Known;
  asker: Asker;
}

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
const meaning: { [F in Field]: (condition: ConditionOn<F>, asking: Asking) => Truth } = {
  kind: ({ value }) => eb('contacts.kind', '=', value),
  category: ({ test, values }) => belongs(test, eb('contacts.category', 'in', values)),
  honorific: ({ test, values }) => belongs(test, eb('contacts.honorific', 'in', values)),
  municipality: ({ test, values }) => belongs(test, eb('contacts.municipalityText', 'in', values.map(folded))),
  postcode: ({ test, values }) => belongs(test, eb('contacts.postcode', 'in', values)),
  district: ({ test, values }) => belongs(test, eb('contacts.districtId', 'in', values)),
  source: ({ test, values }) => belongs(test, eb('contacts.source', 'in', values)),
  address: ({ test, value }, { asker }) => {
    const contains = asker.among(addressContains(value), { areOnce: true });
    return test === 'contains' ? contains : eb.not(contains);
  },
  age: (condition, { scope }) => eb.and([eb('contacts.birthDate', 'is not', null), agedAs(condition, dayOf(scope.now))]),
  custom_field: (condition, { scope, known, asker }) => {
    const field = known.fields.get(condition.fieldId);
    return field ? customValueIs({ scope, among: asker.among }, condition, field.kind) : sql<SqlBool>`false`;
  },
  has_email: ({ value }) => hasMeans(MEANS.email, value),
  has_mobile: ({ value }) => hasMeans(MEANS.sms, value),
  has_address: ({ value }) => hasMeans(MEANS.letter, value),
  reachable: ({ value, because, ...way }, { scope, asker }) => {
    const barrier = leftOutBecause(scope, way, asker);
    if (value) return sql`(${barrier} is null)`;
    return because ? sql`(${barrier} is not distinct from ${because})` : sql`(${barrier} is not null)`;
  },
  tag: ({ test, values }, { asker }) => {
    const has = asker.among(bearersOf(values), { areOnce: values.length === 1 });
    return test === 'has_one_of' ? has : eb.not(has);
  },
  role: (condition, { scope, asker }) => {
    const has = asker.among(holdersOf(scope, condition));
    return condition.test === 'has_one_of' ? has : eb.not(has);
  },
  role_held: ({ roleIds, value }, { scope, asker }) => {
    const held = asker.among(whereRoleIsHeld(scope, roleIds));
    return eb.and([eb('contacts.kind', '=', 'organization'), value ? held : eb.not(held)]);
  },
  consent: (condition, { asker }) => {
    const has = asker.among(answersOf(condition), { areOnce: true });
    return condition.answer === 'not_asked' ? eb.not(has) : has;
  },
  interaction: (condition, asking) => interacted(condition, asking),
  engagement: ({ test, values }, { scope, asker }) => {
    const isAt = isEngaged(scope, values, asker.among);
    return test === 'is_one_of' ? isAt : eb.not(isAt);
  },
  solicited: ({ value }, { scope, asker }) => {
    const isSo = isSolicited(scope, asker.among);
    return value ? isSo : eb.not(isSo);
  },
  segment: ({ test, values }, asking) => {
    const isIn = eb.or(values.flatMap((id) => inSegment(id, asking)));
    return test === 'is_one_of' ? isIn : eb.not(isIn);
  },
  list: ({ test, values }, { asker }) => {
    const isIn = asker.among(membersOf(values), { areOnce: values.length === 1 });
    return test === 'is_one_of' ? isIn : eb.not(isIn);
  },
  to_inform: ({ value }, { asker }) => {
    const isSo = asker.among(toInform, { areOnce: true });
    return value ? isSo : eb.not(isSo);
  },
  collected: ({ period }, { scope }) => eb('contacts.collectedOn', '>=', dayOf(startOf(period, scope))),
  created: ({ period }, { scope }) => eb('contacts.createdAt', '>=', startOf(period, scope)),
};

/** What is not known belongs to none of the values. */
const belongs = (test: 'is_one_of' | 'is_none_of', known: Truth): Truth =>
  test === 'is_one_of' ? sql<SqlBool>`coalesce(${known}, false)` : sql<SqlBool>`not coalesce(${known}, false)`;

const folded = (text: string) => sql<string>`folded(${text}::text)`;

/**
 * What is in the street is in the searched text too, where the trigram index finds it at once. Looked for apart, so that the rest
 * of the rule is still read from the narrow index.
 */
function addressContains(value: string) {
  const pattern = sql<string>`'%' || ${folded(literally(value))} || '%'`;
  return eb
    .selectFrom('contacts as found')
    .select('found.id as contactId')
    .where('found.searchText', 'like', pattern)
    .where('found.streetText', 'like', pattern);
}

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

const hasMeans = (means: number, isSo: boolean): Truth =>
  isSo ? sql`contacts.means & ${sql.lit(means)} <> 0` : sql`contacts.means & ${sql.lit(means)} = 0`;

/** Few are: looked for in the index that holds them alone. */
const toInform = eb.selectFrom('contacts as found').select('found.id as contactId').where('found.informBy', 'is not', null);

const bearersOf = (tagIds: string[]) =>
  eb.selectFrom('contactTags').select('contactTags.contactId').where('contactTags.tagId', 'in', tagIds);

/** Begun, not ended, and in a structure that is not archived. */
const heldToday = ({ now }: Scope) =>
  eb
    .selectFrom('memberships')
    .innerJoin('contacts as organization', 'organization.id', 'memberships.organizationId')
    .where('organization.archivedAt', 'is', null)
    .where((row) => row.or([row('memberships.since', 'is', null), row('memberships.since', '<=', dayOf(now))]))
    .where((row) => row.or([row('memberships.until', 'is', null), row('memberships.until', '>=', dayOf(now))]));

const holdersOf = (scope: Scope, { roleIds, categories }: ConditionOn<'role'>) =>
  heldToday(scope)
    .select('memberships.personId as contactId')
    .$if(roleIds.length > 0, (query) => query.where('memberships.roleId', 'in', roleIds))
    .$if(categories.length > 0, (query) => query.where('organization.category', 'in', categories));

const whereRoleIsHeld = (scope: Scope, roleIds: string[]) =>
  heldToday(scope)
    .innerJoin('contacts as person', 'person.id', 'memberships.personId')
    .select('memberships.organizationId as contactId')
    .where('person.archivedAt', 'is', null)
    .where('memberships.roleId', 'in', roleIds);

const membersOf = (listIds: string[]) =>
  eb.selectFrom('listMembers').select('listMembers.contactId').where('listMembers.segmentId', 'in', listIds);

/** The rule of another segment, of the same contact. */
function inSegment(segmentId: string, { scope, known, asker }: Asking): Truth[] {
  const named = known.segments.get(segmentId);
  return named ? [sql<SqlBool>`(${truthOf(scope, { ...named.rule, known }, asker)})`] : [];
}

/** Whoever answered so; or, to tell who was never asked, whoever answered. */
const answersOf = ({ purposeId, channel, answer }: ConditionOn<'consent'>) =>
  eb
    .selectFrom('consents')
    .select('consents.contactId')
    .where('consents.purposeId', '=', purposeId)
    .where('consents.channel', '=', channel)
    .$if(answer !== 'not_asked', (query) => query.where('consents.answer', '=', answer as ConsentAnswer));

function interacted(condition: ConditionOn<'interaction'>, { scope, asker }: Asking): Truth {
  const { kinds, initiative, subjectId, themeId, period } = condition;
  const asked = { kinds, initiative, subjectId, themeId, since: period && startOf(period, scope) };
  if (condition.test === 'never') return eb.not(hasHappened(scope, { ...asked, times: 1 }, asker.among));
  return hasHappened(scope, { ...asked, times: condition.times }, asker.among);
}

const DAY = 24 * 60 * 60;

export const startOf = (period: Period, { now }: Scope): string =>
  period.test === 'since' ? startOfDay(period.day) : secondsAfter(now, -period.days * DAY);
