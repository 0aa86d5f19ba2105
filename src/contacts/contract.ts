import { z } from 'zod';

export const contactKind = z.enum(['person', 'organization']);
export type ContactKind = z.infer<typeof contactKind>;
export const honorific = z.enum(['mme', 'm']);
export type Honorific = z.infer<typeof honorific>;
export const organizationCategory = z.enum(['association', 'business', 'school', 'public_body', 'partner', 'other']);
export type OrganizationCategory = z.infer<typeof organizationCategory>;
