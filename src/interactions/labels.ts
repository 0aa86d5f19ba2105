import {
  type BuiltInKind,
  builtInKind,
  type Initiative,
  type Interaction,
  type InteractionKind,
  type NotedKind,
} from './contract.ts';

export const notedKindLabel: Record<NotedKind, string> = {
  note: 'Note',
  call: 'Appel',
  visit: 'Guichet',
  meeting: 'Rendez-vous',
};

/** Nobody's gender is guessed: the person is « la personne », whoever they are. */
export const initiativeLabel: Record<Initiative, string> = { contact: 'A agi', town_hall: 'A reçu' };

/** From the label of what it was about. */
const sentences: Record<BuiltInKind, (subject: string) => string> = {
  note: () => 'Note de la mairie',
  call: () => 'Appel à la mairie',
  visit: () => 'Passage au guichet',
  meeting: () => 'Rendez-vous en mairie',
  imported: (subject) => (subject ? `Fiche venue de ${quoted(subject)}` : 'Fiche venue d’un fichier'),
  letter_received: (subject) => `A reçu ${quoted(subject)}`,
  letter_refused: (subject) => `${quoted(subject)} n’a pas pu arriver`,
  answered: (subject) => `A répondu à ${quoted(subject)}`,
  opted_out: (subject) => (subject ? `Désinscription de ${quoted(subject)}` : 'Désinscription'),
  consent_given: (subject) => `Accord donné${pour(subject)}`,
  consent_refused: (subject) => `Refus exprimé${pour(subject)}`,
};

/** What happened, as one line; a kind of the mairie's own says itself. */
export function sentenceOf({ kind, kindLabel, subjectLabel }: Pick<Interaction, 'kind' | 'kindLabel' | 'subjectLabel'>): string {
  const builtIn = builtInKind.safeParse(kind);
  if (builtIn.success) return sentences[builtIn.data](subjectLabel);
  return [kindLabel || 'Échange', ...(subjectLabel ? [quoted(subjectLabel)] : [])].join('\u00a0: ');
}

/** A column of a list has room for two words. */
const short: Record<BuiltInKind, string> = {
  note: 'note',
  call: 'appel',
  visit: 'guichet',
  meeting: 'rendez-vous',
  imported: 'import',
  letter_received: 'lettre reçue',
  letter_refused: 'lettre refusée',
  answered: 'réponse',
  opted_out: 'désinscription',
  consent_given: 'accord',
  consent_refused: 'refus',
};

/** « appel », or the kind of the mairie's own as it is called. */
export function kindInShort(kind: InteractionKind, ownLabel = ''): string {
  const builtIn = builtInKind.safeParse(kind);
  return builtIn.success ? short[builtIn.data] : ownLabel || 'échange';
}

const quoted = (subject: string) => `«\u00a0${subject}\u00a0»`;
const pour = (subject: string) => (subject ? ` pour ${quoted(subject)}` : '');
