import type { ContactOrder } from './contract.ts';
import type { Listed } from './views/contract.ts';

/** What each order goes by, as a menu of orders names it. */
export const orderLabel: Record<ContactOrder, string> = {
  name: 'Nom',
  created: 'Fiche ajoutée',
  change: 'Fiche modifiée',
  exchange: 'Dernier échange',
  birth: 'Date de naissance',
};

export const listLabel: Record<Listed, string> = { contacts: 'Contacts', organizations: 'Associations, commerces…' };
