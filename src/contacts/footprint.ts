import type { Scope } from '../platform/scope.ts';
import { getDistrict } from '../townhalls/districts/districts.ts';
import { getContact } from './contacts.ts';
import { listFields } from './fields/fields.ts';
import { customValueInWords } from './fields/labels.ts';
import { fieldLabel, fullName } from './labels.ts';
import { addMeans } from './means/means.ts';
import { roleInWords } from './memberships/labels.ts';
import { forgetMemberships, handMemberships, listMemberships } from './memberships/memberships.ts';
import { needLabel } from './needs/labels.ts';
import { needsOf, replaceNeeds } from './needs/needs.ts';
import { contactsDb } from './tables.ts';

/** What a module remembers of a contact, and how to copy it out, hand it to a twin, or forget it. */
export interface Footprint {
  tables: readonly string[];
  copyFor(scope: Scope, contactId: string): Promise<Record<string, unknown>>;
  hand(scope: Scope, fromId: string, toId: string): Promise<void>;
  forget(scope: Scope, contactId: string): Promise<void>;
}

export const contactsFootprint: Footprint = {
  tables: ['contact_tags', 'contact_emails', 'contact_phones', 'memberships', 'contact_needs', 'duplicates', 'merges'],

  async copyFor(scope, contactId) {
    const contact = await getContact(scope, contactId);
    const named = Object.entries(fieldLabel).map(([field, label]) => [label, contact[field as keyof typeof fieldLabel]]);
    const district = contact.districtId && (await getDistrict(scope, contact.districtId)).name;
    const own = (await listFields(scope))
      .filter(({ id }) => id in contact.custom)
      .map((field) => [field.label, customValueInWords(field, contact.custom[field.id])]);
    const memberships = await listMemberships(scope, contactId);
    const merges = await contactsDb(scope).selectFrom('merges').selectAll().where('keptId', '=', contactId).execute();
    return {
      Fiche: { ...Object.fromEntries(named), [fieldLabel.districtId]: district },
      'Adresses e-mail': contact.emails.map(({ address, label }) => [address, label]),
      Téléphones: contact.phones.map(({ number, label }) => [number, label]),
      'Champs de la mairie': Object.fromEntries(own),
      Étiquettes: contact.tags.map(({ name }) => name),
      Fonctions: memberships.map((one) => [fullName(one.person), roleInWords(one), fullName(one.organization)]),
      'Fiches fusionnées': merges.map(({ mergedName, mergedAt, mergedBy }) => [mergedName, mergedAt, mergedBy]),
      'Pour être bien accueilli': (await needsOf(scope, contactId)).map((need) => needLabel[need]),
    };
  },

  async hand(scope, fromId, toId) {
    const db = contactsDb(scope);
    const alreadyTheirs = db.selectFrom('contactTags').select('tagId').where('contactId', '=', toId);
    await db
      .updateTable('contactTags')
      .set({ contactId: toId })
      .where('contactId', '=', fromId)
      .where('tagId', 'not in', alreadyTheirs)
      .execute();
    const { emails, phones } = await getContact(scope, fromId);
    await addMeans(scope, [{ contactId: toId, emails, phones }]);
    await handMemberships(scope, fromId, toId);
    await db.updateTable('merges').set({ keptId: toId }).where('keptId', '=', fromId).execute();
    await replaceNeeds(scope, toId, [...(await needsOf(scope, toId)), ...(await needsOf(scope, fromId))]);
    await this.forget(scope, fromId);
  },

  async forget(scope, contactId) {
    const db = contactsDb(scope);
    await db.deleteFrom('contactTags').where('contactId', '=', contactId).execute();
    await db.deleteFrom('contactEmails').where('contactId', '=', contactId).execute();
    await db.deleteFrom('contactPhones').where('contactId', '=', contactId).execute();
    await db.deleteFrom('contactNeeds').where('contactId', '=', contactId).execute();
    await forgetMemberships(scope, contactId);
    await db.deleteFrom('merges').where('keptId', '=', contactId).execute();
    await db
      .deleteFrom('duplicates')
      .where(({ or, eb }) => or([eb('contactId', '=', contactId), eb('otherId', '=', contactId)]))
      .execute();
  },
};
