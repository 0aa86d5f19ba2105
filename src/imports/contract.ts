import { z } from 'zod';
import { contactKind, honorific, organizationCategory } from '../contacts/contract.ts';
import { customValues } from '../contacts/fields/contract.ts';
import { sensitiveSubject } from '../contacts/lexicon/contract.ts';
import { notedKind } from '../interactions/contract.ts';
import { day, endpoint, id, instant, pageOf, paging } from '../platform/contract.ts';

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
  'consent_date',
  'consent_confirmation',
  'mailing_status',
  'contact_person',
  'note',
]);
export type ColumnTarget = z.infer<typeof columnTarget>;

/** A field the town hall defined itself. */
export const fieldTarget = z.templateLiteral(['field:', z.uuid()]);
export type FieldTarget = z.infer<typeof fieldTarget>;

export const importTarget = z.union([columnTarget, fieldTarget]);
export type ImportTarget = z.infer<typeof importTarget>;

/** The field a column goes to, if it goes to one. */
export const fieldIdOf = (target: ImportTarget | undefined): string | undefined =>
  target?.startsWith('field:') ? target.slice('field:'.length) : undefined;

/** Why a column is left aside or refused: a sensitive subject, minors, or a plain reason. */
export const columnReason = z.enum([
  'unknown',
  'empty',
  'hidden',
  'already_taken',
  'free_text',
  'minor',
  ...sensitiveSubject.options,
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

export const encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15', 'macintosh']);
export type Encoding = z.infer<typeof encoding>;

export const separator = z.enum([';', ',', '\t', '|']);
export type Separator = z.infer<typeof separator>;

/** Why a line of the file holds nobody. */
export const setAsideReason = z.enum(['title', 'blank', 'total', 'footer', 'repeated_header', 'hidden']);
export type SetAsideReason = z.infer<typeof setAsideReason>;

/** In which order names without capitals are written in this file. */
export const nameOrder = z.enum(['first_last', 'last_first']);
export type NameOrder = z.infer<typeof nameOrder>;

export const lineIssueKind = z.enum([
  'no_name',
  'name_of_two_people',
  'name_order_uncertain',
  // Told by imports of before 25 November 2026, which kept no such person.
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
  'value_unreadable',
  'consent_unclear',
  'consent_unconfirmed',
  'status_unknown',
  'zero_restored',
  'address_suppressed',
  'cell_too_long',
  'text_undecodable',
  'cells_beyond_columns',
  'lines_disagree',
  'record_kept',
  'record_archived',
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

/** What another mailing tool knew of a subscriber. */
export const mailingStatus = z.enum(['active', 'unsubscribed', 'bounced', 'complained']);
export type MailingStatus = z.infer<typeof mailingStatus>;

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
  /** When they answered, where the file says so. */
  answeredAt: instant.nullable(),
  /** Why their e-mail is never to be written to again. */
  emailSuppression: z.enum(['bounce', 'complaint']).nullable(),
  note: z.string().nullable(),
  /** What they do in the organization their line is about. */
  role: z.string().nullable(),
  custom: customValues,
});
export type ContactDraft = z.infer<typeof contactDraft>;

/** What a file may weigh: a million rows of a town's own files weigh about 130 MB. */
export const FILE_LIMIT = 512 * 1024 * 1024;

export const importState = z.enum(['uploaded', 'reading', 'ready', 'running', 'done', 'cancelled', 'undoing', 'undone']);
export type ImportState = z.infer<typeof importState>;

/** What a line becomes: foreseen until the import has gone past it, then true. */
export const lineOutcome = z.enum(['added', 'completed', 'unchanged', 'merged', 'rejected']);
export type LineOutcome = z.infer<typeof lineOutcome>;

/** How a line resembles a record it is not surely about: they share an e-mail or a mobile, or nothing but the name. */
export const resemblance = z.enum(['close', 'homonym']);
export type Resemblance = z.infer<typeof resemblance>;

/** What undoing did of a contact: gone, as it was, or kept because somebody worked on it since. */
export const takenBack = z.enum(['removed', 'restored', 'kept']);
export type TakenBack = z.infer<typeof takenBack>;

const count = z.int().min(0);

/** How the file was understood, found once. */
export const importLayout = z.object({
  bytes: count,
  format: z.enum(['text', 'workbook']).default('text'),
  /** Of a workbook, and which one is read. */
  sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean() })).default([]),
  sheet: count.nullable().default(null),
  encoding,
  isDoubleEncoded: z.boolean(),
  undecodableLines: z.array(count),
  separator,
  headerLine: count.nullable(),
  nameOrder,
  columns: z.array(sheetColumn),
  /** Those that may hold somebody. */
  lineCount: count,
  setAsideCounts: z.partialRecord(setAsideReason, count),
  /** The first of them, to look at. */
  setAside: z.array(z.object({ line: count, reason: setAsideReason, text: z.string() })),
});
export type ImportLayout = z.infer<typeof importLayout>;

/** What the agent agrees on: where each column goes, and which repairs proposed by kind are taken. */
export const importMapping = z.object({
  targets: z.array(importTarget).max(256),
  acceptedRepairs: z.array(lineIssueKind).default([]),
  /** Lines the agent says are somebody else than whom Parvis takes them for. */
  apart: z.array(count).max(10_000).default([]),
  /** What the agent said of the lines that resemble a record: the same person, or two. */
  resemblances: z
    .array(z.object({ line: count, contactId: id, isSame: z.boolean() }))
    .max(10_000)
    .default([]),
  /** Who is written on a line of a file that speaks of children. */
  person: z.enum(['adult', 'child']).nullable().default(null),
  /** Each line is an exchange: a meeting attended, a visit. Never by default: attendance by name is the town hall's choice. */
  exchange: z
    .object({
      kind: notedKind.exclude(['note']),
      happenedOn: day,
      subject: z.string().trim().min(1, 'Dites de quoi il s’agissait.').max(120),
    })
    .nullable()
    .default(null),
  origin: z
    .object({
      /** From the people themselves, from another service or tool, or from civil status records (births, weddings, deaths). */
      kind: z.enum(['person', 'third_party', 'civil_status']),
      /** Each person expressly agreed to this use. */
      hasAgreement: z.boolean().default(false),
    })
    .default({ kind: 'person', hasAgreement: false }),
});
export type ImportMapping = z.output<typeof importMapping>;

const issueTally = z.object({
  kind: lineIssueKind,
  count,
  /** Of these, those with a repair to offer. */
  repairable: count,
  examples: z.array(z.object({ line: count, text: z.string(), proposal: z.string().nullable() })),
});
export type IssueTally = z.infer<typeof issueTally>;

export const importFigures = z.object({
  lines: count,
  people: count,
  organizations: count,
  added: count,
  completed: count,
  unchanged: count,
  merged: count,
  rejected: z.partialRecord(lineIssueKind, count),
  withEmail: count,
  consents: z.object({ granted: count, refused: count, unknown: count }),
  /** E-mails never to be written to again, by reason. */
  suppressed: z.object({ bounce: count, complaint: count }).default({ bounce: 0, complaint: 0 }),
  /** Lines that resemble a record: said to be the same, said to be two people, or not decided (a new record). */
  resemblances: z.object({ same: count, apart: count, undecided: count }).default({ same: 0, apart: 0, undecided: 0 }),
  /** People of an organization, written on its line. */
  members: count.default(0),
  /** Exchanges noted, one for each person. */
  exchanges: count.default(0),
  issues: z.array(issueTally),
});
export type ImportFigures = z.infer<typeof importFigures>;

const undoFigures = z.object({ removed: count, restored: count, kept: count });

export const importRun = z.object({
  id,
  fileName: z.string(),
  state: importState,
  layout: importLayout,
  mapping: importMapping,
  /** Columns speak of children, and the names may be theirs: the agent says. */
  mayNameChildren: z.boolean(),
  purposeId: id.nullable(),
  purposeName: z.string().nullable(),
  source: z.string(),
  /** Foreseen, then true; null until the file is read under its mapping. */
  figures: importFigures.nullable(),
  undo: undoFigures.nullable(),
  createdBy: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  undoneAt: instant.nullable(),
  /** When people must have been told, where they gave nothing themselves (RGPD art. 14(3)). */
  informBy: day.nullable(),
  /** Until when it can be taken back. */
  undoableUntil: instant.nullable(),
  /** The work that reads, writes or takes back, and its bar. */
  longWorkId: id.nullable(),
  /** The last import of this very file, when it was not taken back. */
  sameFile: z.object({ importId: id, fileName: z.string(), finishedAt: instant }).nullable(),
  version: z.int(),
});
export type ImportRun = z.infer<typeof importRun>;

/** One line of the journal. */
export const importSummary = importRun
  .pick({ id: true, fileName: true, state: true, purposeName: true, source: true, createdBy: true, createdAt: true })
  .extend({ finishedAt: instant.nullable(), added: count.nullable(), completed: count.nullable() });
export type ImportSummary = z.infer<typeof importSummary>;

export const importChange = z
  .object({ mapping: importMapping, purposeId: id, source: z.string().trim().min(1, 'Dites d’où vient ce fichier.').max(200) })
  .partial();
export type ImportChange = z.output<typeof importChange>;

const knownContact = z.object({
  id,
  firstName: z.string(),
  lastName: z.string(),
  email: z.string().nullable(),
  mobilePhone: z.string().nullable(),
  landlinePhone: z.string().nullable(),
  birthDate: z.string().nullable(),
  addressLine: z.string(),
  isArchived: z.boolean(),
});

/** A line, what it says, what it becomes, and the record it is about. */
export const importLine = z.object({
  line: count,
  outcome: lineOutcome,
  takenBack: takenBack.nullable(),
  draft: contactDraft,
  issues: z.array(lineIssue),
  contact: knownContact.nullable(),
  /** The record it resembles, and how. */
  resembles: knownContact.nullable(),
  resemblance: resemblance.nullable(),
});
export type ImportLine = z.infer<typeof importLine>;

const lineSearch = paging.extend({
  outcome: lineOutcome.optional(),
  issue: lineIssueKind.optional(),
  takenBack: takenBack.optional(),
  resemblance: resemblance.optional(),
});
export type LineSearch = z.output<typeof lineSearch>;

/** Of one line; or, without a line, of all those of that kind not decided yet. Null takes the decision back. */
const resemblanceDecision = z.object({
  kind: resemblance,
  line: count.nullable().default(null),
  isSame: z.boolean().nullable(),
});
export type ResemblanceDecision = z.output<typeof resemblanceDecision>;

export const importsApi = {
  upload: endpoint('POST /imports', {
    access: 'imports.run',
    summary: 'Dépose un fichier et dit comment il est compris. Rien n’est encore écrit.',
    transaction: 'none',
    query: z.object({ fileName: z.string().trim().min(1).max(200) }),
    uploadLimit: FILE_LIMIT,
    reply: importRun,
  }),
  list: endpoint('GET /imports', {
    access: 'imports.read',
    summary: 'Le journal des imports, du plus récent au plus ancien.',
    query: paging,
    reply: pageOf(importSummary),
  }),
  example: endpoint('GET /imports/example', {
    access: 'imports.run',
    summary: 'Un fichier d’exemple, avec un intitulé pour chaque donnée que Parvis sait lire.',
    isDownload: true,
  }),
  show: endpoint('GET /imports/:importId', {
    access: 'imports.read',
    summary: 'Un import : comment le fichier est compris, où il en est, ce qu’il donne.',
    reply: importRun,
  }),
  chooseSheet: endpoint('POST /imports/:importId/sheet-choice', {
    access: 'imports.run',
    summary: 'Choisit la feuille du classeur à lire. Le choix des colonnes recommence.',
    transaction: 'none',
    body: z.object({ sheet: count }),
    reply: importRun,
  }),
  change: endpoint('PATCH /imports/:importId', {
    access: 'imports.run',
    summary: 'Dit à quoi servira le fichier, d’où il vient, et où va chaque colonne.',
    body: importChange,
    reply: importRun,
  }),
  preview: endpoint('POST /imports/:importId/preview', {
    access: 'imports.run',
    summary: 'Lit tout le fichier et annonce, au chiffre près, ce que donnerait l’import.',
    transaction: 'none',
    reply: importRun,
  }),
  decideResemblances: endpoint('POST /imports/:importId/resemblance-decisions', {
    access: 'imports.run',
    summary: 'Dit si une ligne qui ressemble à une fiche parle de la même personne, ou décide toutes celles qui restent.',
    body: resemblanceDecision,
    reply: importRun,
  }),
  launch: endpoint('POST /imports/:importId/launch', {
    access: 'imports.run',
    summary: 'Lance l’import. Demandé deux fois, il ne part qu’une.',
    reply: importRun,
  }),
  cancel: endpoint('POST /imports/:importId/cancellation', {
    access: 'imports.run',
    summary: 'Arrête l’import en cours ; ce qui est déjà écrit se reprend ou s’annule.',
    reply: importRun,
  }),
  undo: endpoint('POST /imports/:importId/undo', {
    access: 'imports.run',
    summary: 'Annule un import, pendant trente jours.',
    reply: importRun,
  }),
  listLines: endpoint('GET /imports/:importId/lines', {
    access: 'imports.read',
    summary: 'Les lignes du fichier et ce que chacune devient.',
    query: lineSearch,
    reply: pageOf(importLine),
  }),
  rejectedLines: endpoint('GET /imports/:importId/rejected-lines', {
    access: 'imports.read',
    summary: 'Les lignes rejetées, avec leur motif, en fichier CSV à corriger.',
    transaction: 'none',
    isDownload: true,
  }),
};
