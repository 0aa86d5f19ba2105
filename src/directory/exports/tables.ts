import type { ColumnType, JSONColumnType } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import type { Selection } from '../bulk/contract.ts';
import type { SortedBy } from '../contract.ts';
import type { ContactExport, ExportColumn, ExportFormat } from './contract.ts';

export type ExportTables = {
  contactExports: {
    id: string;
    format: ExportFormat;
    columns: JSONColumnType<ExportColumn[]>;
    selection: ColumnType<{ selection: Selection; sort: SortedBy } | null, string, string | null>;
    selectionHash: string;
    reason: string;
    contactCount: number;
    canary: JSONColumnType<ContactExport['canary']>;
    actorId: string;
    actorName: string;
    createdAt: string;
    downloadedAt: string | null;
  };
};

export const exportsDb = (scope: Scope) => scope.db.withTables<ExportTables>();
