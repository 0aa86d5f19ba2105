import type { LedgerTables } from '../../messages/ledger/tables.ts';
import type { Actor, Scope } from '../../platform/scope.ts';
import type { KnownTables } from '../../segments/tables.ts';
import type { CampaignTables } from '../tables.ts';
import type { ExportKind } from './contract.ts';

type ReportTables = {
  campaignExports: {
    id: string;
    campaignId: string;
    kind: ExportKind;
    reason: string;
    rows: number;
    madeAt: string;
    actorKind: Actor['kind'];
    actorId: string;
    actorName: string;
  };
};

export const reportDb = (scope: Scope) => scope.db.withTables<ReportTables & CampaignTables & LedgerTables & KnownTables>();
