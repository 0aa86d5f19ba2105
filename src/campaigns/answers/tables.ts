import type { LedgerTables } from '../../messages/ledger/tables.ts';
import type { Scope } from '../../platform/scope.ts';
import type { CampaignTables } from '../tables.ts';

export type AnswerTables = {
  answers: { campaignId: string; questionId: string; contactId: string; answer: number; answeredAt: string; changedAt: string };
  questionClosures: { campaignId: string; questionId: string; closedAt: string; closedBy: string };
};

export const answersDb = (scope: Scope) => scope.db.withTables<AnswerTables & CampaignTables & LedgerTables>();
