import type { z } from 'zod';
import { type Rule, type RuleNode, rule as ruleSchema } from '../../segments/contract.ts';
import { type directoryApi, type SortedBy, sortedBy } from '../contract.ts';

/** What a list shows, as its address says it. */
export interface Asked {
  rule: Rule;
  search: string;
  sort: SortedBy;
  isArchive: boolean;
}

export const everyone: Rule = { version: 1, match: 'all', conditions: [], except: [] };

/** The parts of an address, under the names agents see. */
export const partsOf = ({ rule, search, sort, isArchive }: Asked) => ({
  f: asText(rule),
  q: search,
  tri: sort === 'name' ? '' : sort,
  archives: isArchive ? 'oui' : '',
});

/** What cannot be understood is left aside rather than breaking the screen. */
export const askedBy = ({ f = '', q = '', tri, archives }: Readonly<Record<string, string | undefined>>): Asked => ({
  rule: fromText(f),
  search: q,
  sort: sortedBy.catch('name').parse(tri),
  isArchive: archives === 'oui',
});

/** The same, as the API is asked. */
export const queryOf = ({ rule, search, isArchive }: Asked): z.input<typeof directoryApi.count.query> => ({
  ...(rule.conditions.length + rule.except.length > 0 ? { rule: JSON.stringify(rule) } : {}),
  ...(search ? { search } : {}),
  ...(isArchive ? { archived: 'true' } : {}),
});

/** A rule as letters, figures and hyphens only, which a mail program will not cut; what goes without saying is left out. */
function asText(rule: Rule): string {
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

const withoutBlanks = (node: RuleNode): object =>
  node.field === 'group'
    ? { ...node, conditions: node.conditions.map(withoutBlanks) }
    : Object.fromEntries(Object.entries(node).filter(([, value]) => value !== null && !(Array.isArray(value) && !value.length)));

function fromText(text: string): Rule {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
    return ruleSchema.parse({ ...everyone, ...JSON.parse(new TextDecoder().decode(bytes)) });
  } catch {
    return everyone;
  }
}
