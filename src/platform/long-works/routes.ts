import { serve } from '../routes.ts';
import { longWorksApi } from './contract.ts';
import { askCancellation, getLongWork, listLongWorks } from './long-works.ts';

export const longWorkRoutes = serve(longWorksApi, {
  list: (scope, { query }) => listLongWorks(scope, query),
  show: (scope, { params }) => getLongWork(scope, params.longWorkId),
  cancel: (scope, { params }) => askCancellation(scope, params.longWorkId),
});
