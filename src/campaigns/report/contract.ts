import { z } from 'zod';
import { channel } from '../../consents/contract.ts';
import { endpoint, id, instant } from '../../platform/contract.ts';

/** A figure; null where it is too small to be said. */
const discreet = z.number().int().nullable();

export const campaignReport = z.object({
  /** People who answered, or stopped; clicks, by nobody in particular. */
  acts: z.object({ answered: z.number(), clicks: z.number(), optedOut: z.number() }),
  channels: z.array(
    z.object({ channel, total: z.number(), sent: z.number(), delivered: z.number(), inError: z.number(), leftOut: z.number() }),
  ),
  links: z.array(z.object({ label: z.string(), url: z.string(), count: z.number() })),
  questions: z.array(
    z.object({
      questionId: id,
      question: z.string(),
      total: z.number(),
      isClosed: z.boolean(),
      answers: z.array(z.object({ label: z.string(), count: discreet })),
    }),
  ),
  /** Acts so far, hour by hour since the letter left: two days at most. */
  curve: z.array(z.object({ hour: z.number(), acts: z.number() })),
  unreached: z.object({
    total: z.number(),
    byAge: z.array(z.object({ label: z.string(), count: discreet })),
    /** Those who can be called, or written to on paper, for this purpose. */
    call: z.number(),
    letter: z.number(),
  }),
});
export type CampaignReport = z.output<typeof campaignReport>;

export const exportKind = z.enum(['recipients', 'call', 'letter']);
export type ExportKind = z.infer<typeof exportKind>;

const campaignExport = z.object({
  id,
  kind: exportKind,
  reason: z.string(),
  rows: z.number(),
  madeAt: instant,
  actorName: z.string(),
});

export const reportApi = {
  show: endpoint('GET /campaigns/:campaignId/report', {
    access: 'campaigns.read',
    summary:
      'Le bilan d’un envoi : qui a agi, les liens suivis, les réponses, qui n’a pas été joint et comment le joindre autrement.',
    reply: campaignReport,
  }),
  listExports: endpoint('GET /campaigns/:campaignId/exports', {
    access: 'campaigns.read',
    summary: 'Qui a sorti des noms de ce bilan, quand et pourquoi.',
    reply: z.array(campaignExport),
  }),
  addExport: endpoint('POST /campaigns/:campaignId/exports', {
    access: 'campaigns.send',
    isSensitive: true,
    summary: 'Prépare une liste de personnes, avec sa raison : destinataires, personnes à appeler, lettres à imprimer.',
    body: z.object({
      kind: exportKind,
      reason: z.string().trim().min(3, 'Dites à quoi servira cette liste.').max(300),
    }),
    reply: campaignExport,
  }),
  download: endpoint('GET /campaigns/:campaignId/exports/:campaignExportId', {
    access: 'campaigns.send',
    summary: 'La liste, en tableur.',
    isDownload: true,
  }),
  poster: endpoint('GET /campaigns/:campaignId/poster', {
    access: 'campaigns.read',
    summary: 'La lettre telle qu’on l’affiche : sans le nom de personne, sans passage réservé.',
    isDownload: true,
  }),
};
