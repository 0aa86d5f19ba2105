import { z } from 'zod';
import { contactKind, honorific, organizationCategory } from '../contacts/contract.ts';

/** Where a column of the file may go. */
export const columnTarget = z.enum([
  'ignore',
  'full_name',
  'honorific',
  'last_name',
  'first_name',
  'birth_name',
  'email',
  'mobile_phone',
  'landline_phone',
  'phone',
  'birth_date',
  'address_line',
  'postcode_and_municipality',
  'postcode',
  'municipality',
  'organization_name',
  'siret',
  'organization_category',
  'tag',
  'email_consent',
  'note',
]);
export type ColumnTarget = z.infer<typeof columnTarget>;

/** Why a column is left aside or refused: GDPR articles 9 and 10, the NIR, minors, or a plain reason. */
export const columnReason = z.enum([
  'unknown',
  'empty',
  'already_taken',
  'free_text',
  'minor',
  'health',
  'religion',
  'origin',
  'opinions',
  'union',
  'sex_life',
  'biometrics',
  'offences',
  'nir',
]);
export type ColumnReason = z.infer<typeof columnReason>;

export const columnVerdict = z.enum(['recognized', 'left_aside', 'forbidden']);
export type ColumnVerdict = z.infer<typeof columnVerdict>;

export const sheetColumn = z.object({
  index: z.number().int(),
  heading: z.string(),
  samples: z.array(z.string()),
  target: columnTarget,
  verdict: columnVerdict,
  reason: columnReason.nullable(),
});
export type SheetColumn = z.infer<typeof sheetColumn>;

export const encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15']);
export type Encoding = z.infer<typeof encoding>;

export const separator = z.enum([';', ',', '\t', '|']);
export type Separator = z.infer<typeof separator>;

/** Why a line of the file holds nobody. */
export const setAsideReason = z.enum(['title', 'blank', 'total', 'footer', 'repeated_header']);
export type SetAsideReason = z.infer<typeof setAsideReason>;

/** In which order names without capitals are written in this file. */
export const nameOrder = z.enum(['first_last', 'last_first']);
export type NameOrder = z.infer<typeof nameOrder>;

export const lineIssueKind = z.enum([
  'no_name',
  'name_of_two_people',
  'name_order_uncertain',
  'contact_person_left_out',
  'email_malformed',
  'email_suspect',
  'phone_unreadable',
  'phone_unlikely',
  'phone_left_out',
  'date_unreadable',
  'birth_date_unlikely',
  'postcode_unreadable',
  'siret_wrong',
  'category_unknown',
  'honorific_unknown',
  'consent_unclear',
  'cell_too_long',
  'text_undecodable',
  'cells_beyond_columns',
]);
export type LineIssueKind = z.infer<typeof lineIssueKind>;

/** Something on a line an agent may want to look at. The file's text is kept as found; a proposal is never imposed. */
export const lineIssue = z.object({
  kind: lineIssueKind,
  column: z.number().int().nullable(),
  text: z.string(),
  proposal: z.string().nullable(),
});
export type LineIssue = z.infer<typeof lineIssue>;

/** What one line of the file says of one contact. An organization's name is its `lastName`. */
export const contactDraft = z.object({
  kind: contactKind,
  honorific: honorific.nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  birthName: z.string().nullable(),
  email: z.string().nullable(),
  mobilePhone: z.string().nullable(),
  landlinePhone: z.string().nullable(),
  birthDate: z.string().nullable(),
  addressLine: z.string().nullable(),
  postcode: z.string().nullable(),
  municipality: z.string().nullable(),
  siret: z.string().nullable(),
  category: organizationCategory.nullable(),
  tags: z.array(z.string()),
  emailConsent: z.enum(['granted', 'refused']).nullable(),
  note: z.string().nullable(),
});
export type ContactDraft = z.infer<typeof contactDraft>;
