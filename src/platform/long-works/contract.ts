import { z } from 'zod';
import { endpoint, id, instant, pageOf, paging } from '../contract.ts';

const longWorkState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);
export type LongWorkState = z.infer<typeof longWorkState>;

/** Work too long for one request: an import, a mailing. Its row is what a progress bar shows, and outlives the page. */
const longWork = z.object({
  id,
  /** Which screen shows its result: `import`, `campaign`… */
  kind: z.string(),
  /** « Import de cantine-2025.csv ». */
  label: z.string(),
  /** The record it works on. */
  subjectId: id.nullable(),
  state: longWorkState,
  done: z.int(),
  /** Unknown for a while: the bar then shows no share. */
  total: z.int().nullable(),
  /** What it is at, then what came of it. */
  message: z.string(),
  createdAt: instant,
  changedAt: instant,
  cancelAskedAt: instant.nullable(),
  /** By the person who asks: it is under way, and theirs. */
  canCancel: z.boolean(),
});
export type LongWork = z.infer<typeof longWork>;

export const longWorksQuery = paging.extend({ cursor: id.optional() });

export const longWorksApi = {
  list: endpoint('GET /long-works', {
    access: 'signed_in',
    summary: 'Les travaux en cours et récents de la mairie, du plus récent au plus ancien.',
    query: longWorksQuery,
    reply: pageOf(longWork),
  }),
  show: endpoint('GET /long-works/:longWorkId', {
    access: 'signed_in',
    summary: 'Où en est un travail, et ce qu’il a donné.',
    reply: longWork,
  }),
  cancel: endpoint('POST /long-works/:longWorkId/cancellation', {
    access: 'signed_in',
    summary: 'Demande l’arrêt d’un travail que l’on a lancé ; il s’arrête à la prochaine étape.',
    reply: longWork,
  }),
};
