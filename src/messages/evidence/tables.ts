import type { ContactTables } from '../../contacts/tables.ts';
import type { Scope } from '../../platform/scope.ts';
import type { RelayTables } from '../../post/relays/tables.ts';
import type { LedgerTables } from '../ledger/tables.ts';
import type { Verdict } from './contract.ts';

type EvidenceTables = {
  deliverySettlements: {
    deliveryId: string;
    leaseEpoch: number;
    campaignId: string;
    verdict: Verdict;
    reason: string;
    settledAt: string;
    settledBy: string;
  };
};

export const evidenceDb = (scope: Scope) => scope.db.withTables<EvidenceTables & LedgerTables & ContactTables & RelayTables>();
