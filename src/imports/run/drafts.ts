import { categoryLabel, honorificLabel } from '../../contacts/labels.ts';
import { foldedAsStored, foldedWords } from '../cleaning/folding.ts';
import type { ColumnTarget, ContactDraft } from '../contract.ts';
import { columnTargetLabel } from '../labels.ts';
import type { Extra, KeptDraft } from '../tables.ts';

/** What a line says of a contact that the base has a column for. */
export const keptFields = [
  ...(['kind', 'honorific', 'firstName', 'lastName', 'birthName', 'birthDate', 'category', 'siret', 'email'] as const),
  ...(['mobilePhone', 'landlinePhone', 'addressLine', 'postcode', 'municipality'] as const),
] satisfies (keyof Omit<ContactDraft, Extra>)[];

const nothingMore: Pick<ContactDraft, Extra> = {
  tags: [],
  emailConsent: null,
  answeredAt: null,
  emailSuppression: null,
  note: null,
  role: null,
  custom: {},
};
const extras = Object.keys(nothingMore) as Extra[];

export const fullDraft = (kept: KeptDraft): ContactDraft => ({
  ...(Object.fromEntries(keptFields.map((field) => [field, kept[field]])) as Omit<ContactDraft, Extra>),
  ...nothingMore,
  ...kept.extra,
});

/** A million lines have hardly any: null costs nothing. */
export function extraOf(draft: ContactDraft): KeptDraft['extra'] {
  const said = extras.filter((extra) => !isBlank(draft[extra]));
  return said.length > 0 ? Object.fromEntries(said.map((extra) => [extra, draft[extra]])) : null;
}

const isBlank = (value: ContactDraft[Extra]) => value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** What to look for in the base to find homonyms and tell them apart. */
export interface Traces {
  nameLastFirst: string | null;
  nameFirstLast: string | null;
  streetEnding: string | null;
}

export function tracesOf({ firstName, lastName, addressLine }: ContactDraft): Traces {
  const streetEnding = addressLine ? (foldedWords(addressLine).at(-1) ?? null) : null;
  if (!lastName) return { nameLastFirst: null, nameFirstLast: null, streetEnding: null };
  const first = firstName ? foldedAsStored(firstName) : '';
  const last = foldedAsStored(lastName);
  if (first === '') return { nameLastFirst: last, nameFirstLast: null, streetEnding };
  return { nameLastFirst: `${last} ${first}`, nameFirstLast: `${first} ${last}`, streetEnding };
}

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
