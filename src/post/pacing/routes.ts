import { serve } from '../../platform/routes.ts';
import { pacesApi } from './contract.ts';
import { endPace, listPaces } from './pacing.ts';

export const paceRoutes = serve(pacesApi, {
  list: (scope) => listPaces(scope),
  end: (scope, { params }) => endPace(scope, params.paceId),
});
