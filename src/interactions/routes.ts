import { serve } from '../platform/routes.ts';
import { interactionsApi } from './contract.ts';
import { listInteractions, noteInteraction, tallyInteractions } from './interactions.ts';

export const interactionRoutes = serve(interactionsApi, {
  list: (scope, { params, query }) => listInteractions(scope, params.contactId, query),
  tally: (scope, { params }) => tallyInteractions(scope, params.contactId),
  note: (scope, { params, body }) => noteInteraction(scope, params.contactId, body),
});
