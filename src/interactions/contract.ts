import { z } from 'zod';

/** What can happen between a town hall and a contact. */
export const interactionKind = z.enum([
  'note',
  'call',
  'visit',
  'meeting',
  'imported',
  'letter_received',
  'letter_refused',
  'opted_out',
  'consent_given',
  'consent_refused',
]);
export type InteractionKind = z.infer<typeof interactionKind>;

/** Active or passive: the person acted, or something reached them. */
export const initiative = z.enum(['contact', 'town_hall']);
export type Initiative = z.infer<typeof initiative>;
