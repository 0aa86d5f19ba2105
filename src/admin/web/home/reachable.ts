import type { Reach, Rule } from '../../../segments/contract.ts';

/** Those of 15 and over, or whose age is not known: a child is reached through an adult. */
export const adults: Rule = {
  version: 1,
  match: 'all',
  conditions: [{ field: 'kind', value: 'person' }],
  except: [{ field: 'age', test: 'under', years: 15 }],
};

/** Of the inhabitants of France, 83 in a hundred are 15 or over (Insee, January 2025). */
const SHARE_OF_ADULTS = 0.83;

export interface Reachable {
  /** All those of the commune, the unknown included. */
  total: number;
  /** The total follows from the official population; without it, only those known are counted. */
  isEstimate: boolean;
  byMeans: Reach;
  share: number;
}

/** Who can be reached, out of all those the town hall should be able to reach: whoever it does not know is reached by nothing. */
export function reachableIn(population: number | null, known: Reach): Reachable {
  const counted = known.email + known.sms + known.letter + known.call + known.none;
  const expected = Math.round((population ?? 0) * SHARE_OF_ADULTS);
  const isEstimate = expected > counted;
  const total = Math.max(expected, counted);
  const none = known.none + total - counted;
  return { total, isEstimate, byMeans: { ...known, none }, share: total === 0 ? 0 : (total - none) / total };
}

/** Each means, as the rule that finds those it is the first for. */
export const ruleBy: Partial<Record<keyof Reach, Rule>> = {
  email: reached({ email: true }),
  sms: reached({ email: false, mobile: true }),
  letter: reached({ email: false, mobile: false, address: true }),
};

function reached(means: Partial<Record<'email' | 'mobile' | 'address', boolean>>): Rule {
  const known = Object.entries(means).map(([name, value]) => ({ field: `has_${name}` as 'has_email', value }));
  return { ...adults, conditions: [...adults.conditions, ...known] };
}
