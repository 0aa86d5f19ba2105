import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { z } from 'zod';
import { blankable, day, endpoint, id, instant } from '../platform/contract.ts';
import { customChange, customValues } from './fields/contract.ts';

export const contactKind = z.enum(['person', 'organization']);
export type ContactKind = z.infer<typeof contactKind>;
export const honorific = z.enum(['mme', 'm']);
export type Honorific = z.infer<typeof honorific>;
export const organizationCategory = z.enum(['association', 'business', 'school', 'public_body', 'partner', 'other']);
export type OrganizationCategory = z.infer<typeof organizationCategory>;

/** What is read in a text an agent may leave empty: a value, nothing, or why it cannot be read. */
type Reading = { value: string } | { refusal: string };

const readAs = (read: (text: string) => Reading) =>
  z
    .string()
    .trim()
    .max(200)
    .nullable()
    .transform((text, context) => {
      if (!text) return null;
      const reading = read(text);
      if ('value' in reading) return reading.value;
      context.addIssue({ code: 'custom', message: reading.refusal });
      return z.NEVER;
    });

const address = z.email().max(200);
export const emailAddress = readAs((text) => {
  const value = text.toLowerCase();
  return address.safeParse(value).success
    ? { value }
    : { refusal: 'Cette adresse e-mail n’est pas complète\u00a0: il faut «\u00a0nom@domaine.fr\u00a0».' };
});

/** Numbers dialled in France that belong to an overseas plan, by their first digits (ARCEP, plan de numérotation). */
const overseas: [RegExp, string][] = [
  // 06 39 98: the range kept for fiction stays in metropolitan France.
  [/^0(269|639(?!98))/, '+262'],
  [/^0(262|263|692|693)/, '+262'],
  [/^0(590|690|691)/, '+590'],
  [/^0(594|694)/, '+594'],
  [/^0(596|696|697)/, '+596'],
];
const mobilePlans = /^\+(33[67]|590(690|691)|594694|596(696|697)|262(639|692|693))/;
const frenchPlans = /^\+(33|590|594|596|262)/;
const surcharged = /^\+338[129]/;

/** In E.164, whatever the spaces. What is possible is kept; only surcharged numbers are refused, since nobody is reached there. */
export const phoneNumber = readAs((text) => {
  const digits = text.replace(/[\s.\-/()]/g, '');
  const plan = overseas.find(([prefix]) => digits.length === 10 && prefix.test(digits))?.[1];
  const asked = plan ? `${plan}${digits.slice(1)}` : digits;
  const number = parsePhoneNumberFromString(asked, { defaultCountry: 'FR', extract: false });
  if (!number?.isPossible()) return { refusal: 'Ce numéro n’a pas la bonne longueur\u00a0: dix chiffres en France.' };
  if (surcharged.test(number.number)) return { refusal: 'Ce numéro est surtaxé\u00a0: écrivez un numéro ordinaire.' };
  return { value: number.number };
});

/** Whether a message can reach this number: sure in France, given the benefit of the doubt abroad. */
export const isMobile = (e164: string): boolean => mobilePlans.test(e164) || !frenchPlans.test(e164);

const mobileNumber = phoneNumber.refine((number) => !number || isMobile(number), {
  message: 'C’est une ligne fixe\u00a0: écrivez ce numéro dans «\u00a0Téléphone fixe\u00a0».',
});

const LA_POSTE = '356000000';

/** Fourteen digits under Luhn's key; La Poste's branches follow a rule of their own (the digits add up to a multiple of 5). */
export const siretNumber = readAs((text) => {
  const value = text.replace(/\s/g, '');
  if (!/^\d{14}$/.test(value)) return { refusal: 'Un numéro SIRET a quatorze chiffres.' };
  const isBranchOfLaPoste = value.startsWith(LA_POSTE) && sum([...value].map(Number)) % 5 === 0;
  return isBranchOfLaPoste || luhnOf(value) % 10 === 0
    ? { value }
    : { refusal: 'Ce numéro SIRET contient une erreur\u00a0: vérifiez ses chiffres.' };
});

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
const luhnOf = (digits: string) =>
  sum([...digits].map((digit, at) => (at % 2 === digits.length % 2 ? digitsOf(Number(digit) * 2) : Number(digit))));
const digitsOf = (number: number) => (number > 9 ? number - 9 : number);

export const birthDay = readAs((text) =>
  day.safeParse(text).success && text >= '1890-01-01'
    ? { value: text }
    : { refusal: 'Cette date de naissance n’existe pas\u00a0: vérifiez le jour, le mois et l’année.' },
);

const meansLabel = z.string().trim().max(40).default('');
const isPreferred = z.boolean().default(false);
/** One left blank is not there. */
export const emailDraft = z.object({ address: emailAddress, label: meansLabel, isPreferred });
export const phoneDraft = z.object({ number: phoneNumber, label: meansLabel, isPreferred });

/** The fields every contact has; each may be sent alone in a change. */
const fields = {
  honorific: blankable(honorific).unwrap(),
  firstName: z.string().trim().max(100),
  lastName: z.string().trim().min(1, 'Écrivez un nom.').max(160),
  birthName: z.string().trim().max(100),
  birthDate: birthDay,
  category: blankable(organizationCategory).unwrap(),
  siret: siretNumber,
  email: emailAddress,
  mobilePhone: mobileNumber,
  landlinePhone: phoneNumber,
  /** Number and street, as they are printed. */
  addressLine: z.string().trim().max(200),
  /** Flat, floor, building. */
  addressComplement: z.string().trim().max(200),
  /** Hamlet, post box. */
  place: z.string().trim().max(120),
  postcode: z
    .string()
    .trim()
    .max(12)
    .regex(/^[\dA-Za-z -]*$/, 'Un code postal n’a que des chiffres et des lettres.'),
  municipality: z.string().trim().max(120),
  country: z.string().regex(/^[A-Z]{2}$/, 'Deux lettres, comme FR ou BE.'),
  districtId: blankable(id).unwrap(),
  /** By the id of each field of the mairie's own: those not named stay, null empties. */
  custom: customChange,
  source: z.string().trim().max(200),
  collectedOn: day,
};

export const newContact = z.object({
  kind: contactKind.default('person'),
  honorific: fields.honorific.default(null),
  firstName: fields.firstName.default(''),
  lastName: fields.lastName,
  birthName: fields.birthName.default(''),
  birthDate: fields.birthDate.default(null),
  category: fields.category.default(null),
  siret: fields.siret.default(null),
  email: fields.email.default(null),
  mobilePhone: fields.mobilePhone.default(null),
  landlinePhone: fields.landlinePhone.default(null),
  /** Others, beside these. */
  emails: z.array(emailDraft).max(20).optional(),
  phones: z.array(phoneDraft).max(20).optional(),
  addressLine: fields.addressLine.default(''),
  addressComplement: fields.addressComplement.default(''),
  place: fields.place.default(''),
  postcode: fields.postcode.default(''),
  municipality: fields.municipality.default(''),
  country: fields.country.default('FR'),
  districtId: fields.districtId.default(null),
  custom: customChange.default({}),
  /** Where the record comes from; empty: typed by the agent who adds it. */
  source: fields.source.default(''),
  collectedOn: fields.collectedOn.optional(),
});
export type NewContact = z.output<typeof newContact>;

/** What an agent corrects on a record; a field that is not sent stays as it is. */
export const contactChange = z.object(fields).partial();
export type ContactChange = z.output<typeof contactChange>;

/** A colour says nothing alone: the name is always beside it. */
export const tagTone = z.enum(['neutral', 'info', 'done', 'warning', 'danger', 'voice']);
export type TagTone = z.infer<typeof tagTone>;

export const tag = z.object({ id, name: z.string(), tone: tagTone });
export type Tag = z.infer<typeof tag>;

export const contactEmail = z.object({
  address: z.string(),
  /** « Travail », « Secrétariat ». */
  label: z.string(),
  isPreferred: z.boolean(),
});
export type ContactEmail = z.infer<typeof contactEmail>;

export const contactPhone = z.object({
  number: z.string(),
  label: z.string(),
  isMobile: z.boolean(),
  /** Of its sort: one mobile, one landline. */
  isPreferred: z.boolean(),
});
export type ContactPhone = z.infer<typeof contactPhone>;

export const contact = z.object({
  id,
  kind: contactKind,
  honorific: honorific.nullable(),
  firstName: z.string(),
  lastName: z.string(),
  birthName: z.string(),
  birthDate: day.nullable(),
  category: organizationCategory.nullable(),
  siret: z.string().nullable(),
  email: z.string().nullable(),
  mobilePhone: z.string().nullable(),
  landlinePhone: z.string().nullable(),
  /** All of them; the three above are the preferred ones. */
  emails: z.array(contactEmail),
  phones: z.array(contactPhone),
  addressLine: z.string(),
  /** Read from the address line. */
  streetNumber: z.string(),
  street: z.string(),
  addressComplement: z.string(),
  place: z.string(),
  postcode: z.string(),
  municipality: z.string(),
  country: z.string(),
  districtId: id.nullable(),
  custom: customValues,
  source: z.string(),
  collectedOn: day,
  tags: z.array(tag),
  version: z.number().int(),
  createdAt: instant,
  changedAt: instant,
  changedBy: z.string(),
  archivedAt: instant.nullable(),
});
export type Contact = z.infer<typeof contact>;

/** Rows ticked on a list. */
export const selection = z.object({ contactIds: z.array(id).min(1).max(1000) });
/** Those among them that this act really changed: what an undo gives back. */
export const changedContacts = z.object({ contactIds: z.array(id) });

/** What has been typed of someone so far, be it well formed or not. */
const typed = z.object({
  firstName: z.string().trim().max(100).default(''),
  lastName: z.string().trim().max(160).default(''),
  email: z.string().max(200).default(''),
  phone: z.string().max(40).default(''),
});
export type Typed = z.output<typeof typed>;

const lookalike = contact.pick({
  id: true,
  kind: true,
  firstName: true,
  lastName: true,
  addressLine: true,
  municipality: true,
  archivedAt: true,
});
export type Lookalike = z.infer<typeof lookalike>;

/** The agent has read again what sounded sensitive: free texts are refused once, with the words to look at (trust P-25). */
const reading = z.object({ isReread: z.stringbool().default(false) });

/** People whose data came from elsewhere, and who are to be told so (RGPD art. 14). */
const uninformed = z.object({ source: z.string(), informBy: day, count: z.number().int() });
export type Uninformed = z.output<typeof uninformed>;

export const contactsApi = {
  listUninformed: endpoint('GET /people-to-inform', {
    access: 'contacts.read',
    summary: 'Les personnes à informer de l’origine de leurs données (RGPD, article 14), par origine et par échéance.',
    reply: z.array(uninformed),
  }),
  lookAlikes: endpoint('GET /contact-lookalikes', {
    access: 'contacts.read',
    summary: 'Cherche les fiches qui portent ce nom, cette adresse ou ce numéro, avant d’en ajouter une.',
    query: typed,
    reply: z.object({ items: z.array(lookalike) }),
  }),
  add: endpoint('POST /contacts', {
    access: 'contacts.write',
    summary: 'Ajoute une personne ou une structure.',
    query: reading,
    body: newContact,
    reply: contact,
  }),
  show: endpoint('GET /contacts/:contactId', {
    access: 'contacts.read',
    summary: 'Montre la fiche d’un contact.',
    reply: contact,
  }),
  change: endpoint('PATCH /contacts/:contactId', {
    access: 'contacts.write',
    summary: 'Corrige les champs envoyés d’une fiche.',
    query: reading,
    body: contactChange,
    reply: contact,
  }),
  archive: endpoint('POST /archivals', {
    access: 'contacts.write',
    summary: 'Archive des contacts.',
    body: selection,
    reply: changedContacts,
  }),
  restore: endpoint('POST /restorations', {
    access: 'contacts.write',
    summary: 'Restaure des contacts archivés.',
    body: selection,
    reply: changedContacts,
  }),
};
