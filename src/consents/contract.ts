import { z } from 'zod';
import { day, endpoint, id, instant, ticked } from '../platform/contract.ts';

/** By what means a person is reached; the same order everywhere (ui/README.md, « The reach bar »). */
export const channel = z.enum(['email', 'sms', 'letter', 'call']);
export type Channel = z.infer<typeof channel>;

/** RGPD art. 6. "Legitimate interest" is not open to a public authority in the performance of its tasks. */
export const legalBasis = z.enum(['consent', 'public_task', 'legal_obligation', 'contract', 'vital_interests']);
export type LegalBasis = z.infer<typeof legalBasis>;

export const consentAnswer = z.enum(['granted', 'refused']);
export type ConsentAnswer = z.infer<typeof consentAnswer>;
export const consentMethod = z.enum(['web', 'paper', 'phone', 'counter', 'import', 'one_click', 'agent']);
export type ConsentMethod = z.infer<typeof consentMethod>;

/** The pages people answer on. */
export const consentForm = z.enum(['subscription', 'preferences', 'slip']);
export type ConsentForm = z.infer<typeof consentForm>;

/** Why a person may not be reached, for a purpose and by a channel. */
export const leftOut = z.enum(['archived', 'refused', 'minor', 'no_address', 'suppressed', 'no_consent']);
export type LeftOut = z.infer<typeof leftOut>;

/** What a purpose takes of people (RGPD art. 30(1)(c)). Nothing of article 9 is on this list, and nothing can be added to it. */
export const dataCategory = z.enum([
  'identity',
  'contact_details',
  'address',
  'birth',
  'household',
  'organization',
  'interests',
  'exchanges',
  'participation',
]);
export type DataCategory = z.infer<typeof dataCategory>;

export const newPurpose = z.object({
  name: z.string().trim().min(1, 'Donnez un nom à cette finalité.').max(80),
  description: z.string().trim().max(1000).default(''),
  legalBasis,
  dataCategories: ticked(dataCategory)
    .refine((some) => some.length > 0, 'Cochez au moins une sorte de données.')
    .default(['identity', 'contact_details']),
  retentionMonths: z.coerce.number().int().min(1, 'Au moins un mois.').max(600, 'Cinquante ans au plus.').default(36),
  disclosedTo: z.string().trim().max(1000).default(''),
  isOpenToMinors: z.boolean().default(false),
  /** Proposed to whoever subscribes by themselves, on the site or on a slip. */
  isProposed: z.boolean().default(true),
});
export type NewPurpose = z.input<typeof newPurpose>;
export type PurposeChange = z.output<typeof newPurpose>;

export const purpose = z.object({
  id,
  code: z.string(),
  ...newPurpose.shape,
  dataCategories: z.array(dataCategory),
  retentionMonths: z.number().int(),
  /** Somebody has answered: what they answered about is no longer changed under them. */
  isAnswered: z.boolean(),
  archivedAt: instant.nullable(),
  version: z.number().int(),
});
export type Purpose = z.output<typeof purpose>;

/** One cell of the matrix: what the person answered, if asked, and whether they can be reached so today. */
export const consentCell = z.object({
  channel,
  answer: consentAnswer.nullable(),
  since: instant.nullable(),
  method: consentMethod.nullable(),
  leftOut: leftOut.nullable(),
});
export type ConsentCell = z.output<typeof consentCell>;

export const consentRow = z.object({ purposeId: id, purposeName: z.string(), legalBasis, cells: z.array(consentCell) });
export type ConsentRow = z.output<typeof consentRow>;

/** Where an agent can have been given an answer. */
export const witnessedMethod = consentMethod.extract(['counter', 'phone', 'paper']);

/** An answer given to an agent: never without the place, the day and the words. */
export const witnessedAnswer = z.object({
  purposeId: id,
  channel,
  answer: consentAnswer,
  method: witnessedMethod,
  wording: z.string().trim().min(1).max(2000),
  happenedOn: day,
});
export type WitnessedAnswer = z.output<typeof witnessedAnswer>;

export const consentProof = z.object({
  id,
  purposeId: id,
  purposeName: z.string(),
  legalBasis,
  channel,
  answer: consentAnswer,
  method: consentMethod,
  wording: z.string(),
  wordingHash: z.string(),
  /** The page the words stood on, where there was one. */
  pageHash: z.string().nullable(),
  language: z.string(),
  confirmedAt: instant.nullable(),
  happenedAt: instant,
  recordedAt: instant,
  actorName: z.string(),
  /** Typed by mistake, and said so since: it no longer counts. */
  annulledAt: instant.nullable(),
});
export type ConsentProof = z.output<typeof consentProof>;

export const consentsApi = {
  listPurposes: endpoint('GET /purposes', {
    access: 'consents.read',
    summary: 'Les finalités : à quoi servent les données ; celles qui sont archivées aussi, sur demande.',
    query: z.object({ include: z.enum(['active', 'all']).default('active') }),
    reply: z.array(purpose),
  }),
  addPurpose: endpoint('POST /purposes', {
    access: 'purposes.manage',
    summary: 'Ajoute une finalité.',
    body: newPurpose,
    reply: purpose,
  }),
  changePurpose: endpoint('PATCH /purposes/:purposeId', {
    access: 'purposes.manage',
    summary: 'Change une finalité ; sa base légale reste, dès que quelqu’un y a répondu.',
    body: newPurpose,
    reply: purpose,
  }),
  archivePurpose: endpoint('POST /purposes/:purposeId/archival', {
    access: 'purposes.manage',
    summary: 'Archive une finalité : plus rien ne part pour elle.',
    reply: purpose,
  }),
  restorePurpose: endpoint('DELETE /purposes/:purposeId/archival', {
    access: 'purposes.manage',
    summary: 'Rouvre une finalité archivée.',
    reply: purpose,
  }),
  list: endpoint('GET /contacts/:contactId/consents', {
    access: 'consents.read',
    summary: 'Ce qu’une personne accepte ou refuse, par finalité et par canal.',
    reply: z.array(consentRow),
  }),
  record: endpoint('PUT /contacts/:contactId/consents', {
    access: 'consents.write',
    summary: 'Note un accord ou un refus donné à un agent, avec sa preuve.',
    body: witnessedAnswer,
    reply: z.array(consentRow),
  }),
  listProofs: endpoint('GET /contacts/:contactId/consent-proofs', {
    access: 'consents.read',
    summary: 'Les preuves de chaque accord et de chaque refus d’une personne.',
    reply: z.array(consentProof),
  }),
  attest: endpoint('GET /contacts/:contactId/consent-proofs/:proofId/attestation', {
    access: 'consents.read',
    summary: 'Une preuve en clair, à lire ou à imprimer : qui, quand, où, avec quels mots.',
    isDownload: true,
  }),
  showPage: endpoint('GET /contacts/:contactId/consent-proofs/:proofId/page', {
    access: 'consents.read',
    summary: 'La page que la personne avait sous les yeux, à l’octet près.',
    isDownload: true,
  }),
};
