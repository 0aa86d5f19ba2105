import { z } from 'zod';
import { contact, contactChange } from '../../contacts/contract.ts';
import { endpoint, id, instant, pageOf, paging } from '../../platform/contract.ts';

/** Two records of one person become one. */
export const newMerge = z
  .object({
    /** Whose record stays, with its address in the app. */
    keptId: id,
    keptVersion: z.number().int(),
    /** Whose history, tags, answers and lists it takes. */
    mergedId: id,
    mergedVersion: z.number().int(),
    /** Where both know something, what the record will say; what it does not know is taken from the other. */
    changes: contactChange.default({}),
  })
  .refine(({ keptId, mergedId }) => keptId !== mergedId, { message: 'Choisissez deux fiches différentes.', path: ['mergedId'] });
export type NewMerge = z.output<typeof newMerge>;

export const merge = z.object({
  id,
  keptId: id,
  keptName: z.string(),
  mergedId: id,
  mergedName: z.string(),
  mergedAt: instant,
  mergedBy: z.string(),
  separatedAt: instant.nullable(),
  /** Within thirty days. */
  canSeparate: z.boolean(),
});
export type Merge = z.infer<typeof merge>;

/** What became of a record that had been changed since: it keeps what was written on it. */
const separated = z.object({ kept: contact, merged: contact, isKeptUntouched: z.boolean() });

export const mergesApi = {
  add: endpoint('POST /merges', {
    access: 'contacts.write',
    summary: 'Fusionne deux fiches d’une même personne ; on peut y revenir trente jours.',
    body: newMerge,
    reply: merge,
  }),
  list: endpoint('GET /merges', {
    access: 'contacts.read',
    summary: 'Liste les fusions, la dernière d’abord.',
    query: paging,
    reply: pageOf(merge),
  }),
  separate: endpoint('POST /merges/:mergeId/separation', {
    access: 'contacts.write',
    summary: 'Sépare deux fiches fusionnées depuis moins de trente jours.',
    reply: separated,
  }),
};
