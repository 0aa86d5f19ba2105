import { z } from 'zod';
import { blankable, endpoint } from '../platform/contract.ts';

export const townHallKind = z.enum(['municipality', 'intercommunality']);
export type TownHallKind = z.infer<typeof townHallKind>;

/** Code officiel géographique: five characters, 2A and 2B in Corsica. */
const inseeCode = z.string().regex(/^(\d{2}|2[AB])\d{3}$/, 'Le code INSEE d’une commune a cinq caractères.');

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Lettres minuscules, chiffres et tirets seulement.')
  .max(60);

/** What it takes for a town hall to exist; the rest is settings. */
export const newTownHall = z.object({
  name: z.string().trim().min(1).max(120),
  kind: townHallKind.default('municipality'),
  inseeCode,
  slug,
  population: z.number().int().positive().nullable().default(null),
  isDemo: z.boolean().default(false),
});
export type NewTownHall = z.input<typeof newTownHall>;

export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Écrivez une adresse e-mail complète, comme mairie@commune.fr.').max(254));
const phone = z
  .string()
  .trim()
  .regex(/^\+?[\d\s.]{4,20}$/, 'Écrivez un numéro de téléphone, comme 01 99 00 12 34.');
export const website = z
  .string()
  .trim()
  .pipe(z.url({ protocol: /^https?$/, error: 'Écrivez une adresse complète, qui commence par https://.' }).max(300));
const colour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'Choisissez une couleur.');

/** What a mairie says of itself. The data-protection contact is never blank: public bodies must have one (GDPR art. 37, trust P-54). */
export const townHallSettings = z.object({
  addressLine: z.string().trim().max(300).default(''),
  postcode: blankableText(/^\d{5}$/, 'Le code postal a cinq chiffres.'),
  phone: blankable(phone),
  email: blankable(emailAddress),
  website: blankable(website),
  openingHours: z.string().trim().max(1000).default(''),
  colour: colour.default('#0b6147'),
  dpoName: z.string().trim().min(1, 'Écrivez le nom du délégué à la protection des données, ou de son organisme.').max(120),
  dpoEmail: emailAddress,
});

function blankableText(pattern: RegExp, message: string) {
  return z
    .string()
    .trim()
    .default('')
    .refine((text) => text === '' || pattern.test(text), message);
}

const townHall = z.object({
  name: z.string(),
  slug: z.string(),
  kind: townHallKind,
  inseeCode: z.string(),
  /** Where its clocks stand: « Indian/Reunion ». */
  zone: z.string(),
  population: z.number().nullable(),
  isDemo: z.boolean(),
  ...townHallSettings.shape,
  phone: z.string().nullable(),
  email: z.string().nullable(),
  website: z.string().nullable(),
  dpoName: z.string(),
  dpoEmail: z.string().nullable(),
  /** The colour as the portal uses it: dark enough for small text on white. */
  readableColour: z.string(),
  /** Changes with the picture; null without one. */
  logoFile: z.string().nullable(),
  version: z.number().int(),
});
export type TownHallReply = z.infer<typeof townHall>;

/** A logo is a small picture, PNG or JPEG. */
export const LOGO_LIMIT = 1024 * 1024;

export const townHallApi = {
  show: endpoint('GET /town-hall', {
    access: 'signed_in',
    summary: 'Montre les coordonnées et les réglages de la mairie.',
    reply: townHall,
  }),
  changeSettings: endpoint('PATCH /town-hall', {
    access: 'townhalls.manage',
    summary: 'Change les coordonnées et les réglages de la mairie.',
    body: townHallSettings,
    reply: townHall,
  }),
  keepLogo: endpoint('PUT /town-hall/logo', {
    access: 'townhalls.manage',
    transaction: 'none',
    summary: 'Remplace le logo : une image PNG ou JPEG de 1 Mo au plus.',
    uploadLimit: LOGO_LIMIT,
  }),
  removeLogo: endpoint('DELETE /town-hall/logo', {
    access: 'townhalls.manage',
    transaction: 'none',
    summary: 'Retire le logo.',
  }),
  showLogo: endpoint('GET /town-halls/:slug/logo', {
    access: 'public',
    summary: 'Montre le logo d’une mairie.',
    isDownload: true,
  }),
};

const municipality = z.object({
  inseeCode: z.string(),
  name: z.string(),
  postcodes: z.array(z.string()),
  population: z.number().nullable(),
});
export type Municipality = z.infer<typeof municipality>;

export const municipalitiesApi = {
  search: endpoint('GET /municipalities', {
    access: 'public',
    summary: 'Cherche des communes françaises par code postal ou par début de nom.',
    query: z.object({
      postcode: z
        .string()
        .trim()
        .regex(/^\d{5}$/, 'Le code postal a cinq chiffres.')
        .optional(),
      name: z.string().trim().min(2, 'Écrivez au moins deux lettres.').max(80).optional(),
    }),
    reply: z.object({ items: z.array(municipality) }),
  }),
};

/** Contrast with white, from 1 to 21 (WCAG 2.2 §1.4.3). */
export function contrastOnWhite(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(hex).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

/** The same hue, darkened just enough to be read on white by weak eyes: 7:1 at least (ui/README.md). */
export function readableColour(hex: string): string {
  let channels = channelsOf(hex);
  while (contrastOnWhite(hexOf(channels)) < 7) channels = channels.map((channel) => Math.floor(channel * 0.97));
  return hexOf(channels);
}

const channelsOf = (hex: string): number[] => [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
const hexOf = (channels: number[]): string => `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
