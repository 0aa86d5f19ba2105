import { serve } from '../platform/routes.ts';
import { breakDown } from './breakdown.ts';
import { segmentsApi } from './contract.ts';
import { explain } from './explanation.ts';
import {
  addSegment,
  archiveSegment,
  changeSegment,
  countReach,
  countRule,
  getSegment,
  listContactsIn,
  listSegments,
  restoreSegment,
  sampleOf,
} from './segments.ts';
import { vocabularyOf } from './vocabulary.ts';

export const segmentRoutes = serve(segmentsApi, {
  list: (scope, { query }) => listSegments(scope, query),
  add: (scope, { body }) => addSegment(scope, body),
  get: (scope, { params }) => getSegment(scope, params.segmentId),
  change: (scope, { params, body, version }) => changeSegment(scope, params.segmentId, { ...body, version }),
  archive: (scope, { params }) => archiveSegment(scope, params.segmentId),
  restore: (scope, { params }) => restoreSegment(scope, params.segmentId),
  listContacts: async (scope, { params, query }) =>
    listContactsIn(scope, (await getSegment(scope, params.segmentId)).rule, query),
  count: (scope, { body }) => countRule(scope, body.rule),
  breakDown: (scope, { body }) => breakDown(scope, body.rule),
  countReach: (scope, { body }) => countReach(scope, body),
  sample: async (scope, { body }) => ({ items: await sampleOf(scope, body.rule, body.size) }),
  explain: (scope, { body }) => explain(scope, body),
  vocabulary: (scope) => vocabularyOf(scope),
});
