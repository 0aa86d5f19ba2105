import type { Purpose } from '../../../consents/contract.ts';
import type { Reach } from '../../../segments/contract.ts';
import type { Barrier, Rule } from '../../../segments/rules/contract.ts';

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

/** What the town hall writes about most: the oldest purpose people agree to and are offered. */
export const mainPurposeOf = (purposes: readonly Purpose[]): Purpose | undefined =>
  purposes.find(({ legalBasis, isProposed }) => legalBasis === 'consent' && isProposed) ?? purposes[0];

/** Those whom one thing keeps from being written to. */
export const reachRule = (purposeId: string, because: Barrier): Rule => ({
  ...adults,
  conditions: [...adults.conditions, { field: 'reachable', value: false, because, purposeId, channel: 'email' }],
});

/** What can be done about each. */
export const remedy: Record<Barrier, string> = {
  no_consent: 'Demandez-leur leur accord\u00a0: au guichet, par téléphone, ou par un bulletin à remplir.',
  no_address: 'Demandez une adresse à la prochaine visite. D’ici là\u00a0: courrier, appel ou affichage.',
  refused: 'C’est leur choix\u00a0: il tient tant qu’ils n’en changent pas eux-mêmes.',
  minor: 'Écrivez à un parent. Une finalité peut être ouverte aux mineurs dans les réglages.',
  suppressed: 'Cette adresse ne reçoit plus rien\u00a0: seule la personne peut la rouvrir.',
};
