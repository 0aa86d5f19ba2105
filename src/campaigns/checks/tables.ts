import type { LedgerTables } from '../../messages/ledger/tables.ts';
import type { Scope } from '../../platform/scope.ts';
import type { KnownTables } from '../../segments/tables.ts';
import type { TeamTables } from '../../team/tables.ts';
import type { CampaignTables } from '../tables.ts';

type CheckTables = {
  campaignReviews: {
    id: string;
    campaignId: string;
    version: number;
    askedOf: string;
    askedOfName: string;
    askedBy: string;
    askedAt: string;
    answer: 'approved' | 'commented' | null;
    comment: string;
    answeredAt: string | null;
  };
};

export const checksDb = (scope: Scope) =>
  scope.db.withTables<CheckTables & CampaignTables & LedgerTables & KnownTables & Pick<TeamTables, 'teamMembers'>>();
