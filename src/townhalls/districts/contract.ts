import { z } from 'zod';
import { endpoint, id, instant } from '../../platform/contract.ts';

const name = z.string().trim().min(1, 'Écrivez le nom du quartier.').max(80);
const street = z.string().trim().min(2, 'Écrivez le nom de la rue en entier.').max(120);

export const district = z.object({
  id,
  name: z.string(),
  /** An address in one of these streets proposes the district. */
  streets: z.array(z.string()),
  version: z.number().int(),
  archivedAt: instant.nullable(),
});
export type District = z.infer<typeof district>;

export const districtDraft = z.object({ name, streets: z.array(street).max(2000).default([]) });
export type DistrictDraft = z.output<typeof districtDraft>;

export const districtsApi = {
  list: endpoint('GET /districts', {
    access: 'signed_in',
    summary: 'Liste les quartiers de la commune, archivés compris.',
    reply: z.object({ items: z.array(district) }),
  }),
  add: endpoint('POST /districts', {
    access: 'townhalls.manage',
    summary: 'Ajoute un quartier.',
    body: districtDraft,
    reply: district,
  }),
  change: endpoint('PATCH /districts/:districtId', {
    access: 'townhalls.manage',
    summary: 'Change le nom d’un quartier, ou ses rues.',
    body: districtDraft,
    reply: district,
  }),
  order: endpoint('PUT /districts/order', {
    access: 'townhalls.manage',
    summary: 'Range les quartiers dans cet ordre.',
    body: z.object({ districtIds: z.array(id).max(1000) }),
  }),
  archive: endpoint('POST /districts/:districtId/archival', {
    access: 'townhalls.manage',
    summary: 'Archive un quartier\u00a0: il n’est plus proposé, et les fiches le gardent.',
    reply: district,
  }),
  restore: endpoint('DELETE /districts/:districtId/archival', {
    access: 'townhalls.manage',
    summary: 'Propose de nouveau un quartier archivé.',
    reply: district,
  }),
  propose: endpoint('GET /district-proposals', {
    access: 'signed_in',
    summary: 'Propose le quartier où se trouve une adresse, d’après sa rue.',
    query: z.object({ addressLine: z.string().max(200) }),
    reply: z.object({ districtId: id.nullable() }),
  }),
};
