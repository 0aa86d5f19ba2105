import type { Generated } from 'kysely';
import type { Scope } from '../../platform/scope.ts';

export type ThemeTables = {
  themes: {
    id: string;
    name: string;
    readonly foldedName: Generated<string>;
    position: number;
    version: Generated<number>;
    createdAt: string;
    archivedAt: Generated<string | null>;
  };
};

export const themesDb = (scope: Scope) => scope.db.withTables<ThemeTables>();
