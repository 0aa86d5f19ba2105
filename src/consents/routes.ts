import { serve } from '../platform/routes.ts';
import { attest, showPage } from './attestation.tsx';
import { addPurpose, listConsentProofs, listConsents, listPurposes, witnessConsent } from './consents.ts';
import { consentsApi } from './contract.ts';
import { archivePurpose, changePurpose, restorePurpose } from './purposes.ts';

export const consentRoutes = serve(consentsApi, {
  listPurposes: (scope, { query }) => listPurposes(scope, query.include),
  addPurpose: (scope, { body }) => addPurpose(scope, body),
  changePurpose: (scope, { params, body, version }) => changePurpose(scope, params.purposeId, { ...body, version }),
  archivePurpose: (scope, { params }) => archivePurpose(scope, params.purposeId),
  restorePurpose: (scope, { params }) => restorePurpose(scope, params.purposeId),
  list: (scope, { params }) => listConsents(scope, params.contactId),
  record: (scope, { params, body }) => witnessConsent(scope, params.contactId, body),
  listProofs: (scope, { params }) => listConsentProofs(scope, params.contactId),
  attest: (scope, { params }) => attest(scope, params.contactId, params.proofId),
  showPage: (scope, { params }) => showPage(scope, params.contactId, params.proofId),
});
