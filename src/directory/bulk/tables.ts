import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import type { Act, ActKind, BulkActState } from './contract.ts';

export type BulkTables = {
  bulkActs: {
    id: string;
    kind: ActKind;
    what: JSONColumnType<Act>;
    label: string;
    state: BulkActState;
    contactCount: number;
    longWorkId: string | null;
    actorId: string;
    actorName: string;
    createdAt: string;
    undoneAt: string | null;
  };
  bulkActContacts: {
    bulkActId: string;
    contactId: string;
    outcome: Generated<'changed' | 'unchanged' | 'taken_back' | 'kept' | null>;
    /** What the act changed, as it was. */
    before: ColumnType<unknown, string, string>;
  };
};

export const bulkDb = (scope: Scope) => scope.db.withTables<BulkTables>();
