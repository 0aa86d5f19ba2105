import { serve } from '../platform/routes.ts';
import { directoryApi } from './contract.ts';
import { countContacts, findNeighbours, listContacts } from './directory.ts';

export const directoryRoutes = serve(directoryApi, {
  list: (scope, { query }) => listContacts(scope, query),
  count: (scope, { query }) => countContacts(scope, query),
  neighbours: (scope, { params, query }) => findNeighbours(scope, params.contactId, query),
});
