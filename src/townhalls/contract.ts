import { z } from 'zod';

export const townHallKind = z.enum(['municipality', 'intercommunality']);

/** What it takes for a town hall to exist; the rest is settings. */
export const newTownHall = z.object({
  name: z.string().trim().min(1).max(120),
  kind: townHallKind.default('municipality'),
  /** Code officiel géographique: five characters, 2A and 2B in Corsica. */
  inseeCode: z.string().regex(/^(\d{2}|2[AB])\d{3}$/, 'Le code INSEE d’une commune a cinq caractères.'),
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Lettres minuscules, chiffres et tirets seulement.')
    .max(60),
  population: z.number().int().positive().nullable().default(null),
  isDemo: z.boolean().default(false),
});
export type NewTownHall = z.input<typeof newTownHall>;
