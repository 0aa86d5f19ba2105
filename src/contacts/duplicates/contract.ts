import { z } from 'zod';
import { endpoint, id, instant, pageOf, paging } from '../../platform/contract.ts';
import { contact } from '../contract.ts';

/** What two records have in common. */
export const duplicateReason = z.enum(['name', 'first_name', 'birth_date', 'email', 'phone', 'address', 'postcode']);
export type DuplicateReason = z.infer<typeof duplicateReason>;

const twin = contact.pick({
  id: true,
  kind: true,
  firstName: true,
  lastName: true,
  birthDate: true,
  email: true,
  addressLine: true,
  municipality: true,
  createdAt: true,
});
export type Twin = z.infer<typeof twin>;

export const duplicate = z.object({
  contact: twin,
  other: twin,
  reasons: z.array(duplicateReason),
  /** The same name, and something nobody else has. */
  isSure: z.boolean(),
  foundAt: instant,
});
export type Duplicate = z.infer<typeof duplicate>;

/** Two records, in either order. */
export const pair = z.object({ contactId: id, otherId: id }).refine(({ contactId, otherId }) => contactId !== otherId, {
  message: 'Choisissez deux fiches différentes.',
  path: ['otherId'],
});
export type Pair = z.output<typeof pair>;

export const duplicatesApi = {
  list: endpoint('GET /duplicates', {
    access: 'contacts.read',
    summary: 'Liste les paires de fiches qui parlent peut-être d’une même personne ; les plus sûres d’abord.',
    query: paging,
    reply: pageOf(duplicate),
  }),
  search: endpoint('POST /duplicate-searches', {
    access: 'contacts.write',
    summary: 'Cherche de nouveau les doublons dans toute la base.',
  }),
  setApart: endpoint('POST /duplicates/set-apart', {
    access: 'contacts.write',
    summary: 'Dit que ces deux fiches sont de deux personnes : elles ne seront plus proposées.',
    body: pair,
  }),
  takeBack: endpoint('POST /duplicates/take-back', {
    access: 'contacts.write',
    summary: 'Propose de nouveau une paire qui avait été écartée.',
    body: pair,
  }),
};
