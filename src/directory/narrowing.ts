import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Scope } from '../platform/scope.ts';
import { folded } from '../platform/text.ts';
import type { Rule, RuleNode } from '../segments/rules/contract.ts';
import { contactsIn } from '../segments/segments.ts';
import type { Records } from '../segments/tables.ts';
import type { Narrowing } from './contract.ts';

/**
 * Contacts of a list, or of some records, before any order. What narrows it is a segment's rule, and nothing else but the words
 * looked for.
 */
export async function contactsOf(scope: Scope, { search = '', spelling, archived, ...asked }: Narrowing, among?: Records) {
  const kept = await contactsIn(scope, ruleOf(asked), { isArchive: archived, ...(among ? { among } : {}) });
  return kept.where(({ and }) => and(searched(search, spelling)));
}

export const isNarrowed = ({ search, spelling: _, archived, ...asked }: Narrowing): boolean => {
  const { conditions, except } = ruleOf(asked);
  return Boolean(search) || archived || conditions.length + except.length > 0;
};

/** The rule that says the same as the simple filters of an address. */
function ruleOf({ rule, kind, category, tagId, municipality }: Omit<Narrowing, 'search' | 'spelling' | 'archived'>): Rule {
  const { match = 'all', conditions = [], except = [] } = rule ?? {};
  const asked: RuleNode[] = [];
  if (kind) asked.push({ field: 'kind', value: kind });
  if (category) asked.push({ field: 'category', test: 'is_one_of', values: [category] });
  if (tagId.length > 0) asked.push({ field: 'tag', test: 'has_one_of', values: tagId });
  if (municipality) asked.push({ field: 'municipality', test: 'is_one_of', values: [municipality] });
  if (match === 'all' || conditions.length === 0) asked.push(...conditions);
  else asked.push({ field: 'group', match, conditions });
  return { version: 1, match: 'all', conditions: asked, except };
}

/** The beginning of a French number as one dials it: it is stored without its 0. */
const dialled = /(?:\+33|0033|0)[\s.\-/]*(\d[\d\s.\-/]{2,})/;

/** Each word is found anywhere in a name, an address, an e-mail; the digits of a phone number in one piece. */
function searched(search: string, spelling: Narrowing['spelling']): RawBuilder<SqlBool>[] {
  const digits = dialled.exec(search)?.[1]?.replace(/\D/g, '');
  const words = search.replace(dialled, ' ').split(/\s+/).filter(Boolean);
  return [...(digits ? [contains(digits)] : []), ...words.map(spelling === 'close' ? resembles : contains)];
}

const contains = (word: string) => sql<SqlBool>`contacts.search_text like '%' || folded(${literally(word)}) || '%'`;

/** So that « 100 % » finds itself and not everyone. */
const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** A shorter word with a letter wrong looks like too many others. */
const LONG_ENOUGH = 4;

/**
 * The word, or one a slip of the finger away from it. Each slip is a pattern for the trigram index: its own notion of likeness
 * is not leakproof, and would read the whole town hall behind the wall (docs/decisions/0003).
 */
function resembles(word: string): RawBuilder<SqlBool> {
  const letters = [...folded(word).replaceAll(' ', '')];
  if (letters.length < LONG_ENOUGH) return contains(word);
  const patterns = [...slips(letters)].map((slip) => sql`contacts.search_text like ${`%${slip}%`}`);
  return sql`(${sql.join(patterns, sql` or `)})`;
}

/** A letter for another, one too many, one missing, two the wrong way round. */
function slips(letters: readonly string[]): Set<string> {
  const { length } = letters;
  const spelt = (at: number, removed: number, put: string) =>
    [...letters.slice(0, at), put, ...letters.slice(at + removed)].join('');
  const places = Array.from({ length }, (_, at) => at);
  return new Set([
    ...places.map((at) => spelt(at, 1, '_')),
    ...places.map((at) => spelt(at, 1, '')),
    ...places.slice(1).map((at) => spelt(at, 0, '_')),
    ...places.slice(1).map((at) => spelt(at - 1, 2, `${letters[at]}${letters[at - 1]}`)),
  ]);
}
