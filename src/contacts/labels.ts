import { dialled } from '../townhalls/labels.ts';
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
  addressComplement: 'Complément d’adresse',
  place: 'Lieu-dit ou boîte postale',
  postcode: 'Code postal',
  municipality: 'Commune',
  country: 'Pays',
  districtId: 'Quartier',
  source: 'Origine',
  collectedOn: 'Recueilli le',
} satisfies Partial<Record<keyof Contact, string>>;

/** « Léa Martin », « Judo Club »; whoever subscribed with an address alone has no name yet. */
export const fullName = ({ firstName, lastName }: Pick<Contact, 'firstName' | 'lastName'>): string =>
  `${firstName} ${lastName}`.trim() || 'Nom non donné';

export const phoneInWords = dialled;
