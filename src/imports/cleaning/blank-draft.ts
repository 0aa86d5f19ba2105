import type { ContactDraft } from '../contract.ts';

/** Of whom nothing has been read yet. */
export const blankDraft = (): ContactDraft => ({
  kind: 'person',
  honorific: null,
  firstName: null,
  lastName: null,
  birthName: null,
  email: null,
  mobilePhone: null,
  landlinePhone: null,
  birthDate: null,
  addressLine: null,
  postcode: null,
  municipality: null,
  siret: null,
  category: null,
  tags: [],
  emailConsent: null,
  answeredAt: null,
  emailSuppression: null,
  note: null,
  role: null,
  custom: {},
});
