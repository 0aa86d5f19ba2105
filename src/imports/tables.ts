import type { Generated } from 'kysely';
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
  TakenBack,
} from './contract.ts';

/** What a record was before a line touched it, so that the import can be taken back. */
export interface Before {
  fields?: Partial<Record<keyof ContactDraft, string | null>>;
  /** Tags it did not carry. */
  tagIds?: string[];
  /** The answer it gave for this purpose by e-mail; null: none. */
  answer?: 'granted' | 'refused' | null;
}

export interface KeptFigures {
  tally?: ImportFigures;
  undo?: ImportRun['undo'];
}

export type ImportTables = {
  importRuns: {
    id: string;
    fileName: string;
    file: string;
    state: ImportState;
    layout: ImportLayout;
    mapping: ImportMapping;
    purposeId: string | null;
    source: Generated<string>;
    figures: Generated<KeptFigures>;
    readAt: string | null;
    settledLine: Generated<number>;
    undoneLine: Generated<number>;
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
    line: number;
    /** Without its blanks. */
    draft: Partial<ContactDraft>;
    issues: LineIssue[];
    outcome: Generated<LineOutcome>;
    contactId: string | null;
    before: Before | null;
    head: number | null;
    takenBack: TakenBack | null;
  };
};

export const importsDb = (scope: Scope) =>
  scope.db.withTables<ImportTables & ConsentTables & ContactTables & InteractionTables>();
