import type { Generated, JSONColumnType, Selectable } from 'kysely';
import type { LedgerTables } from '../messages/ledger/tables.ts';
import type { Content, RichText } from '../messages/letter/contract.ts';
import type { Actor, Scope } from '../platform/scope.ts';
import type { KnownTables, SegmentTables } from '../segments/tables.ts';
import type { Neutrality } from './checks/contract.ts';
import type { CampaignCategory, CampaignState } from './contract.ts';

export type CampaignTables = {
  campaigns: {
    id: string;
    name: string;
    content: JSONColumnType<object>;
    category: Generated<CampaignCategory>;
    neutrality: Generated<Neutrality | null>;
    urgency: Generated<string>;
    opposition: Generated<RichText | null>;
    oppositionExemption: Generated<string>;
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
    leavesAt: Generated<string | null>;
    scheduledBy: JSONColumnType<Actor> | null;
    heldUntil: Generated<string | null>;
    missedBecause: Generated<string>;
  };
};

/** As it is read: its letter in today's shape. */
export type CampaignRow = Omit<Selectable<CampaignTables['campaigns']>, 'content'> & { content: Content };

export const campaignsDb = (scope: Scope) => scope.db.withTables<CampaignTables & LedgerTables & SegmentTables & KnownTables>();
