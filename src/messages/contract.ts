import { z } from 'zod';
import type { Contact } from '../contacts/contract.ts';

/** What a letter may say of its reader. Agents type these names, hence the French. */
export const variable = z.enum(['salutation', 'civilite', 'prenom', 'nom', 'commune']);
export type Variable = z.infer<typeof variable>;

/** What an agent writes: a subject, and a text with headings, lists, links and variables. */
export const letter = z.object({ subject: z.string(), body: z.string() });
export type Letter = z.infer<typeof letter>;

/** What a letter needs to know of its reader. */
export type Addressee = Pick<Contact, 'id' | 'kind' | 'honorific' | 'firstName' | 'lastName' | 'municipality'>;
