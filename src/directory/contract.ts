import { z } from 'zod';
import { channel, consentAnswer } from '../consents/contract.ts';
import { contactKind, honorific, organizationCategory, tag } from '../contacts/contract.ts';
import { initiative, interactionKind } from '../interactions/contract.ts';
import { endpoint, id, instant, pageOf, paging } from '../platform/contract.ts';

/** Several values under one name: an address says `?tagId=a&tagId=b`, or one alone. */
const several = <S extends z.ZodType>(schema: S) =>
  z
    .union([z.array(schema).max(20), schema.transform((one) => [one])])
    .optional()
    .transform((values): z.output<S>[] => values ?? []);

/** The means by which a contact can be reached; `none`: not a single one is known. */
export const reach = z.enum(['email', 'mobile', 'landline', 'address', 'none']);
export type Reach = z.infer<typeof reach>;

/** What a list is narrowed by. Conditions add up; the tags of a list are alternatives. */
export const contactFilters = z.object({
  search: z.string().trim().max(200).optional(),
  kind: contactKind.optional(),
  category: organizationCategory.optional(),
  tagId: several(id),
  municipality: z.string().trim().max(120).optional(),
  reach: several(reach),
  /** An answer on record for one purpose, on one channel or any. */
  purposeId: id.optional(),
  channel: channel.optional(),
  answer: consentAnswer.default('granted'),
  archived: z.stringbool().default(false),
});
export type ContactFilters = z.output<typeof contactFilters>;

export const contactOrder = z.enum(['name', 'change', 'exchange']);
export type ContactOrder = z.infer<typeof contactOrder>;

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
  addressLine: z.string(),
  postcode: z.string(),
  municipality: z.string(),
  tags: z.array(tag),
  lastExchange: z.object({ kind: interactionKind, initiative, happenedAt: instant, subjectLabel: z.string() }).nullable(),
  changedAt: instant,
  archivedAt: instant.nullable(),
});
export type ListedContact = z.infer<typeof listedContact>;

const contactSearch = contactFilters.extend({ ...paging.shape, sort: contactOrder.default('name') });
export type ContactSearch = z.output<typeof contactSearch>;

export const directoryApi = {
  list: endpoint('GET /contacts', {
    access: 'contacts.read',
    summary: 'Liste les contacts qui répondent aux filtres.',
    query: contactSearch,
    reply: pageOf(listedContact),
  }),
  count: endpoint('GET /contacts/count', {
    access: 'contacts.read',
    summary: 'Compte les contacts qui répondent aux filtres.',
    query: contactFilters,
    reply: z.object({ count: z.number().int() }),
  }),
};
