import type { ContactOrder, Reach } from './contract.ts';

export const reachLabel: Record<Reach, string> = {
  email: 'Avec une adresse e-mail',
  mobile: 'Avec un téléphone mobile',
  landline: 'Avec un téléphone fixe',
  address: 'Avec une adresse postale',
  none: 'Sans moyen de contact',
};

export const orderLabel: Record<ContactOrder, string> = {
  name: 'Par nom',
  change: 'Par modification récente',
  exchange: 'Par dernier échange',
};
