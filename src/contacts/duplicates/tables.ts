import type { Generated } from 'kysely';
import type { DuplicateReason } from './contract.ts';

export type DuplicateTables = {
  duplicates: {
    contactId: string;
    otherId: string;
    reasons: DuplicateReason[];
    isSure: boolean;
    foundAt: string;
    setApartAt: Generated<string | null>;
    setApartBy: Generated<string>;
  };
  merges: {
    id: string;
    keptId: string;
    mergedId: string;
    mergedName: string;
    mergedAt: string;
    mergedBy: string;
    /** What it takes to take it back, in JSON; null once it no longer can be. */
    memory: string | null;
    separatedAt: Generated<string | null>;
    separatedBy: Generated<string>;
  };
};
