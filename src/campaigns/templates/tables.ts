import type { Generated, JSONColumnType } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import type { CampaignCategory } from '../contract.ts';

type TemplateTables = {
  campaignTemplates: {
    id: string;
    name: string;
    category: CampaignCategory;
    content: JSONColumnType<object>;
    createdAt: string;
    createdBy: string;
    archivedAt: Generated<string | null>;
  };
};

export const templatesDb = (scope: Scope) => scope.db.withTables<TemplateTables>();
