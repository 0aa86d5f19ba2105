import { serve } from '../platform/routes.ts';
import { addPurpose, listConsentProofs, listConsents, listPurposes, witnessConsent } from './consents.ts';
import { consentsApi } from './contract.ts';

export const consentRoutes = serve(consentsApi, {
  listPurposes: (scope) => listPurposes(scope),
  addPurpose: (scope, { body }) => addPurpose(scope, body),
  list: (scope, { params }) => listConsents(scope, params.contactId),
  record: (scope, { params, body }) => witnessConsent(scope, params.contactId, body),
  listProofs: (scope, { params }) => listConsentProofs(scope, params.contactId),
});
