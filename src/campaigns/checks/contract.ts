import { z } from 'zod';
import { richText } from '../../messages/letter/contract.ts';
import { endpoint, id, instant } from '../../platform/contract.ts';

/** What a judge looks at when a letter leaves before an election: prior practice, identity, neutrality (trust P-16). */
export const neutralityAnswers = z.object({
  existedBefore: z.boolean(),
  sameRhythm: z.boolean(),
  sameForm: z.boolean(),
  isNeutral: z.boolean(),
  note: z.string().trim().max(1000).default(''),
});
export const neutrality = neutralityAnswers.extend({ answeredBy: z.string(), answeredAt: instant });
export type Neutrality = z.output<typeof neutrality>;

const review = z.object({
  id,
  version: z.number().int(),
  askedOf: id,
  askedOfName: z.string(),
  askedBy: z.string(),
  askedAt: instant,
  answer: z.enum(['approved', 'commented']).nullable(),
  comment: z.string(),
  answeredAt: instant.nullable(),
});
export type Review = z.output<typeof review>;

/** Letters sent in a stretch of time, and how many copies. */
const sendings = z.object({ letters: z.number(), copies: z.number() });

export const campaignChecks = z.object({
  /** In bytes. Some mailboxes cut a page past 100 kB. */
  weight: z.object({ page: z.number(), pictures: z.number() }),
  /** Whether the foot says how to reach the town hall. */
  hasNotice: z.boolean(),
  election: z.object({
    window: z.object({ name: z.string(), startsOn: z.string(), endsOn: z.string(), isAdvisory: z.boolean() }).nullable(),
    heldUntil: instant.nullable(),
    urgency: z.string(),
    neutrality: neutrality.nullable(),
    /** It goes to half of those the town hall knows, or more. */
    isTownWide: z.boolean(),
    /** Since the window opened, and over the same days a year before (trust P-17). */
    since: sendings,
    before: sendings,
  }),
  /** Readers who already received as many letters in thirty days as the limit of the mairie, or more. */
  solicited: z.object({ count: z.number().int(), from: z.number().int() }),
  opposition: z.object({ isDue: z.boolean(), text: richText.nullable(), exemption: z.string() }),
  reviews: z.array(review),
  /** A colleague read this very version and approves. */
  isApproved: z.boolean(),
});
export type CampaignChecks = z.output<typeof campaignChecks>;

const awaited = z.object({ id, campaignId: id, campaignName: z.string(), askedBy: z.string(), askedAt: instant });

export const checksApi = {
  show: endpoint('GET /campaigns/:campaignId/checks', {
    access: 'campaigns.read',
    summary: 'Ce qu’il faut avoir regardé avant un envoi : poids, élections, opposition, relecture.',
    reply: campaignChecks,
  }),
  answerNeutrality: endpoint('PUT /campaigns/:campaignId/neutrality', {
    access: 'campaigns.write',
    summary: 'Répond aux quatre questions de la période préélectorale.',
    body: neutralityAnswers,
    reply: campaignChecks,
  }),
  explainUrgency: endpoint('PUT /campaigns/:campaignId/urgency', {
    access: 'campaigns.send',
    summary: 'Dit pourquoi une alerte ou un message de service part la veille ou le jour d’un scrutin.',
    body: z.object({ reason: z.string().trim().min(3, 'Dites pourquoi cela ne peut pas attendre.').max(500) }),
    reply: campaignChecks,
  }),
  writeOpposition: endpoint('PUT /campaigns/:campaignId/opposition', {
    access: 'opposition.write',
    summary: 'Écrit le texte des élus de l’opposition.',
    body: z.object({ text: richText }),
    reply: campaignChecks,
  }),
  exemptOpposition: endpoint('PUT /campaigns/:campaignId/opposition-exemption', {
    access: 'campaigns.write',
    summary: 'Dit pourquoi cette lettre n’a pas d’espace pour l’opposition.',
    body: z.object({ reason: z.string().trim().max(500) }),
    reply: campaignChecks,
  }),
  listReviewers: endpoint('GET /reviewers', {
    access: 'campaigns.write',
    summary: 'Les collègues à qui demander une relecture.',
    reply: z.array(z.object({ id, name: z.string() })),
  }),
  askReview: endpoint('POST /campaigns/:campaignId/reviews', {
    access: 'campaigns.write',
    summary: 'Demande à un collègue de relire.',
    body: z.object({ memberId: id }),
    reply: campaignChecks,
  }),
  listAwaited: endpoint('GET /reviews', {
    access: 'campaigns.read',
    summary: 'Les relectures que l’on attend de moi.',
    reply: z.array(awaited),
  }),
  answerReview: endpoint('PUT /campaigns/:campaignId/reviews/:reviewId', {
    access: 'campaigns.read',
    summary: 'Approuve une lettre, ou la commente.',
    body: z
      .object({ answer: z.enum(['approved', 'commented']), comment: z.string().trim().max(2000).default('') })
      .refine(({ answer, comment }) => answer === 'approved' || comment !== '', {
        path: ['comment'],
        message: 'Écrivez votre remarque.',
      }),
    reply: campaignChecks,
  }),
};
