import { invalid } from '../../platform/problem.ts';
import { folded } from '../../platform/text.ts';
import type { NoteFinding, SensitiveSubject } from './contract.ts';
import { concernLabel } from './labels.ts';
import { readNote } from './sentences.ts';

/** A word, and what it speaks of. */
export interface Finding {
  word: string;
  subject: SensitiveSubject;
}

/** Words that announce a sensitive field, in the singular, without accents. */
const words: Record<SensitiveSubject, string> = {
  health: `sante allergie allergique allergene handicap handicape invalidite invalide maladie malade pathologie medical medicament
    medecin vaccin vaccination vaccine traitement diabete diabetique grossesse enceinte rqth aah mdph pai ordonnance intolerance
    hospitalisation menu regime alimentaire alimentation asthme asthmatique epilepsie psychologique psychiatrique psychiatre addiction
    alcoolisme depression cancer autisme autiste alzheimer dementia demence sida vih seropositif sourd malentendant aveugle malvoyant
    dyslexie dyslexique obesite`,
  religion: `religion religieux religieuse confession confessionnel culte halal casher cacher kasher porc bapteme croyance croyant
    catholique protestant evangelique musulman islam islamique juif juive judaisme bouddhiste athee ramadan careme pratiquant`,
  origin: `ethnie ethnique race racial nationalite immigre immigration migrant tsigane gitan rom`,
  opinions: `politique opinion parti militant militantisme philosophique sympathisant ideologie electorat`,
  union: `syndicat syndical syndique syndicale syndicalisme cgt cfdt unsa cftc`,
  sex_life: `sexuel sexuelle sexualite homosexuel homosexuelle homosexualite bisexuel lesbienne gay transgenre lgbt`,
  biometrics: `biometrie biometrique genetique empreinte adn`,
  offences: `condamnation condamne infraction judiciaire delit delinquant delinquance penal prison detention incarceration`,
  nir: `nir nss`,
};

const phrases: [SensitiveSubject, RegExp][] = [
  ['health', /\bgroupe sanguin\b|\bsans gluten\b/],
  ['nir', /\bsecu\b|\bsecurite sociale\b|\b(?:n|no|num|numero) ss\b|\bcarte vitale\b/],
  ['sex_life', /\bvie sexuelle\b/],
  [
    'origin',
    /\b(?:pays|lieu|commune) de naissance\b|\bpays d origine\b|\blangue maternelle\b|\bgens du voyage\b|\bcouleur de (?:la )?peau\b/,
  ],
  ['opinions', /\bintentions? de vote\b/],
  ['offences', /\bgarde a vue\b|\bfiche s\b/],
];

/** They hold a forbidden word and say something else. */
const innocentPhrases = new RegExp(
  [
    'politique de la ville',
    'syndicats? (?:de|des|d|du) (?:coproprietes?|coproprietaires|eaux?|energies?|initiatives?|communes?|ordures)',
    'syndicats? (?:mixtes?|intercommun\\w+|scolaires?)',
    'commerces? d alimentation',
    'alimentation generale',
    'maisons? de sante',
    'parti pris',
  ]
    .map((phrase) => `\\b${phrase}\\b`)
    .join('|'),
  'g',
);

const subjectOf: Map<string, SensitiveSubject> = new Map(
  Object.entries(words).flatMap(([subject, list]) =>
    list.split(/\s+/).map((word) => [word, subject as SensitiveSubject] as const),
  ),
);
/** Long words only: one letter away from « pai » there are too many honest words. */
const LONG = 7;
const longWords = [...subjectOf.keys()].filter((word) => word.length >= LONG);
/** One letter away from a forbidden word, and innocent. */
const innocent = new Set(['partie', 'parties', 'tradition', 'edition', 'medicale']);

/** Whether the name of a field, or of a column, announces what may not be kept; undefined when it does not (trust P-23). */
export function sensitiveLabel(label: string): Finding | undefined {
  const joined = folded(label).replace(innocentPhrases, ' ');
  for (const [subject, says] of phrases) {
    const said = says.exec(joined);
    if (said) return { word: said[0], subject };
  }
  for (const word of joined.split(' ')) {
    const subject = subjectOfWord(word);
    if (subject) return { word, subject };
  }
  return undefined;
}

function subjectOfWord(word: string): SensitiveSubject | undefined {
  if (innocent.has(word)) return undefined;
  const exact = singulars(word)
    .map((one) => subjectOf.get(one))
    .find((subject) => subject !== undefined);
  if (exact || word.length < LONG) return exact;
  const near = longWords.find((known) => isOneLetterAway(known, word) || isOneLetterAway(known, word.replace(/s$/, '')));
  return near === undefined ? undefined : subjectOf.get(near);
}

const singulars = (word: string) => [word, word.replace(/(?:s|x|es|e)$/, ''), word.replace(/aux$/, 'al')];

/** A letter too many, too few, wrong, or two that changed places. */
function isOneLetterAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [mine, theirs] = [one.slice(start), other.slice(start)];
  const areSwapped = mine[0] === theirs[1] && mine[1] === theirs[0] && mine.slice(2) === theirs.slice(2);
  return areSwapped || mine.slice(1) === theirs.slice(1) || mine.slice(1) === theirs || mine === theirs.slice(1);
}

/** What a note may say that a record should not: a word for each concern, at most (trust P-25). */
export const findingsIn = (note: string): NoteFinding[] => readNote(note);

/** Free texts that may say what a record should not are refused once, by the names of their fields, with the words to look at. */
export function refuseSensitive(texts: Record<string, string>): void {
  const errors = Object.entries(texts).flatMap(([field, text]) =>
    findingsIn(text).map(({ word, concern }) => ({
      field,
      message: `«\u00a0${asWritten(text, word)}\u00a0»\u00a0: ${concernLabel[concern]}.`,
    })),
  );
  if (errors.length > 0)
    throw invalid(
      'note.may_be_sensitive',
      'Ce texte dit peut-être plus que nécessaire. La personne peut le lire\u00a0: gardez les faits.',
      errors,
    );
}

const WORDS_AT_MOST = 8;

/** The words found, with their accents and capitals. */
function asWritten(text: string, found: string): string {
  const words = text.split(/\s+/);
  for (let size = 1; size <= WORDS_AT_MOST; size++)
    for (let start = 0; start + size <= words.length; start++) {
      const some = words.slice(start, start + size).join(' ');
      if (folded(some) === found) return some.replace(/[.,;:!?]+$/, '');
    }
  return found;
}
