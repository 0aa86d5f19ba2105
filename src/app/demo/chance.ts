/** The same draws each time, for a commune that is the same each time (mulberry32, public domain). */
export interface Chance {
  /** A number from 0 included to 1 excluded. */
  next(): number;
  between(least: number, most: number): number;
  oneOf<T>(choices: readonly T[]): T;
  isTrue(probability: number): boolean;
}

export function chanceFrom(seed: number): Chance {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    oneOf: (choices) => choices[Math.floor(next() * choices.length)] as (typeof choices)[number],
    isTrue: (probability) => next() < probability,
  };
}
