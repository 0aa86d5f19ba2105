import { type Separator, separator } from '../contract.ts';

/** The sign that cuts the most lines into the same number of cells; a semicolon, as Excel writes in French, when nothing does. */
export function findSeparator(text: string): Separator {
  const scored = separator.options.map((candidate) => ({ candidate, score: agreement(countPerRecord(text, candidate)) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).candidate;
}

/** How many times the sign appears in each record, outside quotes. */
function countPerRecord(text: string, sign: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let isQuoted = false;
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (letter === sign) count++;
    else if (letter === '\n') {
      counts.push(count);
      count = 0;
    }
  }
  return count > 0 ? [...counts, count] : counts;
}

/** Lines that agree on how many cells there are; more cells break a tie. */
function agreement(counts: number[]): number {
  const tally = new Map<number, number>();
  for (const count of counts) if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1);
  return Math.max(0, ...[...tally].map(([count, lines]) => lines + count / 1000));
}
