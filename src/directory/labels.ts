import type { ContactOrder } from './contract.ts';

/** What each order goes by, as a menu of orders names it. */
export const orderLabel: Record<ContactOrder, string> = {
  name: 'Nom',
  created: 'Date d’ajout de la fiche',
  change: 'Dernière modification',
  exchange: 'Dernier échange',
  birth: 'Date de naissance',
};
