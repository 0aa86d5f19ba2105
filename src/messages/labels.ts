import type { Variable } from './contract.ts';

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
