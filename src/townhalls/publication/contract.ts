import { z } from 'zod';
import { blankable, day, endpoint } from '../../platform/contract.ts';
import { emailAddress, website } from '../contract.ts';

/** In the words of the official statement, RGAA 4.1.2. */
export const conformity = z.enum(['full', 'partial', 'none']);
export type Conformity = z.infer<typeof conformity>;

const longText = z.string().trim().max(5000).default('');

export const publicationSettings = z
  .object({
    /** LCEN art. 6 III: a name, not a function alone. */
    director: z.string().trim().max(200).default(''),
    /** LCEN art. 6 III: name, address and phone of whoever keeps the server. */
    host: z.string().trim().max(500).default(''),
    accessibilityEmail: blankable(emailAddress),
    auditedOn: blankable(day),
    auditedBy: z.string().trim().max(200).default(''),
    conformityRate: blankable(z.coerce.number().int().min(0, 'De 0 à 100.').max(100, 'De 0 à 100.')),
    notCompliant: longText,
    exempted: longText,
    schemeUrl: blankable(website),
  })
  .refine(({ auditedOn, conformityRate }) => (auditedOn === null) === (conformityRate === null), {
    message: 'Un audit a une date et un taux.',
    path: ['conformityRate'],
  });
export type PublicationSettings = z.output<typeof publicationSettings>;

export const publication = z.object({
  director: z.string(),
  host: z.string(),
  accessibilityEmail: z.string().nullable(),
  auditedOn: day.nullable(),
  auditedBy: z.string(),
  conformityRate: z.number().nullable(),
  notCompliant: z.string(),
  exempted: z.string(),
  schemeUrl: z.string().nullable(),
  version: z.number().int(),
  /** What every page says; « non conforme » without an audit, or three years after it. */
  conformity,
  /** The statement no longer holds: another audit is due. */
  isExpired: z.boolean(),
});
export type Publication = z.output<typeof publication>;

export const publicationApi = {
  show: endpoint('GET /town-hall/publication', {
    access: 'signed_in',
    summary: 'Ce que le site public dit de lui-même : éditeur, hébergeur, accessibilité.',
    reply: publication,
  }),
  change: endpoint('PATCH /town-hall/publication', {
    access: 'townhalls.manage',
    summary: 'Change les mentions légales et la déclaration d’accessibilité.',
    body: publicationSettings,
    reply: publication,
  }),
};
