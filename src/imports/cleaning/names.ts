import type { Honorific } from '../../contacts/contract.ts';
import type { LineIssueKind, NameOrder, SheetColumn } from '../contract.ts';
import { isAllCapitals, oneApostrophe, restoreFirstName, restoreLastName } from './capitals.ts';
import { isFirstName } from './first-names.ts';
import { foldedWords, tidy } from './folding.ts';

export interface PersonName {
  honorific: Honorific | null;
  firstName: string | null;
  lastName: string | null;
  issue?: LineIssueKind;
}

const honorifics: [RegExp, Honorific | null][] = [
  [/^(?:madame|mademoiselle|mme|mlle)(?:\.\s*|\s+)/i, 'mme'],
  [/^(?:monsieur|mr|m)(?:\.\s*|\s+)/i, 'm'],
];
const mayBePolite = /^m/i;
const mayBeTwo = /[&/]| et | ou |-m/i;
const twoPeople = /^(?:m\.?|mr\.?|monsieur|mme|madame)\s*(?:et|&|ou|\/|-)\s*(?:m\.?|mr\.?|monsieur|mme|madame)\s|\s(?:et|&)\s/i;

/** « BENALI Rosalie », « Lucien Lefèvre », « M. Jean de la TOUR »: who is it? No letter is ever lost. */
export function splitName(cell: string, order: NameOrder = 'first_last'): PersonName {
  const text = oneApostrophe(tidy(cell));
  if (mayBeTwo.test(text) && twoPeople.test(text))
    return { honorific: null, firstName: null, lastName: text, issue: 'name_of_two_people' };
  const polite = mayBePolite.test(text) ? honorifics.find(([title]) => title.test(text)) : undefined;
  const { first, last, isUncertain } = cut(polite ? text.replace(polite[0], '') : text, order);
  return {
    honorific: polite?.[1] ?? null,
    firstName: first ? restoreFirstName(first) : null,
    lastName: last ? restoreLastName(last) : null,
    ...(isUncertain ? { issue: 'name_order_uncertain' as const } : {}),
  };
}

export function readHonorific(cell: string): Honorific | null {
  const title = `${tidy(cell)} Xx`;
  return honorifics.find(([pattern]) => title.replace(pattern, '') === 'Xx')?.[1] ?? null;
}

interface Cut {
  first: string;
  last: string;
  isUncertain?: boolean;
}

function cut(text: string, order: NameOrder): Cut {
  const comma = text.indexOf(',');
  if (comma > 0) return { last: text.slice(0, comma).trim(), first: text.slice(comma + 1).trim() };
  const words = text.split(' ');
  if (words.length === 1) return { first: '', last: text };
  return byCapitals(words) ?? byParticles(words) ?? byFirstNames(words) ?? inOrder(words, order);
}

const lastThenFirst = (words: string[], at: number): Cut => ({
  last: words.slice(0, at).join(' '),
  first: words.slice(at).join(' '),
});
const firstThenLast = (words: string[], at: number): Cut => ({
  first: words.slice(0, at).join(' '),
  last: words.slice(at).join(' '),
});

/** French offices write last names in capitals: they stand out, unless everything is. */
function byCapitals(words: string[]): Cut | undefined {
  const leading = words.findIndex((word) => !isCapitalWord(word));
  if (leading === -1) return undefined;
  if (leading > 0 && words.slice(0, leading).some(isLong)) return lastThenFirst(words, leading);
  const trailing = words.findLastIndex((word) => !isCapitalWord(word)) + 1;
  if (trailing === words.length || !words.slice(trailing).some(isLong)) return undefined;
  let start = trailing;
  while (start > 1 && particles.has(words[start - 1]!)) start--;
  return firstThenLast(words, start);
}

const isCapitalWord = (word: string) => isAllCapitals(word) && !/^\p{L}\.$/u.test(word);
const isLong = (word: string) => word.length > 1;

const particles = new Set([
  'de',
  'du',
  'des',
  'd',
  'la',
  'le',
  'les',
  'van',
  'von',
  'der',
  'den',
  'di',
  'da',
  'dos',
  'del',
  'el',
  'ben',
  'ait',
]);
const startsLastName = (word: string) => particles.has(word.toLowerCase()) || /^d’\p{L}/iu.test(word);

/** « Fatou De La Tour », « Le Goff Yann »: a particle opens the last name, and takes the next word with it. */
function byParticles(words: string[]): Cut | undefined {
  const at = words.findIndex(startsLastName);
  if (at === -1 || (at === words.length - 1 && particles.has(words[at]!.toLowerCase()))) return undefined;
  if (at > 0) return firstThenLast(words, at);
  const end = words.findIndex((word) => !particles.has(word.toLowerCase())) + 1;
  return end > 0 && end < words.length ? lastThenFirst(words, end) : undefined;
}

/** One end is a first name and the other is not. */
function byFirstNames(words: string[]): Cut | undefined {
  const opens = isFirstName(words[0]!);
  const closes = isFirstName(words.at(-1)!);
  if (opens === closes) return undefined;
  return opens ? firstThenLast(words, 1) : lastThenFirst(words, words.length - 1);
}

function inOrder(words: string[], order: NameOrder): Cut {
  const split = order === 'first_last' ? firstThenLast(words, 1) : lastThenFirst(words, words.length - 1);
  return { ...split, isUncertain: isFirstName(words[0]!) === false };
}

/** How this file writes names without capitals: as most of those one can be sure of, else as its heading says. */
export function learnNameOrder(columns: SheetColumn[], rows: string[][]): NameOrder {
  const column = columns.find(({ target }) => target === 'full_name');
  if (!column) return 'first_last';
  const sure = rows
    .map((cells) => sureOrder(oneApostrophe(tidy(cells[column.index] ?? ''))))
    .filter((order) => order !== undefined);
  const lastFirst = sure.filter((order) => order === 'last_first').length;
  if (lastFirst * 2 !== sure.length) return lastFirst * 2 > sure.length ? 'last_first' : 'first_last';
  return /^noms?\b.*\bpren/.test(foldedWords(column.heading).join(' ')) ? 'last_first' : 'first_last';
}

function sureOrder(name: string): NameOrder | undefined {
  const words = name.split(' ');
  if (words.length < 2 || (byCapitals(words) ?? byParticles(words))) return undefined;
  const [opens, closes] = [isFirstName(words[0]!), isFirstName(words.at(-1)!)];
  return opens === closes ? undefined : opens ? 'first_last' : 'last_first';
}
