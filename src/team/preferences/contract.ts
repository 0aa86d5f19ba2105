import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';

/** What a person likes, whatever the computer. */
export const preferences = z.object({
  theme: z.enum(['light', 'dark', 'system']),
  density: z.enum(['comfort', 'compact']),
  /** Keys that act alone, outside fields (WCAG 2.1.4: they can be switched off). */
  hasShortcuts: z.boolean(),
});
export type Preferences = z.infer<typeof preferences>;

export const preferencesApi = {
  show: endpoint('GET /preferences', {
    access: 'signed_in',
    summary: 'Donne ses préférences d’affichage\u00a0; null tant qu’on n’en a pas choisi.',
    reply: preferences.nullable(),
  }),
  choose: endpoint('PUT /preferences', {
    access: 'signed_in',
    summary: 'Choisit ses préférences d’affichage.',
    body: preferences,
    reply: preferences,
  }),
};
