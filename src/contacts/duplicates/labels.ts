import type { DuplicateReason } from './contract.ts';

export const duplicateReasonLabel: Record<DuplicateReason, string> = {
  name: 'même nom',
  first_name: 'même prénom',
  birth_date: 'même date de naissance',
  email: 'même adresse e-mail',
  phone: 'même téléphone',
  address: 'même adresse',
  postcode: 'même code postal',
};
