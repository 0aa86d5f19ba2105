import type {
  ColumnReason,
  ColumnTarget,
  Encoding,
  ImportFigures,
  ImportRun,
  ImportState,
  LineIssueKind,
  Separator,
  SetAsideReason,
} from './contract.ts';

export const columnTargetLabel: Record<ColumnTarget, string> = {
  ignore: 'Ne pas importer',
  full_name: 'Nom et prénom',
  honorific: 'Civilité',
  last_name: 'Nom',
  first_name: 'Prénom',
  birth_name: 'Nom de naissance',
  email: 'E-mail',
  mobile_phone: 'Téléphone mobile',
  landline_phone: 'Téléphone fixe',
  phone: 'Téléphone (mobile ou fixe)',
  birth_date: 'Date de naissance',
  address_line: 'Adresse',
  postcode_and_municipality: 'Code postal et commune',
  postcode: 'Code postal',
  municipality: 'Commune',
  organization_name: 'Nom de la structure',
  siret: 'SIRET',
  organization_category: 'Catégorie de structure',
  tag: 'Étiquette',
  email_consent: 'Accord pour recevoir des e-mails',
  consent_date: 'Date de l’accord',
  consent_confirmation: 'Date de confirmation de l’accord',
  mailing_status: 'Statut de l’abonné (actif, désinscrit…)',
  contact_person: 'Responsable de la structure',
  note: 'Note',
};

export const columnReasonLabel: Record<ColumnReason, string> = {
  unknown: 'Intitulé non reconnu',
  empty: 'Colonne vide',
  hidden: 'Colonne masquée dans le classeur',
  already_taken: 'Une autre colonne porte déjà cette donnée',
  free_text: 'Texte libre, à relire avant de l’importer',
  minor: 'Donnée sur un enfant, inutile ici',
  health: 'Donnée de santé ou de régime alimentaire',
  religion: 'Donnée sur la religion',
  origin: 'Donnée sur l’origine',
  opinions: 'Donnée sur les opinions politiques',
  union: 'Donnée sur l’appartenance syndicale',
  sex_life: 'Donnée sur la vie sexuelle',
  biometrics: 'Donnée biométrique',
  offences: 'Donnée sur des infractions ou condamnations',
  nir: 'Numéro de sécurité sociale',
};

export const encodingLabel: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (gros-boutiste)',
  'windows-1252': 'Windows-1252 (Excel)',
  'iso-8859-15': 'ISO 8859-15',
  macintosh: 'Mac OS Roman (anciens Mac)',
};

export const separatorLabel: Record<Separator, string> = {
  ';': 'Point-virgule',
  ',': 'Virgule',
  '\t': 'Tabulation',
  '|': 'Barre verticale',
};

export const setAsideReasonLabel: Record<SetAsideReason, string> = {
  title: 'Titre au-dessus du tableau',
  blank: 'Ligne vide',
  total: 'Ligne de total',
  footer: 'Pied de page',
  repeated_header: 'Intitulés répétés',
  hidden: 'Ligne masquée dans le classeur',
};

export const lineIssueLabel: Record<LineIssueKind, string> = {
  no_name: 'Ni nom ni structure',
  name_of_two_people: 'Deux personnes dans le même nom',
  name_order_uncertain: 'Nom et prénom peut-être inversés',
  contact_person_left_out: 'Personne citée avec une structure, laissée de côté',
  email_malformed: 'E-mail mal écrit',
  email_suspect: 'E-mail à vérifier',
  phone_unreadable: 'Téléphone illisible ou incomplet',
  phone_unlikely: 'Téléphone à vérifier',
  phone_left_out: 'Téléphone en trop, laissé de côté',
  date_unreadable: 'Date illisible',
  birth_date_unlikely: 'Date de naissance impossible',
  postcode_unreadable: 'Code postal illisible',
  siret_wrong: 'SIRET faux',
  category_unknown: 'Catégorie de structure inconnue',
  honorific_unknown: 'Civilité inconnue',
  value_unreadable: 'Valeur que le champ ne prend pas',
  consent_unclear: 'Accord ni donné ni refusé',
  consent_unconfirmed: 'Accord jamais confirmé : il n’est pas repris',
  status_unknown: 'Statut d’abonné inconnu',
  zero_restored: 'Zéro rétabli en tête de nombre',
  address_suppressed: 'Adresse sur la liste d’opposition : on ne lui écrira pas',
  cell_too_long: 'Texte trop long',
  text_undecodable: 'Caractères illisibles',
  cells_beyond_columns: 'Cellules en trop au bout de la ligne',
  lines_disagree: 'Deux lignes en désaccord : la première est gardée',
  record_kept: 'Le fichier dit autre chose que la fiche : la fiche est gardée',
  record_archived: 'Fiche archivée : complétée, mais laissée dans les archives',
};

export const importStateLabel: Record<ImportState, string> = {
  uploaded: 'À préparer',
  reading: 'Lecture du fichier',
  ready: 'Prêt',
  running: 'En cours',
  done: 'Terminé',
  cancelled: 'Arrêté',
  undoing: 'Annulation en cours',
  undone: 'Annulé',
};

const figure = new Intl.NumberFormat('fr-FR');

/** « 1 206 fiches », in the font's own no-break space. */
export const counted = (count: number, one: string, many: string): string =>
  `${figure.format(count).replaceAll('\u202f', '\u00a0')}\u00a0${Math.abs(count) < 2 ? one : many}`;

/** « 866 nouvelles fiches, 38 complétées, aucune effacée. » */
export const writtenSentence = ({ added, completed }: Pick<ImportFigures, 'added' | 'completed'>): string =>
  `${none(added, 'nouvelle fiche', 'nouvelles fiches')}, ${none(completed, 'complétée', 'complétées')}, aucune effacée.`;

/** « 850 fiches retirées, 12 rétablies, 4 gardées. » */
export const undoSentence = ({ removed, restored, kept }: NonNullable<ImportRun['undo']>): string =>
  `${none(removed, 'fiche retirée', 'fiches retirées')}, ${none(restored, 'rétablie', 'rétablies')}, ${none(kept, 'gardée', 'gardées')}.`;

const none = (count: number, one: string, many: string) => (count === 0 ? `aucune ${one}` : counted(count, one, many));
