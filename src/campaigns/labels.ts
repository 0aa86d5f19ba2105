import type { CampaignState } from './contract.ts';

export const campaignStateLabel: Record<CampaignState, string> = {
  draft: 'Brouillon',
  sending: 'Envoi en cours',
  stopped: 'Arrêté',
  sent: 'Envoyé',
};
