import { z } from 'zod';
import { channel, leftOut } from '../consents/contract.ts';
import { contactKind, honorific, organizationCategory, tag } from '../contacts/contract.ts';
import { customValues } from '../contacts/fields/contract.ts';
import { initiative, interactionKind } from '../interactions/contract.ts';
import { endpoint, id, instant, pageOf, paging } from '../platform/contract.ts';
import { rule } from '../segments/rules/contract.ts';

/** Several values under one name: an address says `?tagId=a&tagId=b`, or one alone. */
const several = <S extends z.ZodType>(schema: S) =>
  z
    .union([z.array(schema).max(20), schema.transform((one) => [one])])
    .optional()
    .transform((values): z.output<S>[] => values ?? []);

/** A segment's rule, as the JSON text an address can carry. */
const ruleText = z
  .string()
  .max(20_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'Cette règle n’est pas lisible\u00a0: du JSON est attendu.' });
      return z.NEVER;
    }
  })
  .pipe(rule);

/** Whom a list shows: a rule, words looked for among those it keeps, archived records or the others. */
const narrowing = z.object({
  rule: ruleText.optional(),
  search: z.string().trim().max(200).optional(),
  /** Words as they are typed, or a letter away. */
  spelling: z.enum(['exact', 'close']).default('exact'),
  archived: z.stringbool().default(false),
  /** For machines, what is asked most: each is one more condition of the rule. */
  kind: contactKind.optional(),
  category: organizationCategory.optional(),
  tagId: several(id),
  municipality: z.string().trim().min(1).max(120).optional(),
});
export type Narrowing = z.output<typeof narrowing>;

export const contactOrder = z.enum(['name', 'created', 'change', 'exchange', 'birth']);
export type ContactOrder = z.infer<typeof contactOrder>;

/** A column, or a column turned round: `-exchange`. */
export const sortedBy = z.enum([...contactOrder.options, ...contactOrder.options.map((order) => `-${order}` as const)]);
export type SortedBy = z.infer<typeof sortedBy>;

/**
 * A column of a list; that of a means is for one purpose (`reach.<purposeId>`), or says whether an address exists (`reach`); a field
 * of the town hall's own has one too (`field.<fieldId>`).
 */
export const columnId = z.string().regex(/^[a-z]+(\.[0-9a-f-]{36})?$/, 'Cette colonne n’existe pas.');

export const listedContact = z.object({
  id,
  kind: contactKind,
  category: organizationCategory.nullable(),
  honorific: honorific.nullable(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string().nullable(),
  mobilePhone: z.string().nullable(),
  landlinePhone: z.string().nullable(),
  birthDate: z.string().nullable(),
  addressLine: z.string(),
  postcode: z.string(),
  municipality: z.string(),
  districtId: id.nullable(),
  /** What the town hall's own fields hold. */
  custom: customValues,
  source: z.string(),
  collectedOn: z.string(),
  tags: z.array(tag),
  /** For the purpose asked, what stands in the way of each channel; null: nothing does. */
  reach: z.record(channel, leftOut.nullable()).nullable(),
  lastExchange: z
    .object({ kind: interactionKind, kindLabel: z.string(), initiative, happenedAt: instant, subjectLabel: z.string() })
    .nullable(),
  createdAt: instant,
  changedAt: instant,
  archivedAt: instant.nullable(),
});
export type ListedContact = z.infer<typeof listedContact>;

const contactSearch = narrowing.extend({ ...paging.shape, sort: sortedBy.default('name'), reachFor: id.optional() });
export type ContactSearch = z.output<typeof contactSearch>;

const contactPage = pageOf(listedContact).extend({ previousCursor: z.string().nullable() });
export type ContactPage = z.output<typeof contactPage>;

const counting = narrowing.extend({ atMost: z.coerce.number().int().min(1).max(1_000_000).optional() });
export type Counting = z.output<typeof counting>;

export const directoryApi = {
  list: endpoint('GET /contacts', {
    access: 'contacts.read',
    summary: 'Liste les contacts que garde une règle, et parmi eux ceux qu’on cherche.',
    query: contactSearch,
    reply: contactPage,
  }),
  count: endpoint('GET /contacts/count', {
    access: 'contacts.read',
    summary: 'Compte les contacts d’une liste, tous ou jusqu’à un nombre.',
    query: counting,
    reply: z.object({
      count: z.number().int(),
      /** False: there are more than `atMost`. */
      isComplete: z.boolean(),
    }),
  }),
  neighbours: endpoint('GET /contacts/:contactId/neighbours', {
    access: 'contacts.read',
    summary: 'Dit quels contacts précèdent et suivent celui-ci dans une liste.',
    query: narrowing.extend({ sort: sortedBy.default('name') }),
    reply: z.object({ previousId: id.nullable(), nextId: id.nullable() }),
  }),
};
