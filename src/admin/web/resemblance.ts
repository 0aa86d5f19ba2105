import { folded, isOneSlip } from '../../platform/text.ts';

/** A shorter word with a letter wrong looks like too many others. */
const LONG_ENOUGH = 4;

/** How well a label answers what is sought: it begins so, a word of it does, it holds it, or it is a slip away; 0: not at all. */
export function resemblance(label: string, sought: string): number {
  const [said, asked] = [folded(label), folded(sought)];
  if (asked === '' || said.startsWith(asked)) return 4;
  if (` ${said}`.includes(` ${asked}`)) return 3;
  const words = said.split(' ');
  const isHere = (one: string) => said.includes(one);
  if (asked.split(' ').every(isHere)) return 2;
  const isNear = (one: string) => isHere(one) || words.some((word) => isSlipAway(word, one));
  return asked.split(' ').every(isNear) ? 1 : 0;
}

/** The beginning of the word, with a letter wrong, missing, too many, or two turned round. */
function isSlipAway(word: string, typed: string): boolean {
  if (typed.length < LONG_ENOUGH) return false;
  return [typed.length - 1, typed.length, typed.length + 1].some((length) => isOneSlip(word.slice(0, length), typed));
}

/** Those that answer, the best first, and in their own order when they answer alike. */
export const bestFor = <T extends { label: string }>(all: readonly T[], sought: string): T[] =>
  all
    .map((one) => ({ one, score: resemblance(one.label, sought) }))
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score)
    .map(({ one }) => one);
