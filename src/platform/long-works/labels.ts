import type { LongWorkState } from './contract.ts';

export const longWorkStateLabel: Record<LongWorkState, string> = {
  waiting: 'En attente',
  running: 'En cours',
  done: 'Terminé',
  failed: 'Interrompu',
  cancelled: 'Arrêté',
};
