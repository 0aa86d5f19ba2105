import { z } from 'zod';

/** By what means a person is reached; the same order everywhere (ui/README.md, « The reach bar »). */
export const channel = z.enum(['email', 'sms', 'letter', 'call']);
export type Channel = z.infer<typeof channel>;

/** RGPD art. 6. "Legitimate interest" is not open to a public authority in the performance of its tasks. */
export const legalBasis = z.enum(['consent', 'public_task', 'legal_obligation', 'contract', 'vital_interests']);
export type LegalBasis = z.infer<typeof legalBasis>;

export const consentAnswer = z.enum(['granted', 'refused']);
export type ConsentAnswer = z.infer<typeof consentAnswer>;
export const consentMethod = z.enum(['web', 'paper', 'phone', 'counter', 'import', 'one_click', 'agent']);
export type ConsentMethod = z.infer<typeof consentMethod>;
