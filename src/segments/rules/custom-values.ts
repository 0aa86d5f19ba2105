import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { FieldKind } from '../../contacts/fields/contract.ts';
import type { IsAmong } from '../../contacts/tables.ts';
import type { Scope } from '../../platform/scope.ts';
import { dayOf, secondsAfter } from '../../platform/time.ts';
import type { ConditionOn } from './contract.ts';

type Asked = ConditionOn<'custom_field'>;
type Sql<T> = RawBuilder<T>;

interface Asking {
  scope: Scope;
  among: IsAmong;
}

/** Whether the value of one of the mairie's own fields is as asked. What is not filled is like nothing. */
export function customValueIs({ scope, among }: Asking, condition: Asked, kind: FieldKind): Expression<SqlBool> {
  const text = sql<string>`(contacts.custom ->> ${condition.fieldId}::text)`;
  switch (condition.test) {
    case 'contains':
    case 'does_not_contain':
      return unless(
        condition.test === 'does_not_contain',
        sql`folded(${text}) like '%' || ${literallyFolded(condition.text)} || '%'`,
      );
    case 'is':
    case 'is_not':
      return unless(condition.test === 'is_not', sql`folded(${text}) = folded(${condition.text}::text)`);
    case 'at_least':
      return isKnown(sql`${numberOf(condition)} >= ${condition.number}::numeric`);
    case 'at_most':
      return isKnown(sql`${numberOf(condition)} <= ${condition.number}::numeric`);
    case 'between':
      return isKnown(sql`${numberOf(condition)} between ${condition.from}::numeric and ${condition.to}::numeric`);
    case 'since':
    case 'before':
    case 'in_last_days':
    case 'in_next_days':
      return isDated(scope, condition, text);
    case 'answers':
      return among(holdersOf(scope, [{ [condition.fieldId]: condition.answer }]), { areOnce: true });
    case 'is_one_of':
      return among(holdersOf(scope, answersOf(condition, kind)), { areOnce: true });
    case 'is_none_of':
      return sql<SqlBool>`not ${among(holdersOf(scope, answersOf(condition, kind)), { areOnce: true })}`;
    case 'is_filled':
      return sql`(${text} is not null)`;
    case 'is_empty':
      return sql`(${text} is null)`;
  }
}

const isKnown = (truth: Sql<unknown>): Sql<SqlBool> => sql`coalesce(${truth}, false)`;
const unless = (isContrary: boolean, truth: Sql<unknown>): Sql<SqlBool> =>
  isContrary ? sql`not ${isKnown(truth)}` : isKnown(truth);

/** So that « 100 % » finds itself and not everything. */
const literallyFolded = (text: string) => sql`folded(${text.replace(/[\\%_]/g, '\\$&')}::text)`;

/** A value that is no number is none: the cast would fail. */
function numberOf({ fieldId }: Asked): Sql<number> {
  const value = sql`contacts.custom -> ${fieldId}::text`;
  return sql`case when jsonb_typeof(${value}) = 'number' then (${value})::numeric end`;
}

type Dated = Extract<Asked, { test: 'since' | 'before' | 'in_last_days' | 'in_next_days' }>;

const DAY = 24 * 60 * 60;

/** Days are compared as they are written, year first. */
function isDated({ now }: Scope, condition: Dated, text: Sql<string>): Sql<SqlBool> {
  const day = sql`${text} collate "C"`;
  if ('day' in condition)
    return isKnown(condition.test === 'since' ? sql`${day} >= ${condition.day}` : sql`${day} < ${condition.day}`);
  const today = dayOf(now);
  const other = dayOf(secondsAfter(now, (condition.test === 'in_last_days' ? -1 : 1) * condition.days * DAY));
  const [from, to] = condition.test === 'in_last_days' ? [other, today] : [today, other];
  return isKnown(sql`${day} between ${from} and ${to}`);
}

type Chosen = Extract<Asked, { test: 'is_one_of' | 'is_none_of' }>;

const answersOf = ({ fieldId, optionIds }: Chosen, kind: FieldKind): object[] =>
  optionIds.map((optionId) => ({ [fieldId]: kind === 'choices' ? [optionId] : optionId }));

/** Found by the index of custom values; looked for apart, so that the rest of the rule is still read from the narrow index. */
const holdersOf = ({ townHallId }: Scope, values: readonly object[]): Sql<unknown> => sql`
  select found.id as contact_id from contacts as found where found.town_hall_id = ${townHallId}
    and (${sql.join(
      values.map((value) => sql`found.custom @> ${JSON.stringify(value)}::jsonb`),
      sql` or `,
    )})`;
