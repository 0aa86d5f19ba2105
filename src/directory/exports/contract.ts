import { z } from 'zod';
import { endpoint, id, instant, pageOf, paging } from '../../platform/contract.ts';
import type { Role } from '../../team/contract.ts';
import { selection } from '../bulk/contract.ts';
import { sortedBy } from '../contract.ts';

export const exportFormat = z.enum(['csv', 'xlsx']);
export type ExportFormat = z.infer<typeof exportFormat>;

/** What a file can hold of each contact, in this order. */
export const nativeExportColumn = z.enum([
  'kind',
  'honorific',
  'firstName',
  'lastName',
  'birthName',
  'birthDate',
  'category',
  'siret',
  'email',
  'mobilePhone',
  'landlinePhone',
  'addressLine',
  'postcode',
  'municipality',
  'country',
  'district',
  'tags',
  'lastExchange',
  'source',
  'collectedOn',
]);
export type NativeExportColumn = z.infer<typeof nativeExportColumn>;

/** One of these, or a field of the town hall's own (`field.<fieldId>`). */
export const exportColumn = z.union([nativeExportColumn, z.templateLiteral(['field.', z.uuid()])]);
export type ExportColumn = z.infer<typeof exportColumn>;

export const newExport = z.object({
  selection,
  columns: z.array(exportColumn).min(1).max(200),
  sort: sortedBy.default('name'),
  format: exportFormat,
  /** Why these people leave the house as a file; without it, nothing does (trust P-13). */
  reason: z.string().trim().max(500).default(''),
});
export type NewExport = z.output<typeof newExport>;

export const contactExport = z.object({
  id,
  format: exportFormat,
  reason: z.string(),
  contactCount: z.number().int(),
  /** The invented contact that marks this file: if it is met elsewhere, this is where it comes from. */
  canary: z.object({ firstName: z.string(), lastName: z.string(), email: z.string() }),
  actorName: z.string(),
  createdAt: instant,
  downloadedAt: instant.nullable(),
});
export type ContactExport = z.output<typeof contactExport>;

/** How many at a time, by role; a reader takes none. */
export const exportCap: Record<Role, number> = { administrator: 200_000, editor: 5_000, reader: 0 };

export const exportsApi = {
  add: endpoint('POST /contact-exports', {
    access: 'contacts.export',
    isSensitive: true,
    summary: 'Demande un fichier de contacts, avec le motif\u00a0; l’export est noté.',
    body: newExport,
    reply: contactExport,
  }),
  list: endpoint('GET /contact-exports', {
    access: 'contacts.export',
    summary: 'Le journal des exports\u00a0: qui a pris quoi, et pourquoi.',
    query: paging,
    reply: pageOf(contactExport),
  }),
  download: endpoint('GET /contact-exports/:exportId/file', {
    access: 'contacts.export',
    summary: 'Le fichier d’un export, pendant une heure, pour qui l’a demandé.',
    transaction: 'none',
    isDownload: true,
  }),
};
