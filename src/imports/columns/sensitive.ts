import { foldedWords } from '../cleaning/folding.ts';
import type { ColumnReason } from '../contract.ts';

/** What a town hall's contacts may not hold: GDPR articles 9 and 10, and the NIR (loi 78-17, article 30). */
const lexicon: [ColumnReason, string[]][] = [
  [
    'health',
    [
      'sante allergie allergique allergene handicap handicape invalidite maladie malade pathologie medical medicament medecin',
      'vaccin vaccination traitement diabete grossesse enceinte rqth aah mdph pai ordonnance intolerance hospitalisation',
      'menu regime alimentaire alimentation asthme epilepsie psychologique psychiatrique addiction depression',
    ],
  ],
  ['religion', ['religion religieux religieuse confession confessionnel culte halal casher cacher kasher porc bapteme croyance']],
  ['origin', ['ethnie ethnique race racial']],
  ['opinions', ['politique opinion parti militant philosophique']],
  ['union', ['syndical syndique syndicale']],
  ['sex_life', ['sexuel sexuelle sexualite']],
  ['biometrics', ['biometrie biometrique genetique empreinte']],
  ['offences', ['condamnation infraction judiciaire delit penal']],
  ['nir', ['nir nss']],
];

const phrases: [ColumnReason, RegExp][] = [
  ['health', /\bgroupe sanguin\b|\bsans gluten\b/],
  ['nir', /\bsecu\b|\bsecurite sociale\b|\b(?:n|no|num|numero) ss\b|\bcarte vitale\b/],
  ['sex_life', /\bvie sexuelle\b/],
];

const reasonOf: Map<string, ColumnReason> = new Map(
  lexicon.flatMap(([reason, lines]) =>
    lines
      .join(' ')
      .split(' ')
      .map((word) => [word, reason] as const),
  ),
);
/** Long words only: one letter away from « pai » there are too many honest words. */
const longWords = [...reasonOf.keys()].filter((word) => word.length >= 7);
/** One letter away from a forbidden word, and innocent. */
const innocent = new Set(['partie', 'parties']);

/** Why a heading announces what may not be kept, or undefined. */
export function sensitiveReason(heading: string): ColumnReason | undefined {
  // « Quartier politique de la ville » is a map of districts, not an opinion.
  const joined = foldedWords(heading).join(' ').replace('politique de la ville', '');
  const words = joined.split(' ');
  return phrases.find(([, says]) => says.test(joined))?.[0] ?? words.map(wordReason).find((reason) => reason !== undefined);
}

function wordReason(word: string): ColumnReason | undefined {
  if (innocent.has(word)) return undefined;
  const exact = reasonOf.get(word) ?? reasonOf.get(word.replace(/(?:s|x|es|e)$/, '')) ?? reasonOf.get(word.replace(/aux$/, 'al'));
  if (exact || word.length < 7) return exact;
  const near = longWords.find((known) => isOneLetterAway(known, word) || isOneLetterAway(known, word.replace(/s$/, '')));
  return near === undefined ? undefined : reasonOf.get(near);
}

/** A letter too many, too few, or wrong. */
function isOneLetterAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const rests = [one.slice(start), other.slice(start)] as const;
  return rests[0].slice(1) === rests[1].slice(1) || rests[0].slice(1) === rests[1] || rests[0] === rests[1].slice(1);
}
