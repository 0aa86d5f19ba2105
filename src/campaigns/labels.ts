import type { CampaignCategory, CampaignState } from './contract.ts';

export const campaignStateLabel: Record<CampaignState, string> = {
  draft: 'Brouillon',
  scheduled: 'Programmé',
  sending: 'Envoi en cours',
  stopped: 'Arrêté',
  sent: 'Envoyé',
};

export const campaignCategoryLabel: Record<CampaignCategory, string> = {
  municipal_news: 'Nouvelles de la commune',
  event: 'Événement',
  works: 'Travaux',
  consultation: 'Consultation',
  service_continuity: 'Continuité d’un service',
  alert: 'Alerte',
  other: 'Autre',
};
