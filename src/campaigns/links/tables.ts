import type { Scope } from '../../platform/scope.ts';
import type { CampaignTables } from '../tables.ts';

export type LinkTables = {
  campaignLinks: { campaignId: string; rank: number; url: string; label: string };
  linkClicks: { campaignId: string; rank: number; since: string; count: number };
};

export const linksDb = (scope: Scope) => scope.db.withTables<LinkTables & CampaignTables>();
