import { z } from 'zod';
import { blankable, day, endpoint, id, instant } from '../../platform/contract.ts';
import { contactKind, organizationCategory } from '../contract.ts';

/** One end of a membership, with what it takes to reach it. */
const party = z.object({
  id,
  kind: contactKind,
  category: organizationCategory.nullable(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string().nullable(),
  mobilePhone: z.string().nullable(),
  landlinePhone: z.string().nullable(),
  archivedAt: instant.nullable(),
});
export type Party = z.infer<typeof party>;

/** What a person does in an association, a shop, a school. */
export const membership = z.object({
  id,
  person: party,
  organization: party,
  role: z.object({ id, label: z.string() }),
  since: day.nullable(),
  until: day.nullable(),
  /** Through whom one writes to the organization. */
  isMainContact: z.boolean(),
  version: z.number().int(),
});
export type Membership = z.infer<typeof membership>;

/** The role is chosen among those known, or written: a new one joins the list. */
export const membershipChange = z.object({
  role: z.string().trim().min(1, 'Écrivez la fonction.').max(60),
  since: blankable(day),
  until: blankable(day),
  isMainContact: z.boolean().default(false),
});
export type MembershipChange = z.output<typeof membershipChange>;

export const newMembership = membershipChange.extend({
  personId: z.uuid('Choisissez une personne.'),
  organizationId: z.uuid('Choisissez une structure.'),
});
export type NewMembership = z.output<typeof newMembership>;

export const membershipsApi = {
  list: endpoint('GET /contacts/:contactId/memberships', {
    access: 'contacts.read',
    summary: 'Liste les structures d’une personne, ou les personnes d’une structure, avec leur fonction.',
    reply: z.object({ items: z.array(membership) }),
  }),
  add: endpoint('POST /memberships', {
    access: 'contacts.write',
    summary: 'Dit quelle fonction une personne a dans une structure.',
    body: newMembership,
    reply: membership,
  }),
  change: endpoint('PATCH /memberships/:membershipId', {
    access: 'contacts.write',
    summary: 'Change la fonction, ses dates, ou la personne à contacter.',
    body: membershipChange,
    reply: membership,
  }),
  remove: endpoint('DELETE /memberships/:membershipId', {
    access: 'contacts.write',
    summary: 'Retire un lien noté par erreur\u00a0; une fonction qui s’achève se date plutôt.',
  }),
  roles: endpoint('GET /membership-roles', {
    access: 'contacts.read',
    summary: 'Liste les fonctions déjà employées.',
    reply: z.object({ items: z.array(z.object({ id, label: z.string() })) }),
  }),
};
