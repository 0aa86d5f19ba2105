import { z } from 'zod';
import { channel } from '../consents/contract.ts';
import { contactKind, honorific } from '../contacts/contract.ts';
import { fieldKind } from '../contacts/fields/contract.ts';
import { engagementLevel } from '../engagement/contract.ts';
import { endpoint, id, instant, pageOf, paging } from '../platform/contract.ts';
import { barrier, rule, words } from './rules/contract.ts';

/** Where a condition stands in its rule: « conditions.0 », « conditions.2.conditions.1 », « except.0 ». */
const path = z.string();

export const segment = z.object({
  id,
  name: z.string(),
  rule,
  version: z.number().int(),
  createdAt: instant,
  changedAt: instant,
  archivedAt: instant.nullable(),
  /** Since when its members are chosen by hand: a list. Null: its rule says who is in it. */
  fixedAt: instant.nullable(),
});
export type Segment = z.output<typeof segment>;

export const segmentDraft = z.object({ name: words.max(120), rule });
export type SegmentDraft = z.output<typeof segmentDraft>;

/** Each contact once, by the first means known, in the order of the reach bar. */
const reach = z.object({
  email: z.number().int(),
  sms: z.number().int(),
  letter: z.number().int(),
  call: z.number().int(),
  none: z.number().int(),
});
export type Reach = z.output<typeof reach>;

export const ruleCount = z.object({
  total: z.number().int(),
  people: z.number().int(),
  organizations: z.number().int(),
  reach,
  /** Of a condition: whom it keeps by itself. Of an exception: whom it removes. */
  conditions: z.array(z.object({ path, count: z.number().int() })),
  /** When nobody is left: the condition (or the exception) without which someone would be. */
  emptiedBy: path.nullable(),
});
export type RuleCount = z.output<typeof ruleCount>;

const named = z.object({ id, name: z.string() });

/** Ages last birthday; organizations and people whose birthday is not known are in the last. */
export const ageBand = z.enum(['under_18', 'over_18', 'over_30', 'over_45', 'over_60', 'over_75', 'unknown']);
export type AgeBand = z.infer<typeof ageBand>;

const count = z.number().int();
/** Who is chosen, by what is known of them. */
const breakdown = z.object({
  /** The most inhabited first; those nobody chosen lives in are left out. */
  districts: z.array(named.extend({ count })),
  noDistrict: count,
  ages: z.array(z.object({ band: ageBand, count })),
  engagement: z.array(z.object({ level: engagementLevel, count })),
  /** Those who received as many letters in thirty days as the limit of the mairie, or more. */
  solicited: count,
});
export type Breakdown = z.output<typeof breakdown>;

export const chosenContact = z.object({
  id,
  kind: contactKind,
  honorific: honorific.nullable(),
  firstName: z.string(),
  lastName: z.string(),
  municipality: z.string(),
});
export type ChosenContact = z.output<typeof chosenContact>;

/** Of those a rule chooses, who can be reached for a purpose by a channel, and what stands before the others. */
export const reachCount = z.object({
  total: z.number().int(),
  open: z.number().int(),
  closed: z.array(z.object({ because: barrier, count: z.number().int() })),
});
export type ReachCount = z.output<typeof reachCount>;

/** What is archived is still called by its name where a rule speaks of it. */
const offered = named.extend({ isArchived: z.boolean() });
export type Offered = z.output<typeof offered>;

const askableField = offered.extend({
  kind: fieldKind,
  options: z.array(offered),
  /** Refused in every rule. */
  isSensitive: z.boolean(),
});
export type AskableField = z.output<typeof askableField>;

/** What a rule can be made of in this town hall, by name. */
export const vocabulary = z.object({
  tags: z.array(named),
  purposes: z.array(named),
  subjects: z.array(named),
  fields: z.array(askableField),
  districts: z.array(offered),
  roles: z.array(named),
  segments: z.array(offered),
  lists: z.array(offered),
  themes: z.array(offered),
  /** Kinds of exchanges of the mairie's own. */
  kinds: z.array(offered),
  /** So many letters in thirty days, and one is much solicited. */
  solicitedFrom: z.number().int(),
  municipalities: z.array(z.string()),
  postcodes: z.array(z.string()),
  sources: z.array(z.string()),
});
export type Vocabulary = z.output<typeof vocabulary>;

export const explanation = z.object({
  matches: z.boolean(),
  facts: z.array(z.object({ path, fact: z.string() })),
});
export type Explanation = z.output<typeof explanation>;

export const segmentsApi = {
  list: endpoint('GET /segments', {
    access: 'segments.read',
    summary: 'Les segments, par nom',
    query: paging,
    reply: pageOf(segment),
  }),
  add: endpoint('POST /segments', {
    access: 'segments.write',
    summary: 'Enregistre un segment',
    body: segmentDraft,
    reply: segment,
  }),
  get: endpoint('GET /segments/:segmentId', { access: 'segments.read', summary: 'Un segment et sa règle', reply: segment }),
  change: endpoint('PATCH /segments/:segmentId', {
    access: 'segments.write',
    summary: 'Change le nom ou la règle d’un segment',
    body: segmentDraft,
    reply: segment,
  }),
  archive: endpoint('DELETE /segments/:segmentId', { access: 'segments.write', summary: 'Archive un segment', reply: segment }),
  restore: endpoint('POST /segments/:segmentId/restorations', {
    access: 'segments.write',
    summary: 'Remet un segment archivé dans la liste',
    reply: segment,
  }),
  listContacts: endpoint('GET /segments/:segmentId/contacts', {
    access: 'segments.read',
    summary: 'Les contacts d’un segment, par nom',
    query: paging,
    reply: pageOf(chosenContact),
  }),
  count: endpoint('POST /segment-counts', {
    access: 'segments.read',
    summary: 'Compte les contacts qu’une règle choisit, sans rien enregistrer',
    body: z.object({ rule }),
    reply: ruleCount,
  }),
  breakDown: endpoint('POST /segment-breakdowns', {
    access: 'segments.read',
    summary: 'Répartit les contacts qu’une règle choisit par quartier, âge et engagement, sans rien enregistrer',
    body: z.object({ rule }),
    reply: breakdown,
  }),
  countReach: endpoint('POST /segment-reaches', {
    access: 'segments.read',
    summary: 'De ceux qu’une règle choisit, combien peuvent être joints pour une finalité, et ce qui empêche les autres',
    body: z.object({ rule, purposeId: id, channel }),
    reply: reachCount,
  }),
  sample: endpoint('POST /segment-samples', {
    access: 'segments.read',
    summary: 'Quelques contacts qu’une règle choisit, sans rien enregistrer',
    body: z.object({ rule, size: z.number().int().min(1).max(20).default(5) }),
    reply: z.object({ items: z.array(chosenContact) }),
  }),
  explain: endpoint('POST /segment-explanations', {
    access: 'segments.read',
    summary: 'Pourquoi une règle choisit un contact',
    body: z.object({ rule, contactId: id }),
    reply: explanation,
  }),
  vocabulary: endpoint('GET /segment-vocabulary', {
    access: 'segments.read',
    summary: 'Ce dont une règle peut parler\u00a0: étiquettes, finalités, communes, sources',
    reply: vocabulary,
  }),
};
