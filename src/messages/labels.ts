import type { LeftOut } from '../consents/contract.ts';
import type { DeliveryState, SkipReason, Variable } from './contract.ts';

export const variableLabel: Record<Variable, string> = {
  salutation: 'Madame ou Monsieur, et le nom',
  civilite: 'Madame ou Monsieur',
  prenom: 'Prénom',
  nom: 'Nom',
  commune: 'Commune de l’adresse',
};

/** What to write when it is not known, unless the agent prefers other words. */
export const usualFallback: Record<Variable, string> = {
  salutation: 'Madame, Monsieur',
  civilite: 'Madame, Monsieur',
  prenom: 'à vous',
  nom: 'Madame, Monsieur',
  commune: 'votre commune',
};

export const deliveryStateLabel: Record<DeliveryState, string> = {
  waiting: 'À envoyer',
  claimed: 'En cours d’envoi',
  handing_over: 'En cours d’envoi',
  delivered: 'Remis',
  refused: 'Refusé par la messagerie',
  gave_up: 'Abandonné après plusieurs essais',
  skipped: 'Non envoyé',
  uncertain: 'Incertain',
};

/** Beside the reasons of the gate (`leftOutLabel`). */
export const lostLabel: Record<Exclude<SkipReason, LeftOut>, string> = { erased: 'Fiche effacée depuis' };
