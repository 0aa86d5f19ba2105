import { dayOf, yearsBefore } from '../platform/time.ts';
import { dialled } from '../townhalls/labels.ts';
import type { Contact, ContactKind, Honorific, OrganizationCategory, TagTone } from './contract.ts';

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

export const tagToneLabel: Record<TagTone, string> = {
  neutral: 'Gris',
  info: 'Bleu-vert',
  done: 'Vert',
  warning: 'Ocre',
  danger: 'Terre cuite',
  voice: 'Glycine',
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

const countries = new Intl.DisplayNames('fr', { type: 'region' });
export const countryLabel = (code: string): string => countries.of(code) ?? code;

/** Where those who do not live in France most often live. */
export const nearCountries = ['FR', 'BE', 'CH', 'LU', 'DE', 'ES', 'IT', 'PT', 'GB', 'MC', 'AD'] as const;

/** A record nobody touched for three years is to be looked at again (CNIL, fiche « durées de conservation », 2020). */
const YEARS_TO_REVIEW = 3;
export const reviewBy = ({ changedAt }: Pick<Contact, 'changedAt'>): string => yearsBefore(dayOf(changedAt), -YEARS_TO_REVIEW);

/** « Léa Martin », « Judo Club »; whoever subscribed with an address alone has no name yet. */
export const fullName = ({ firstName, lastName }: Pick<Contact, 'firstName' | 'lastName'>): string =>
  `${firstName} ${lastName}`.trim() || 'Nom non donné';

export const phoneInWords = dialled;
