import { z } from 'zod';
import { day, endpoint, id, instant } from '../../platform/contract.ts';

export const fieldKind = z.enum(['text', 'long_text', 'number', 'date', 'yes_no', 'choice', 'choices']);
export type FieldKind = z.infer<typeof fieldKind>;

/** Whose records bear the field. */
export const fieldBearer = z.enum(['person', 'organization', 'both']);
export type FieldBearer = z.infer<typeof fieldBearer>;

const label = z.string().trim().min(1, 'Écrivez le nom du champ.').max(80);
const help = z.string().trim().max(200).default('');
const optionLabel = z.string().trim().min(1, 'Écrivez la réponse possible.').max(80);

/** One of the answers of a `choice` or `choices` field; values name it by its id, so that it can change its name. */
const fieldOption = z.object({ id, label: z.string(), isArchived: z.boolean() });

/** A field that sounds sensitive exists only if the data-protection officer said yes, and somebody says so (trust P-23). */
const fieldApproval = z.object({
  dpo: z.string().trim().min(1, 'Écrivez le nom du délégué à la protection des données.').max(120),
  approvedOn: day,
  reason: z.string().trim().min(10, 'Dites en une phrase pourquoi ce champ est nécessaire.').max(500),
});

export const customField = z.object({
  id,
  label: z.string(),
  help: z.string(),
  kind: fieldKind,
  appliesTo: fieldBearer,
  options: z.array(fieldOption),
  approval: fieldApproval.extend({ by: z.string() }).nullable(),
  version: z.number().int(),
  archivedAt: instant.nullable(),
});
export type CustomField = z.infer<typeof customField>;

export const newField = z.object({
  label,
  help,
  kind: fieldKind,
  appliesTo: fieldBearer.default('person'),
  options: z
    .array(z.object({ label: optionLabel }))
    .max(200)
    .default([]),
  approval: fieldApproval.nullable().default(null),
});
export type NewField = z.output<typeof newField>;

/** The whole definition as it becomes, options in their order; one without an id is new, one left out is archived. Its kind stays. */
export const fieldChange = z.object({
  label,
  help,
  appliesTo: fieldBearer,
  options: z
    .array(z.object({ id: id.nullable().default(null), label: optionLabel, isArchived: z.boolean().default(false) }))
    .max(200)
    .default([]),
  approval: fieldApproval.nullable().default(null),
});
export type FieldChange = z.output<typeof fieldChange>;

/** A choice is the id of an option. */
export const customValue = z.union([z.string().max(5000), z.number(), z.boolean(), z.array(id).max(200)]);
export type CustomValue = z.infer<typeof customValue>;

/** Values by the id of their field. */
export const customValues = z.record(id, customValue);
export type CustomValues = z.infer<typeof customValues>;

/** The values to write, one by one: those not named stay, null empties. */
export const customChange = z.record(id, customValue.nullable());
export type CustomChange = z.infer<typeof customChange>;

type Answerable = Pick<CustomField, 'kind' | 'options'>;
type Reading = z.ZodType<CustomValue | null, CustomValue | null>;

const blank = (text: string) => text || null;

/** « 1 234,5 » as people type it. */
const typedNumber = z
  .string()
  .trim()
  .transform((text) => text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'))
  .refine((text) => text === '' || /^-?\d+(\.\d+)?$/.test(text), 'Écrivez un nombre, comme 12 ou 12,5.')
  .transform((text) => (text === '' ? null : Number(text)));
const within = (number: number | null) => number === null || Math.abs(number) <= 1e12;
const plausible = (text: string) => text === '' || (day.safeParse(text).success && text >= '1800' && text < '2200');

/** What each kind of field takes, from a program or from a form. */
const readings: Record<FieldKind, (field: Answerable) => Reading> = {
  text: () =>
    z
      .string()
      .trim()
      .max(200, 'Deux cents caractères au plus.')
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'Ce texte tient sur une ligne.')
      .transform(blank),
  long_text: () => z.string().trim().max(5000, 'Cinq mille caractères au plus.').transform(blank),
  number: () =>
    z.union([z.number(), typedNumber], 'Écrivez un nombre, comme 12 ou 12,5.').refine(within, 'Ce nombre est trop grand.'),
  date: () => z.string().trim().refine(plausible, 'Cette date n’existe pas.').transform(blank),
  yes_no: () =>
    z.union(
      [z.boolean(), z.enum(['true', 'false', '']).transform((text) => (text === '' ? null : text === 'true'))],
      'Répondez par oui ou par non.',
    ),
  choice: (field) =>
    z
      .string()
      .refine((one) => one === '' || isOption(field, one), UNKNOWN_OPTION)
      .transform(blank),
  choices: (field) =>
    z
      .union([z.array(z.string()), z.string().transform((one) => (one === '' ? [] : [one]))])
      .refine((some) => some.every((one) => isOption(field, one)), UNKNOWN_OPTION)
      .transform((some) => (some.length > 0 ? field.options.map((one) => one.id).filter((one) => some.includes(one)) : null)),
};

const UNKNOWN_OPTION = 'Cette réponse ne fait pas partie des choix.';
const isOption = ({ options }: Answerable, optionId: string) => options.some(({ id }) => id === optionId);

/** The schema of one field's values, built from its definition; what comes out is what is kept, null for none. */
export const customValueOf = (field: Answerable): Reading => readings[field.kind](field);

/** Where something of the floors above relies on a field: a segment, a saved view, a message. */
export const fieldUse = z.object({ kind: z.enum(['segment', 'saved_view', 'message']), id, name: z.string() });
export type FieldUse = z.infer<typeof fieldUse>;

/** How many records hold a value, option by option, and what relies on it. */
const fieldUsage = z.object({
  contactCount: z.number().int(),
  options: z.array(z.object({ id, contactCount: z.number().int() })),
  uses: z.array(fieldUse),
});
export type FieldUsage = z.infer<typeof fieldUsage>;

export const fieldsApi = {
  list: endpoint('GET /fields', {
    access: 'contacts.read',
    summary: 'Liste les champs personnalisés de la mairie, archivés compris.',
    reply: z.object({ items: z.array(customField) }),
  }),
  add: endpoint('POST /fields', {
    access: 'contacts.manage',
    summary: 'Ajoute un champ aux fiches.',
    body: newField,
    reply: customField,
  }),
  change: endpoint('PATCH /fields/:fieldId', {
    access: 'contacts.manage',
    summary: 'Change un champ et ses réponses possibles\u00a0; les valeurs des fiches restent.',
    body: fieldChange,
    reply: customField,
  }),
  order: endpoint('PUT /fields/order', {
    access: 'contacts.manage',
    summary: 'Range les champs dans cet ordre.',
    body: z.object({ fieldIds: z.array(id).max(500) }),
  }),
  archive: endpoint('POST /fields/:fieldId/archival', {
    access: 'contacts.manage',
    summary: 'Archive un champ\u00a0: il n’apparaît plus, ses valeurs sont gardées.',
    reply: customField,
  }),
  restore: endpoint('DELETE /fields/:fieldId/archival', {
    access: 'contacts.manage',
    summary: 'Remet un champ archivé sur les fiches, avec ses valeurs.',
    reply: customField,
  }),
  usage: endpoint('GET /fields/:fieldId/usage', {
    access: 'contacts.read',
    summary: 'Dit combien de fiches portent une valeur, et ce qui s’appuie sur ce champ.',
    reply: fieldUsage,
  }),
};
