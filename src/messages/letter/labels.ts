import type { BlockKind, Fault, FaultCode, NativeVariable } from './contract.ts';

export const variableLabel: Record<NativeVariable, string> = {
  salutation: 'Madame ou Monsieur, et le nom',
  civilite: 'Madame ou Monsieur',
  prenom: 'Prénom',
  nom: 'Nom',
  commune: 'Commune de l’adresse',
  structure: 'Nom de la structure',
};

/** What to write when it is not known, unless the agent prefers other words. */
export const usualFallback: Record<NativeVariable, string> = {
  salutation: 'Madame, Monsieur',
  civilite: 'Madame, Monsieur',
  prenom: 'à vous',
  nom: 'Madame, Monsieur',
  commune: 'votre commune',
  structure: 'votre structure',
};

export const blockLabel: Record<BlockKind, string> = {
  title: 'Titre',
  text: 'Texte',
  image: 'Image',
  button: 'Bouton',
  divider: 'Séparateur',
  question: 'Question en un clic',
  opposition: 'Espace de l’opposition',
};

const quoted = (words: string) => (words ? `«\u00a0${words}\u00a0»` : '');

/** What is wrong, then what to do about it. */
export const faultSentence: Record<FaultCode, (words: string) => string> = {
  subject_empty: () => 'Écrivez un objet.',
  subject_first_name: () => 'Le prénom ne va pas dans un objet. Utilisez plutôt la salutation.',
  content_empty: () => 'Écrivez votre message.',
  fallback_missing: (name) => `Dites quoi écrire quand on ne sait pas ${quoted(name)}.`,
  field_unknown: () => 'Ce champ n’existe plus. Retirez-le, ou choisissez-en un autre.',
  braces: (words) => `${quoted(words)} partira tel quel. Pour le nom de chacun, insérez une variable.`,
  alternative_missing: () => 'Décrivez cette image, ou dites qu’elle est décorative.',
  alternative_is_file_name: (words) => `${quoted(words)} est un nom de fichier. Dites ce que montre l’image.`,
  picture_missing: () => 'Choisissez une image, ou retirez ce bloc.',
  link_vague: (words) => `${quoted(words)} ne dit pas où mène le lien. Écrivez par exemple «\u00a0Lire le compte rendu\u00a0».`,
  link_nowhere: (words) => `${quoted(words)} ne mène nulle part. Écrivez une adresse qui commence par https://.`,
  link_bare: () => 'Remplacez l’adresse par des mots qui disent où mène le lien.',
  heading_empty: () => 'Ce titre est vide. Écrivez-le, ou retirez-le.',
  heading_faked: (words) => `${quoted(words)} ressemble à un titre. Faites-en un bloc Titre, que les lecteurs d’écran annoncent.`,
  list_faked: () => 'Ces tirets imitent une liste. Utilisez le bouton Liste, que les lecteurs d’écran annoncent.',
  button_empty: () => 'Dites ce que fait ce bouton.',
  question_incomplete: () => 'Écrivez la question, et au moins deux réponses.',
  question_repeats: (words) => `La réponse ${quoted(words)} est écrite deux fois.`,
  passage_empty: () => 'Ce passage réservé est vide. Écrivez-le, ou retirez-le.',
  capitals: () => 'Un texte tout en capitales se lit mal. Gardez-les pour les débuts de phrase et les noms.',
};

export const sentenceFor = ({ code, words }: Pick<Fault, 'code' | 'words'>): string => faultSentence[code](words);
