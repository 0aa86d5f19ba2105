import type { Generated, JSONColumnType } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import type { Rule } from '../../segments/rules/contract.ts';
import type { SortedBy } from '../contract.ts';
import type { Listed } from './contract.ts';

export type ViewTables = {
  savedViews: {
    id: string;
    ownerId: string;
    ownerName: string;
    list: Listed;
    name: string;
    rule: JSONColumnType<Rule>;
    search: string;
    columns: JSONColumnType<string[]>;
    sort: SortedBy;
    isShared: Generated<boolean>;
    position: number;
    version: Generated<number>;
    createdAt: string;
    changedAt: string;
    archivedAt: Generated<string | null>;
  };
  viewLooks: {
    ownerId: string;
    list: Listed;
    view: string;
    columns: JSONColumnType<string[] | null>;
    sort: SortedBy | null;
    openedAt: string;
  };
};

export const viewsDb = (scope: Scope) => scope.db.withTables<ViewTables>();
