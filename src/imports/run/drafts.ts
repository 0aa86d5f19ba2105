import { categoryLabel, honorificLabel } from '../../contacts/labels.ts';
import type { ColumnTarget, ContactDraft } from '../contract.ts';
import { columnTargetLabel } from '../labels.ts';

const blank: ContactDraft = {
  kind: 'person',
  honorific: null,
  firstName: null,
  lastName: null,
  birthName: null,
  email: null,
  mobilePhone: null,
  landlinePhone: null,
  birthDate: null,
  addressLine: null,
  postcode: null,
  municipality: null,
  siret: null,
  category: null,
  tags: [],
  emailConsent: null,
  note: null,
};

/** As it rests in the database: a file of a million lines has ten million blanks. */
export const sparse = (draft: ContactDraft): Partial<ContactDraft> =>
  Object.fromEntries(
    Object.entries(draft).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );

export const fullDraft = (kept: Partial<ContactDraft>): ContactDraft => ({ ...blank, ...kept });

/** The column that speaks of each field, to name it in French. */
const fieldTarget: Partial<Record<keyof ContactDraft, ColumnTarget>> = {
  honorific: 'honorific',
  firstName: 'first_name',
  lastName: 'last_name',
  birthName: 'birth_name',
  email: 'email',
  mobilePhone: 'mobile_phone',
  landlinePhone: 'landline_phone',
  birthDate: 'birth_date',
  addressLine: 'address_line',
  postcode: 'postcode',
  municipality: 'municipality',
  siret: 'siret',
  category: 'organization_category',
  emailConsent: 'email_consent',
};

const answerLabel = { granted: 'oui', refused: 'non' };

/** « E-mail : lea@exemple.fr / l.martin@exemple.fr ». */
export const inWords = (field: keyof ContactDraft, values: readonly unknown[]): string =>
  `${columnTargetLabel[fieldTarget[field] ?? 'ignore']}\u00a0: ${[...new Set(values)].map((value) => word(field, String(value))).join(' / ')}`;

const words: Partial<Record<keyof ContactDraft, Record<string, string>>> = {
  honorific: honorificLabel,
  category: categoryLabel,
  emailConsent: answerLabel,
};

const word = (field: keyof ContactDraft, value: string) => words[field]?.[value] ?? value;
