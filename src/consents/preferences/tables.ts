import type { Generated } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import type { ConsentTables } from '../tables.ts';

export type PreferenceTables = {
  accessCodes: {
    id: string;
    email: string;
    askedAt: string;
    mailedAt: Generated<string | null>;
    usedAt: Generated<string | null>;
  };
  emailChanges: { id: string; contactId: string; email: string; askedAt: string; mailedAt: Generated<string | null> };
};

export const preferencesDb = (scope: Scope) => scope.db.withTables<PreferenceTables & ConsentTables>();
