import { z } from 'zod';
import { endpoint, id, instant } from '../../platform/contract.ts';

export const theme = z.object({ id, name: z.string(), version: z.number().int(), archivedAt: instant.nullable() });
export type Theme = z.infer<typeof theme>;

export const themeDraft = z.object({ name: z.string().trim().min(1, 'Écrivez le nom de la thématique.').max(60) });
export type ThemeDraft = z.output<typeof themeDraft>;

/** What exchanges, messages and events are about: school, roads, culture… */
export const themesApi = {
  list: endpoint('GET /themes', {
    access: 'signed_in',
    summary: 'Liste les thématiques de la mairie, archivées comprises.',
    reply: z.object({ items: z.array(theme) }),
  }),
  add: endpoint('POST /themes', {
    access: 'townhalls.manage',
    summary: 'Ajoute une thématique.',
    body: themeDraft,
    reply: theme,
  }),
  change: endpoint('PATCH /themes/:themeId', {
    access: 'townhalls.manage',
    summary: 'Renomme une thématique.',
    body: themeDraft,
    reply: theme,
  }),
  order: endpoint('PUT /themes/order', {
    access: 'townhalls.manage',
    summary: 'Range les thématiques dans cet ordre.',
    body: z.object({ themeIds: z.array(id).max(1000) }),
  }),
  archive: endpoint('POST /themes/:themeId/archival', {
    access: 'townhalls.manage',
    summary: 'Archive une thématique\u00a0: elle n’est plus proposée, et les échanges la gardent.',
    reply: theme,
  }),
  restore: endpoint('DELETE /themes/:themeId/archival', {
    access: 'townhalls.manage',
    summary: 'Propose de nouveau une thématique archivée.',
    reply: theme,
  }),
};
