import { z } from 'zod';
import { endpoint, instant } from '../platform/contract.ts';

/** From what people did, never from a vote, an opinion, an open or a silence. */
export const engagementLevel = z.enum(['very_active', 'active', 'passive', 'dormant']);
export type EngagementLevel = z.infer<typeof engagementLevel>;

const acts = z.number('Écrivez un nombre.').int().min(1, 'Au moins un échange.').max(12, 'Douze échanges au plus.');
const days = z.number('Écrivez un nombre de jours.').int().min(1, 'Au moins un jour.').max(3650, 'Dix ans au plus.');

/** Whoever is very active is active too, and whoever is active is not dormant: each level asks less than the one above. */
export const thresholds = z
  .object({ veryActiveActs: acts, veryActiveDays: days, activeActs: acts, activeDays: days, passiveDays: days })
  .refine((one) => one.veryActiveActs >= one.activeActs, {
    path: ['veryActiveActs'],
    message: 'Demandez au moins autant d’échanges que pour être actif.',
  })
  .refine((one) => one.veryActiveDays <= one.activeDays, {
    path: ['veryActiveDays'],
    message: 'Cette durée ne peut pas dépasser celle des actifs.',
  })
  .refine((one) => one.activeDays <= one.passiveDays, {
    path: ['passiveDays'],
    message: 'Cette durée ne peut pas être plus courte que celle des actifs.',
  });
export type Thresholds = z.output<typeof thresholds>;

const engagementRule = thresholds.extend({
  /** 0: the one every town hall starts with. */
  version: z.number().int(),
  changedAt: instant.nullable(),
  changedBy: z.string(),
});
export type EngagementRule = z.output<typeof engagementRule>;

/** How many contacts in use are at each level. */
const levels = z.object({
  veryActive: z.number().int(),
  active: z.number().int(),
  passive: z.number().int(),
  dormant: z.number().int(),
});
export type Levels = z.output<typeof levels>;

/** As the month ended; so far, for the one under way. */
const monthLevels = levels.extend({ month: z.string() });
export type MonthLevels = z.output<typeof monthLevels>;

const engagement = z.object({
  level: engagementLevel,
  /** Acts in the days that the level is told from, and how many days those are. */
  acts: z.number().int(),
  days: z.number().int(),
  lastActAt: instant.nullable(),
  /** The last time they did anything, or a message came to them. */
  lastSignAt: instant.nullable(),
  /** Twelve civil months, the oldest first: what they did, and what reached them. */
  months: z.array(z.object({ month: z.string(), acts: z.number().int(), received: z.number().int() })),
  rule: engagementRule,
});
export type Engagement = z.output<typeof engagement>;

/** The days over which letters received are counted. */
export const SOLICITED_DAYS = 30;

/** From so many letters in thirty days on, one is much solicited. */
export const solicitationDraft = z.object({
  letters: z.number('Écrivez un nombre.').int().min(1, 'Au moins une lettre.').max(12, 'Douze lettres au plus.'),
});
export const solicitationLimit = solicitationDraft.extend({
  /** 0: the one every town hall starts with. */
  version: z.number().int(),
  changedAt: instant.nullable(),
  changedBy: z.string(),
});
export type SolicitationLimit = z.output<typeof solicitationLimit>;

export const engagementApi = {
  showRule: endpoint('GET /engagement-rule', {
    access: 'signed_in',
    summary: 'Montre la règle qui dit qui est très actif, actif, passif ou en sommeil.',
    reply: engagementRule,
  }),
  changeRule: endpoint('PATCH /engagement-rule', {
    access: 'townhalls.manage',
    summary: 'Change la règle d’engagement\u00a0; les versions précédentes restent lisibles.',
    body: thresholds,
    reply: engagementRule,
  }),
  listVersions: endpoint('GET /engagement-rule/versions', {
    access: 'signed_in',
    summary: 'Liste les versions de la règle d’engagement, de la plus récente à la première.',
    reply: z.object({ items: z.array(engagementRule) }),
  }),
  preview: endpoint('POST /engagement-previews', {
    access: 'townhalls.manage',
    summary: 'Compte les contacts à chaque niveau sous une règle, sans rien enregistrer.',
    body: thresholds,
    reply: levels,
  }),
  showLimit: endpoint('GET /solicitation-limit', {
    access: 'signed_in',
    summary: 'Dit à partir de combien de lettres en trente jours une personne est très sollicitée.',
    reply: solicitationLimit,
  }),
  changeLimit: endpoint('PATCH /solicitation-limit', {
    access: 'townhalls.manage',
    summary: 'Change le nombre de lettres à partir duquel une personne est très sollicitée.',
    body: solicitationDraft,
    reply: solicitationLimit,
  }),
  listMonths: endpoint('GET /engagement-months', {
    access: 'contacts.read',
    summary: 'Combien de contacts étaient à chaque niveau à la fin de chacun des douze derniers mois.',
    reply: z.object({ items: z.array(monthLevels) }),
  }),
  show: endpoint('GET /contacts/:contactId/engagement', {
    access: 'contacts.read',
    summary: 'Dit le niveau d’engagement d’un contact, et les faits qui l’expliquent.',
    reply: engagement,
  }),
};
