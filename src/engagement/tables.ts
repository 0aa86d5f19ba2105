import type { ContactTables } from '../contacts/tables.ts';
import type { InteractionTables } from '../interactions/tables.ts';
import type { Scope } from '../platform/scope.ts';
import type { Levels } from './contract.ts';

export type EngagementTables = {
  engagementRules: {
    version: number;
    veryActiveActs: number;
    veryActiveDays: number;
    activeActs: number;
    activeDays: number;
    passiveDays: number;
    changedAt: string;
    changedBy: string;
  };
  engagementMonths: Levels & { month: string; countedAt: string };
  solicitationLimits: { letters: number; version: number; changedAt: string; changedBy: string };
};

export const engagementDb = (scope: Scope) => scope.db.withTables<EngagementTables & ContactTables & InteractionTables>();
