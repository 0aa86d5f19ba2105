import { serve } from '../platform/routes.ts';
import { mergesApi } from './merges/contract.ts';
import { type Footprints, listMerges, mergeContacts, separateContacts } from './merges/merges.ts';

export const privacyRoutes = (footprints: Footprints) =>
  serve(mergesApi, {
    add: (scope, { body }) => mergeContacts(scope, footprints, body),
    list: (scope, { query }) => listMerges(scope, query),
    separate: (scope, { params }) => separateContacts(scope, footprints, params.mergeId),
  });
