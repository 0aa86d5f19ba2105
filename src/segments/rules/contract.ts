import { z } from 'zod';
import { channel, consentAnswer, leftOut } from '../../consents/contract.ts';
import { contactKind, honorific, organizationCategory } from '../../contacts/contract.ts';
import type { FieldKind } from '../../contacts/fields/contract.ts';
import { engagementLevel } from '../../engagement/contract.ts';
import { initiative, interactionKind } from '../../interactions/contract.ts';
import { day, id } from '../../platform/contract.ts';

/** Words a person typed: no control character, no broken half of one (the database would refuse both). */
export const words = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'Ce texte contient un caractère impossible.');

const searched = words
  .min(2, 'Deux lettres au moins.')
  .max(100)
  .regex(/[\p{L}\p{N}]/u, 'Une lettre ou un chiffre au moins.');

const anyOf = <S extends z.ZodType>(value: S) => z.array(value).min(1).max(100);
const membership = z.enum(['is_one_of', 'is_none_of']);
const years = z.number().int().min(0).max(130);

const plausibleDay = day.refine((one) => one >= '1900-01-01' && one <= '2199-12-31', 'Cette date n’est pas plausible.');

/** Days counted back from now, or from a day on. */
export const period = z.discriminatedUnion('test', [
  z.strictObject({ test: z.literal('in_last_days'), days: z.number().int().min(1).max(3650) }),
  z.strictObject({ test: z.literal('since'), day: plausibleDay }),
]);
export type Period = z.output<typeof period>;

const oneOf = <Field extends string, S extends z.ZodType>(field: Field, value: S) =>
  z.strictObject({ field: z.literal(field), test: membership, values: anyOf(value) });
const known = <Field extends string>(field: Field) => z.strictObject({ field: z.literal(field), value: z.boolean() });

const age = { field: z.literal('age') };
const contains = { field: z.literal('address'), value: searched };
const tagged = { field: z.literal('tag'), values: anyOf(id) };
const happened = {
  field: z.literal('interaction'),
  /** None named: every kind. */
  kinds: z.array(interactionKind).max(100).default([]),
  initiative: initiative.nullable().default(null),
  subjectId: id.nullable().default(null),
  themeId: id.nullable().default(null),
  /** Null: at any time. */
  period: period.nullable().default(null),
};

/** A field of the mairie's own; an answer at choice is named by the id of its option. */
const ofField = { field: z.literal('custom_field'), fieldId: id };
const quantity = z.number().min(-1e12).max(1e12);
const customValueTest = z.discriminatedUnion('test', [
  z.strictObject({ ...ofField, test: z.enum(['contains', 'does_not_contain']), text: searched }),
  z.strictObject({ ...ofField, test: z.enum(['is', 'is_not']), text: words }),
  z.strictObject({ ...ofField, test: z.enum(['at_least', 'at_most']), number: quantity }),
  z
    .strictObject({ ...ofField, test: z.literal('between'), from: quantity, to: quantity })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Le second nombre ne peut pas être inférieur au premier.' }),
  z.strictObject({ ...ofField, test: z.enum(['since', 'before']), day: plausibleDay }),
  z.strictObject({ ...ofField, test: z.enum(['in_last_days', 'in_next_days']), days: z.number().int().min(1).max(3650) }),
  z.strictObject({ ...ofField, test: z.literal('answers'), answer: z.boolean() }),
  z.strictObject({ ...ofField, test: membership, optionIds: anyOf(id) }),
  z.strictObject({ ...ofField, test: z.enum(['is_filled', 'is_empty']) }),
]);
export type CustomTest = z.output<typeof customValueTest>['test'];

const ofText = ['contains', 'does_not_contain', 'is', 'is_not', 'is_filled', 'is_empty'] as const;
const ofChoice = ['is_one_of', 'is_none_of', 'is_filled', 'is_empty'] as const;
/** What may be asked of each kind of field; the first is proposed. */
export const customTests: Record<FieldKind, readonly CustomTest[]> = {
  text: ofText,
  long_text: ofText,
  number: ['at_least', 'at_most', 'between', 'is_filled', 'is_empty'],
  date: ['since', 'before', 'in_last_days', 'in_next_days', 'is_filled', 'is_empty'],
  yes_no: ['answers', 'is_filled', 'is_empty'],
  choice: ofChoice,
  choices: ofChoice,
};

/**
 * P-11: what stands for an origin, a belief or a health is no field of the grammar. Named here only so that the refusal
 * says why.
 */
const SOUND =
  'Trier sur la consonance d’un nom est interdit\u00a0: c’est une discrimination. Choisissez plutôt un âge, une adresse ou une étiquette.';
const ORIGIN = 'Trier sur l’origine (lieu de naissance, nationalité, langue) est interdit\u00a0: c’est une discrimination.';
const BELIEF = 'Trier sur une donnée sensible (santé, religion, opinions, vie privée) est interdit par l’article 9 du RGPD.';
const sensitive: Record<string, string> = {
  last_name: SOUND,
  first_name: SOUND,
  birth_name: SOUND,
  full_name: SOUND,
  name: SOUND,
  sort_name: SOUND,
  search_text: SOUND,
  birth_place: ORIGIN,
  birth_country: ORIGIN,
  birth_municipality: ORIGIN,
  nationality: ORIGIN,
  ethnicity: ORIGIN,
  origin: ORIGIN,
  language: ORIGIN,
  religion: BELIEF,
  health: BELIEF,
  disability: BELIEF,
  politics: BELIEF,
  political_opinion: BELIEF,
  union_membership: BELIEF,
  sexual_orientation: BELIEF,
};

const inCamelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const refused = new Map(
  Object.entries(sensitive).flatMap(([name, reason]) => [name, inCamelCase(name)].map((one) => [one, reason])),
);

/** Why no rule may speak of a field that is kept only because the data-protection officer agreed. */
export const whySensitive = (label: string): string =>
  `«\u00a0${label}\u00a0» est un champ sensible\u00a0: il sert à chaque personne sur sa fiche, jamais à trier les gens (RGPD, article 9).`;

/** Why no rule may speak of this; undefined for what one may. */
export const whyRefused = (field: string): string | undefined => refused.get(field);

const sensitiveField = z.looseObject({ field: z.enum([...refused.keys()]) }).transform(({ field }, context) => {
  const params = { problem: 'segment.sensitive_field' };
  context.issues.push({ code: 'custom', input: field, path: ['field'], message: refused.get(field) ?? SOUND, params });
  return z.NEVER;
});

/** Of those whose record is in use: what can stand between them and a message. */
export const barrier = leftOut.exclude(['archived']);
export type Barrier = z.output<typeof barrier>;

const conditions = [
  z.strictObject({ field: z.literal('kind'), value: contactKind }),
  oneOf('category', organizationCategory),
  oneOf('honorific', honorific),
  oneOf('municipality', words),
  oneOf('postcode', words.max(20)),
  oneOf('source', words),
  z.discriminatedUnion('test', [
    z.strictObject({ ...contains, test: z.literal('contains') }),
    z.strictObject({ ...contains, test: z.literal('does_not_contain') }),
  ]),
  z.discriminatedUnion('test', [
    z
      .strictObject({ ...age, test: z.literal('between'), from: years, to: years })
      .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Le second âge ne peut pas être inférieur au premier.' }),
    z.strictObject({ ...age, test: z.literal('at_least'), years }),
    z.strictObject({ ...age, test: z.literal('under'), years }),
  ]),
  oneOf('district', id),
  customValueTest,
  /** A function held today; none named: one of any kind. */
  z.strictObject({
    field: z.literal('role'),
    test: z.enum(['has_one_of', 'has_none_of']),
    roleIds: z.array(id).max(100).default([]),
    categories: z.array(organizationCategory).max(20).default([]),
  }),
  z.strictObject({ field: z.literal('role_held'), roleIds: anyOf(id), value: z.boolean() }),
  oneOf('engagement', engagementLevel),
  known('solicited'),
  z
    .strictObject({
      field: z.literal('reachable'),
      purposeId: id,
      channel,
      value: z.boolean(),
      /** Of those who cannot: only those whom this stops. */
      because: barrier.nullable().default(null),
    })
    .refine(({ value, because }) => !value || because === null, {
      path: ['because'],
      message: 'Une raison ne se cherche que chez celles qui ne peuvent pas être jointes.',
    }),
  oneOf('segment', id),
  oneOf('list', id),
  known('has_email'),
  known('has_mobile'),
  known('has_address'),
  z.discriminatedUnion('test', [
    z.strictObject({ ...tagged, test: z.literal('has_one_of') }),
    z.strictObject({ ...tagged, test: z.literal('has_none_of') }),
  ]),
  z.strictObject({
    field: z.literal('consent'),
    purposeId: id,
    channel,
    answer: z.enum([...consentAnswer.options, 'not_asked']),
  }),
  z.discriminatedUnion('test', [
    z.strictObject({ ...happened, test: z.literal('at_least'), times: z.number().int().min(1).max(1000) }),
    z.strictObject({ ...happened, test: z.literal('never') }),
  ]),
  /** RGPD art. 14: they have still to be told where what is known of them comes from. */
  known('to_inform'),
  z.strictObject({ field: z.literal('collected'), period }),
  z.strictObject({ field: z.literal('created'), period }),
  sensitiveField,
] as const;

const match = z.enum(['all', 'any']);
export type Match = z.output<typeof match>;

const MOST_CONDITIONS = 50;
const innerGroup = z.strictObject({
  field: z.literal('group'),
  match,
  conditions: z.array(z.discriminatedUnion('field', conditions)).min(1).max(MOST_CONDITIONS),
});
const group = z.strictObject({
  field: z.literal('group'),
  match,
  conditions: z
    .array(z.discriminatedUnion('field', [...conditions, innerGroup]))
    .min(1)
    .max(MOST_CONDITIONS),
});
const twoLevels = z.discriminatedUnion('field', [...conditions, group]);
/** The schema nests twice; the type does not count how deep, or every reader of a rule would have to. */
const nodes: z.ZodType<RuleNode[], (RuleNode | z.input<typeof twoLevels>)[]> = z.array(twoLevels).max(MOST_CONDITIONS);

export type Condition = z.output<z.ZodDiscriminatedUnion<typeof conditions>>;
export type Field = Condition['field'];
export type ConditionOn<F extends Field> = Extract<Condition, { field: F }>;
export interface Group {
  field: 'group';
  match: Match;
  conditions: RuleNode[];
}
export type RuleNode = Condition | Group;

const conditionsIn = (node: RuleNode): number =>
  node.field === 'group' ? node.conditions.reduce((count, one) => count + conditionsIn(one), 0) : 1;

/** Who is concerned: those whom the conditions keep, save those whom one of the exceptions removes. No condition: everyone. */
export const rule = z
  .strictObject({ version: z.literal(1), match, conditions: nodes.default([]), except: nodes.default([]) })
  .refine(
    ({ conditions, except }) =>
      conditionsIn({ field: 'group', match: 'all', conditions: [...conditions, ...except] }) <= MOST_CONDITIONS,
    {
      message: 'Cinquante conditions au plus. Faites-en deux segments.',
    },
  );
export interface Rule {
  version: 1;
  match: Match;
  conditions: RuleNode[];
  except: RuleNode[];
}
