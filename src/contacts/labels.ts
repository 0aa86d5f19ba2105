import type { Contact, ContactKind, Honorific, OrganizationCategory } from './contract.ts';

export const kindLabel: Record<ContactKind, string> = { person: 'Personne', organization: 'Structure' };

export const honorificLabel: Record<Honorific, string> = { mme: 'Mme', m: 'M.' };

export const categoryLabel: Record<OrganizationCategory, string> = {
  association: 'Association',
  business: 'Commerce',
  school: 'École',
  public_body: 'Organisme public',
  partner: 'Partenaire',
  other: 'Autre structure',
};

/** The fields an agent or a spreadsheet fills, as they are named everywhere. */
export const fieldLabel = {
  kind: 'Personne ou structure',
  honorific: 'Civilité',
  firstName: 'Prénom',
  lastName: 'Nom',
  birthName: 'Nom de naissance',
  birthDate: 'Date de naissance',
  category: 'Catégorie',
  siret: 'SIRET',
  email: 'Adresse e-mail',
  mobilePhone: 'Téléphone mobile',
  landlinePhone: 'Téléphone fixe',
  addressLine: 'Adresse',
  postcode: 'Code postal',
  municipality: 'Commune',
  country: 'Pays',
  source: 'Origine',
  collectedOn: 'Recueilli le',
} satisfies Partial<Record<keyof Contact, string>>;

/** « Léa Martin », « Judo Club ». */
export const fullName = ({ firstName, lastName }: Pick<Contact, 'firstName' | 'lastName'>): string =>
  `${firstName} ${lastName}`.trim();

/** As one dials it at home: « 06 39 98 12 34 », spaces that do not break. */
export function phoneInWords(e164: string): string {
  const national = e164.replace(/^\+(33|262|59[046])(?=\d{9}$)/, '0');
  return (national.startsWith('0') ? national.replace(/(\d\d)(?=\d)/g, '$1\u00a0') : national).trim();
}
