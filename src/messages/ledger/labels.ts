import type { LeftOut } from '../../consents/contract.ts';
import type { DeliveryState, SkipReason } from './contract.ts';

export const deliveryStateLabel: Record<DeliveryState, string> = {
  waiting: 'À envoyer',
  handing_over: 'En cours d’envoi',
  delivered: 'Remis',
  refused: 'Refusé par la messagerie',
  gave_up: 'Abandonné après plusieurs essais',
  skipped: 'Non envoyé',
  uncertain: 'Incertain',
};

/** Beside the reasons of the gate (`leftOutLabel`). */
export const lostLabel: Record<Exclude<SkipReason, LeftOut>, string> = { erased: 'Fiche effacée depuis' };
