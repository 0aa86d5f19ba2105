import type { Generated } from 'kysely';
import type { SuppressionTables } from '../consents/suppressions/tables.ts';
import type { ConsentTables } from '../consents/tables.ts';
import type { ContactTables } from '../contacts/tables.ts';
import type { InteractionTables } from '../interactions/tables.ts';
import type { Scope } from '../platform/scope.ts';
import type {
  ContactDraft,
  ImportFigures,
  ImportLayout,
  ImportMapping,
  ImportRun,
  ImportState,
  LineIssue,
  LineOutcome,
  Resemblance,
  TakenBack,
} from './contract.ts';

/** What a record was before a line touched it, so that the import can be taken back. */
export interface Before {
  fields?: Partial<Record<keyof ContactDraft, string | null>>;
  /** Tags it did not carry. */
  tagIds?: string[];
  /** Fields of the town hall's own it had no value for. */
  customIds?: string[];
  /** The answer it gave for this purpose by e-mail; null: none. */
  answer?: 'granted' | 'refused' | null;
}

/** A draft as it rests on its line: what the base has columns for, and apart what few lines have. */
export type KeptDraft = Omit<ContactDraft, Extra> & { extra: Partial<Pick<ContactDraft, Extra>> | null };
export type Extra = 'tags' | 'emailConsent' | 'answeredAt' | 'emailSuppression' | 'note' | 'role' | 'custom';

export interface KeptFigures {
  tally?: ImportFigures;
  undo?: ImportRun['undo'];
}

export type ImportTables = {
  importRuns: {
    id: string;
    fileName: string;
    file: string;
    /** The sheet of a workbook, copied out as text. */
    textFile: Generated<string | null>;
    state: ImportState;
    layout: ImportLayout;
    mapping: ImportMapping;
    purposeId: string | null;
    source: Generated<string>;
    figures: Generated<KeptFigures>;
    readAt: string | null;
    settledPlace: Generated<number>;
    undonePlace: Generated<number>;
    longWorkId: string | null;
    cancelAskedAt: string | null;
    createdBy: string;
    createdAt: string;
    finishedAt: string | null;
    undoneAt: string | null;
    forgottenAt: Generated<string | null>;
    version: Generated<number>;
  };
  importLines: {
    importRunId: string;
    /** Four a line: whom it is about, then those it names beside. */
    place: number;
    /** Who, in this file: one for all the lines that speak of a person, and the id of their record once it is added. */
    subjectId: string;
    /** Whom it is in the base, when they were known. */
    contactId: string | null;
    outcome: Generated<LineOutcome>;
    /** Null where there is nothing to look at, as on most lines. */
    issues: LineIssue[] | null;
    before: Before | null;
    takenBack: TakenBack | null;
    /** The record it resembles without being surely about it. */
    resemblesId: string | null;
    resemblance: Resemblance | null;
    readonly nameLastFirst: string | null;
    readonly nameFirstLast: string | null;
    readonly streetEnding: string | null;
  } & KeptDraft;
};

export const importsDb = (scope: Scope) =>
  scope.db.withTables<ImportTables & ConsentTables & SuppressionTables & ContactTables & InteractionTables>();
