import { serve } from '../../platform/routes.ts';
import { uncertainApi } from './contract.ts';
import { listSettlementsOf, listUncertainOf, readJournalOf, settle } from './uncertain.ts';

export const uncertainRoutes = serve(uncertainApi, {
  list: (scope, { params, query }) => listUncertainOf(scope, params.campaignId, query),
  listSettlements: (scope, { params }) => listSettlementsOf(scope, params.campaignId),
  settle: (scope, { params, body }) => settle(scope, params.campaignId, body),
  readJournal: (scope, { params, body }) => readJournalOf(scope, params.campaignId, body.extract),
});
