import { serve } from '../platform/routes.ts';
import { engagementApi } from './contract.ts';
import {
  changeEngagementRule,
  changeSolicitationLimit,
  explainEngagement,
  getEngagementRule,
  getSolicitationLimit,
  listEngagementRules,
  listMonths,
  previewLevels,
} from './engagement.ts';

export const engagementRoutes = serve(engagementApi, {
  showRule: (scope) => getEngagementRule(scope),
  changeRule: (scope, { body, version }) => changeEngagementRule(scope, body, version),
  listVersions: async (scope) => ({ items: await listEngagementRules(scope) }),
  preview: (scope, { body }) => previewLevels(scope, body),
  showLimit: (scope) => getSolicitationLimit(scope),
  changeLimit: (scope, { body, version }) => changeSolicitationLimit(scope, body.letters, version),
  listMonths: async (scope) => ({ items: await listMonths(scope) }),
  show: (scope, { params }) => explainEngagement(scope, params.contactId),
});
