import type { ConsentTables } from '../../consents/tables.ts';
import type { ContactTables } from '../../contacts/tables.ts';
import type { Scope } from '../../platform/scope.ts';

export const mergesDb = (scope: Scope) => scope.db.withTables<ContactTables & ConsentTables>();
