import { serve } from '../../platform/routes.ts';
import { listsApi } from './contract.ts';
import { addList, addToList, freezeSegment, removeFromList } from './lists.ts';

export const listRoutes = serve(listsApi, {
  add: (scope, { body }) => addList(scope, body),
  freeze: (scope, { params, body }) => freezeSegment(scope, params.segmentId, body),
  addMembers: (scope, { params, body }) => addToList(scope, params.listId, body),
  removeMembers: (scope, { params, body }) => removeFromList(scope, params.listId, body),
});
