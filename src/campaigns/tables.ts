import type { Generated } from 'kysely';
import type { LedgerTables } from '../messages/ledger/tables.ts';
import type { Scope } from '../platform/scope.ts';
import type { KnownTables, SegmentTables } from '../segments/tables.ts';
import type { CampaignState } from './contract.ts';

export type CampaignTables = {
  campaigns: {
    id: string;
    name: string;
    subject: Generated<string>;
    body: Generated<string>;
    segmentId: string | null;
    purposeId: string | null;
    state: Generated<CampaignState>;
    version: Generated<number>;
    createdAt: string;
    changedAt: string;
    launchedAt: Generated<string | null>;
    launchedBy: Generated<string>;
    finishedAt: Generated<string | null>;
    archivedAt: Generated<string | null>;
  };
};

export const campaignsDb = (scope: Scope) => scope.db.withTables<CampaignTables & LedgerTables & SegmentTables & KnownTables>();
