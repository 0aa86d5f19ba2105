import type { Generated } from 'kysely';
import type { Scope } from '../../platform/scope.ts';

export type DistrictTables = {
  districts: {
    id: string;
    name: string;
    readonly foldedName: Generated<string>;
    position: number;
    streets: Generated<string[]>;
    version: Generated<number>;
    createdAt: string;
    archivedAt: Generated<string | null>;
  };
};

export const districtsDb = (scope: Scope) => scope.db.withTables<DistrictTables>();
