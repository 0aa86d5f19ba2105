import type { z } from 'zod';
import { type Rule, type RuleNode, rule as ruleSchema } from '../../segments/rules/contract.ts';
import { columnId, type directoryApi, type SortedBy, sortedBy } from '../contract.ts';
import type { Listed } from '../views/contract.ts';

/** What a list shows, and how. */
export interface Asked {
  rule: Rule;
  search: string;
  sort: SortedBy;
  columns: readonly string[];
  isArchive: boolean;
}

/** Where each list stands. */
export const pathOf: Record<Listed, string> = { contacts: '/contacts', organizations: '/structures' };

export type Parts = Readonly<Record<string, string | undefined>>;

export const everyone: Rule = { version: 1, match: 'all', conditions: [], except: [] };

/** What an address must say for a list that differs from its view; what the view says itself is left out. */
export function partsOf(asked: Asked, view: Asked): Parts {
  const isSameRule = textOf(asked.rule) === textOf(view.rule);
  const isSaid = !isSameRule || (asked.search === '' && view.search !== '');
  return {
    f: isSaid ? textOf(asked.rule) || NOTHING : '',
    q: asked.search === view.search && !isSaid ? '' : asked.search,
    tri: asked.sort === view.sort ? '' : asked.sort,
    colonnes: asked.columns.join() === view.columns.join() ? '' : asked.columns.join(),
    archives: asked.isArchive ? 'oui' : '',
  };
}

/** What the address says, over what the view does. What cannot be understood is left aside rather than breaking the screen. */
export function askedBy({ f = '', q = '', tri, colonnes = '', archives }: Parts, view: Asked): Asked {
  const columns = colonnes.split(',').filter((id) => columnId.safeParse(id).success);
  return {
    rule: f ? fromText(f) : view.rule,
    search: f || q ? q : view.search,
    sort: sortedBy.catch(view.sort).parse(tri),
    columns: columns.length > 0 ? columns : view.columns,
    isArchive: archives === 'oui',
  };
}

/** Where those a rule keeps are listed, whatever view was open. */
export const addressOfList = (rule: Rule): string => `${pathOf.contacts}?vue=tous&f=${textOf(rule)}`;

/** All filters of the view are taken off. */
const NOTHING = '-';

/** The same, as the API is asked. */
export const queryOf = (
  { rule, search, isArchive }: Pick<Asked, 'rule' | 'search' | 'isArchive'>,
  listed: Listed,
): z.input<typeof directoryApi.count.query> => ({
  ...(listed === 'organizations' ? { kind: 'organization' as const } : {}),
  ...(rule.conditions.length + rule.except.length > 0 ? { rule: JSON.stringify(rule) } : {}),
  ...(search ? { search } : {}),
  ...(isArchive ? { archived: 'true' } : {}),
});

/** A rule as letters, figures and hyphens only, which a mail program will not cut; what goes without saying is left out. */
function textOf(rule: Rule): string {
  const { match, conditions, except } = rule;
  if (conditions.length + except.length === 0) return '';
  const said = {
    ...(match === 'any' ? { match } : {}),
    ...(conditions.length > 0 ? { conditions: conditions.map(withoutBlanks) } : {}),
    ...(except.length > 0 ? { except: except.map(withoutBlanks) } : {}),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(said));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const isBlank = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);

const withoutBlanks = (node: RuleNode): object =>
  node.field === 'group'
    ? { ...node, conditions: node.conditions.map(withoutBlanks) }
    : Object.fromEntries(Object.entries(node).filter(([, value]) => !isBlank(value)));

function fromText(text: string): Rule {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
    return ruleSchema.parse({ ...everyone, ...JSON.parse(new TextDecoder().decode(bytes)) });
  } catch {
    return everyone;
  }
}
