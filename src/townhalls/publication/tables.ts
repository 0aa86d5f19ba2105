import type { Generated } from 'kysely';
import type { Scope } from '../../platform/scope.ts';

export type PublicationTables = {
  publications: {
    townHallId: Generated<number>;
    director: string;
    host: string;
    accessibilityEmail: string | null;
    auditedOn: string | null;
    auditedBy: string;
    conformityRate: number | null;
    notCompliant: string;
    exempted: string;
    schemeUrl: string | null;
    version: Generated<number>;
  };
};

export const publicationsDb = (scope: Scope) => scope.db.withTables<PublicationTables>();
