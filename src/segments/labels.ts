import type { AgeBand } from './contract.ts';
import type { Condition, Field } from './rules/contract.ts';
import type { Names } from './rules/labels.ts';

export const fieldLabel: Record<Field, string> = {
  kind: 'Personne ou structure',
  age: 'Âge',
  honorific: 'Civilité',
  category: 'Catégorie de structure',
  municipality: 'Commune',
  postcode: 'Code postal',
  district: 'Quartier',
  address: 'Rue',
  custom_field: 'Champ de la mairie',
  role: 'Fonction dans une structure',
  role_held: 'Fonction pourvue',
  engagement: 'Engagement',
  solicited: 'Très sollicitée',
  reachable: 'Peut être jointe',
  segment: 'Segment',
  list: 'Liste',
  has_email: 'Adresse e-mail',
  has_mobile: 'Téléphone mobile',
  has_address: 'Adresse postale',
  tag: 'Étiquette',
  consent: 'Accord',
  interaction: 'Échange',
  source: 'Origine de la fiche',
  to_inform: 'À informer (RGPD, article 14)',
  collected: 'Connue',
  created: 'Fiche ajoutée',
};

/** What a condition is about: one of the mairie's own fields by its own name. */
export const conditionLabel = (condition: Condition, { fields }: Names): string =>
  condition.field === 'custom_field' ? (fields.get(condition.fieldId)?.name ?? 'Champ supprimé') : fieldLabel[condition.field];

/** Under « Âge », in years. */
export const ageBandLabel: Record<AgeBand, string> = {
  under_18: 'Moins de 18',
  over_18: '18 à 29',
  over_30: '30 à 44',
  over_45: '45 à 59',
  over_60: '60 à 74',
  over_75: '75 et plus',
  unknown: 'Inconnu',
};
