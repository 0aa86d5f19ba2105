import { z } from 'zod';
import { journalReading, settlement, uncertainDelivery, verdict } from '../../messages/evidence/contract.ts';
import { endpoint, id, pageOf, paging } from '../../platform/contract.ts';
import { campaign } from '../contract.ts';

export const uncertainApi = {
  list: endpoint('GET /campaigns/:campaignId/uncertain-deliveries', {
    access: 'campaigns.read',
    summary: 'Les remises incertaines d’un envoi, avec ce que l’on sait de chacune.',
    query: paging,
    reply: pageOf(uncertainDelivery),
  }),
  listSettlements: endpoint('GET /campaigns/:campaignId/settlements', {
    access: 'campaigns.read',
    summary: 'Qui a tranché les remises incertaines, quand, et sur quelle preuve.',
    reply: z.array(settlement),
  }),
  settle: endpoint('POST /campaigns/:campaignId/settlements', {
    access: 'campaigns.send',
    summary: 'Tranche des remises incertaines, ou toutes : arrivées chez le relais, ou prouvées non parties et à renvoyer.',
    body: z.object({
      verdict,
      reason: z.string().trim().min(3, 'Dites sur quoi vous vous fondez.').max(300),
      deliveryIds: z.array(id).max(20_000).optional(),
    }),
    reply: campaign,
  }),
  readJournal: endpoint('POST /campaigns/:campaignId/journal-readings', {
    access: 'campaigns.send',
    summary: 'Cherche les remises incertaines dans un extrait du journal du relais. Rien n’est tranché.',
    body: z.object({
      extract: z
        .string()
        .min(1, 'Collez un extrait du journal.')
        .max(900_000, 'Cet extrait est trop long : collez-en une partie.'),
    }),
    reply: journalReading,
  }),
};
