import { z } from 'zod';
import { leftOut } from '../consents/contract.ts';
import { totals } from '../messages/ledger/contract.ts';
import { content, fault } from '../messages/letter/contract.ts';
import { day, endpoint, id, instant, pageOf, paging } from '../platform/contract.ts';

export const campaignState = z.enum(['draft', 'scheduled', 'sending', 'stopped', 'sent']);
export type CampaignState = z.infer<typeof campaignState>;

/** What kind of letter it is: law and prudence ask more of some (trust P-18, P-21). */
export const campaignCategory = z.enum([
  'municipal_news',
  'event',
  'works',
  'consultation',
  'service_continuity',
  'alert',
  'other',
]);
export type CampaignCategory = z.infer<typeof campaignCategory>;

const draft = z.object({
  name: z.string().trim().min(1, 'Donnez un nom à cet envoi.').max(120),
  content,
  segmentId: id.nullable(),
  purposeId: id.nullable(),
  category: campaignCategory,
});

/** The same as plain text, for programs: « # Titre », « - liste », « **gras** », « [texte](https://…) », « {{ prenom | sinon: "à vous" }} ». */
const plainLetter = z.object({
  subject: z.string().max(200, 'Un objet tient en 200 caractères.'),
  body: z.string().max(100_000, 'Ce texte est trop long pour un e-mail.'),
});

/** A letter is begun with a name; the rest comes as it is written. */
export const newCampaign = z.object({ ...draft.partial().shape, ...plainLetter.partial().shape }).required({ name: true });
export type NewCampaign = z.output<typeof newCampaign>;

export const campaignChange = draft.partial();
export type CampaignChange = z.output<typeof campaignChange>;

const campaignLine = z.object({
  id,
  name: z.string(),
  subject: z.string(),
  state: campaignState,
  segmentName: z.string().nullable(),
  purposeName: z.string().nullable(),
  changedAt: instant,
  launchedAt: instant.nullable(),
  launchedBy: z.string(),
  finishedAt: instant.nullable(),
  /** The hour chosen for it. */
  leavesAt: instant.nullable(),
  scheduledBy: z.string(),
  /** A poll holds it until then (trust P-18). */
  heldUntil: instant.nullable(),
  /** Why it did not leave at its hour; empty once it has another, or left. */
  missedBecause: z.string(),
  /** Zeros before the launch: nobody is chosen yet. */
  totals,
});
export type CampaignLine = z.output<typeof campaignLine>;

/** What stands in the way of the launch, and where. */
const obstacle = z.object({ field: z.enum(['segmentId', 'purposeId', 'subject', 'content']), message: z.string() });
export type Obstacle = z.output<typeof obstacle>;

export const campaign = z.object({
  ...campaignLine.shape,
  category: campaignCategory,
  content,
  segmentId: id.nullable(),
  purposeId: id.nullable(),
  obstacles: z.array(obstacle),
  /** What its author may mend in the letter itself, block by block. */
  faults: z.array(fault),
  version: z.number().int(),
});
export type Campaign = z.output<typeof campaign>;

/** Who would receive it if it left now: `total` is `willReceive` and all those left out. */
export const campaignReach = z.object({
  total: z.number(),
  willReceive: z.number(),
  leftOut: z.array(z.object({ reason: leftOut, count: z.number() })),
  /** Of those who will receive it, who receives each reserved passage: in the order of the letter's passages. */
  passages: z.array(z.object({ passageId: id, segmentName: z.string(), count: z.number() })),
});
export type CampaignReach = z.output<typeof campaignReach>;

export const reader = z.object({ contactId: id, name: z.string(), leftOut: leftOut.nullable() });
export type Reader = z.output<typeof reader>;

const preview = z.object({
  contactId: id,
  name: z.string(),
  sender: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** What is known of this person, by variable. */
  known: z.record(z.string(), z.string()),
});

const trial = z.object({ state: z.enum(['delivered', 'refused', 'deferred', 'uncertain']), reply: z.string() });

export const campaignsApi = {
  list: endpoint('GET /campaigns', {
    access: 'campaigns.read',
    summary:
      'Les envois, du plus récent au plus ancien ; ou ceux qui ne sont pas partis à leur heure ; ou ceux qui vont partir, le prochain d’abord.',
    query: paging.extend({ only: z.enum(['missed', 'scheduled']).optional() }),
    reply: pageOf(campaignLine),
  }),
  add: endpoint('POST /campaigns', {
    access: 'campaigns.write',
    summary: 'Commence un envoi.',
    body: newCampaign,
    reply: campaign,
  }),
  show: endpoint('GET /campaigns/:campaignId', {
    access: 'campaigns.read',
    summary: 'Un envoi : son texte, ce qui manque avant de l’envoyer, ce qu’il en est advenu.',
    reply: campaign,
  }),
  change: endpoint('PATCH /campaigns/:campaignId', {
    access: 'campaigns.write',
    summary: 'Change un brouillon.',
    body: campaignChange,
    reply: campaign,
  }),
  archive: endpoint('POST /campaigns/:campaignId/archival', {
    access: 'campaigns.write',
    summary: 'Range un brouillon hors de la liste.',
  }),
  reach: endpoint('GET /campaigns/:campaignId/reach', {
    access: 'campaigns.read',
    summary: 'Combien de personnes le recevront, combien non, et pourquoi.',
    reply: campaignReach,
  }),
  listReaders: endpoint('GET /campaigns/:campaignId/readers', {
    access: 'campaigns.read',
    summary: 'Les personnes du segment, par nom : celles qui le recevront, ou celles qui ne le recevront pas.',
    query: paging.extend({ who: z.enum(['will_receive', 'left_out']).default('will_receive') }),
    reply: pageOf(reader),
  }),
  preview: endpoint('POST /campaigns/:campaignId/previews', {
    access: 'campaigns.read',
    summary: 'La lettre telle que cette personne la lira.',
    body: z.object({ contactId: id }),
    reply: preview,
  }),
  showPreview: endpoint('GET /campaigns/:campaignId/previews/:contactId', {
    access: 'campaigns.read',
    summary: 'La mise en page de la lettre telle que cette personne la lira, rendue inerte.',
    query: z.object({ version: z.string().max(20).optional() }),
    isDownload: true,
  }),
  sendTrial: endpoint('POST /campaigns/:campaignId/trials', {
    access: 'campaigns.send',
    summary: 'Envoie un exemplaire marqué « Essai » à une adresse.',
    transaction: 'none',
    body: z.object({
      email: z.email('Écrivez une adresse e-mail complète.').toLowerCase(),
      contactId: id.nullable().default(null),
    }),
    reply: trial,
  }),
  launch: endpoint('POST /campaigns/:campaignId/launch', {
    access: 'campaigns.send',
    summary: 'Envoie maintenant, dans la version lue, à ceux que le segment choisit aujourd’hui.',
    versioned: true,
    reply: campaign,
  }),
  schedule: endpoint('PUT /campaigns/:campaignId/schedule', {
    access: 'campaigns.send',
    summary:
      'Programme l’envoi, dans la version lue, à un jour et une heure de la mairie : les destinataires seront choisis à cette heure.',
    versioned: true,
    body: z.object({ day, time: z.iso.time({ precision: -1, error: 'Écrivez une heure : 18:30.' }) }),
    reply: campaign,
  }),
  cancelSchedule: endpoint('DELETE /campaigns/:campaignId/schedule', {
    access: 'campaigns.send',
    summary: 'Annule la programmation : la lettre redevient un brouillon.',
    reply: campaign,
  }),
  stop: endpoint('POST /campaigns/:campaignId/stop', {
    access: 'campaigns.send',
    summary: 'Arrête un envoi en cours : ce qui n’est pas parti ne part pas.',
    reply: campaign,
  }),
  resume: endpoint('POST /campaigns/:campaignId/resumption', {
    access: 'campaigns.send',
    summary: 'Reprend un envoi arrêté, là où il en était : personne ne le reçoit deux fois.',
    reply: campaign,
  }),
  closeQuestion: endpoint('POST /campaigns/:campaignId/questions/:questionId/closure', {
    access: 'campaigns.send',
    summary: 'Clôt une question d’une lettre : plus personne n’y répond.',
  }),
};
