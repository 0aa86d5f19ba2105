import { type Condition, type Rule, type RuleNode, rule as ruleSchema } from '../../segments/rules/contract.ts';

/** One filter on screen: a condition of the rule, or one of its exceptions. */
export interface Filter {
  id: string;
  node: RuleNode;
  isException: boolean;
}

/** A rule where one condition is enough reads as a single filter: « soit …, soit … ». */
export function filtersOf({ match, conditions, except }: Rule): Filter[] {
  const isChoice = match === 'any' && conditions.length > 1;
  const kept: RuleNode[] = isChoice ? [{ field: 'group', match, conditions }] : conditions;
  return [
    ...kept.map((node, rank) => ({ id: `conditions.${rank}`, node, isException: false })),
    ...except.map((node, rank) => ({ id: `except.${rank}`, node, isException: true })),
  ];
}

export const ruleOf = (filters: readonly Filter[]): Rule => {
  const nodes = (isException: boolean) => filters.filter((one) => one.isException === isException).map(({ node }) => node);
  return { version: 1, match: 'all', conditions: nodes(false), except: nodes(true) } as Rule;
};

export const withFilter = (rule: Rule, node: RuleNode): Rule =>
  ruleOf([...filtersOf(rule), { id: '', node, isException: false }]);

export const changedFilter = (rule: Rule, id: string, node: RuleNode): Rule =>
  ruleOf(filtersOf(rule).map((one) => (one.id === id ? { ...one, node } : one)));

export const withoutFilter = (rule: Rule, id: string): Rule => ruleOf(filtersOf(rule).filter((one) => one.id !== id));

/** Whether a condition says enough to be applied. */
export const isComplete = (condition: Condition): boolean =>
  ruleSchema.safeParse({ version: 1, match: 'all', conditions: [condition] }).success;
