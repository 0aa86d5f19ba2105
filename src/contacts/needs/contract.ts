import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';

/** How to welcome someone, never why: a preference, not a diagnosis (trust P-24). A closed list, so that nothing else can be written. */
export const need = z.enum([
  'large_print',
  'easy_read',
  'sign_language',
  'captions',
  'step_free_access',
  'companion',
  'phone_rather',
  'home_visit',
  'heatwave_call',
]);
export type Need = z.infer<typeof need>;

export const contactNeeds = z.object({ needs: z.array(need).max(20) });

export const needsApi = {
  show: endpoint('GET /contacts/:contactId/needs', {
    access: 'needs.read',
    summary: 'Montre ce qu’une personne a demandé pour être bien accueillie.',
    reply: contactNeeds,
  }),
  replace: endpoint('PUT /contacts/:contactId/needs', {
    access: 'needs.write',
    summary: 'Note ce qu’une personne demande pour être bien accueillie.',
    body: contactNeeds,
    reply: contactNeeds,
  }),
};
