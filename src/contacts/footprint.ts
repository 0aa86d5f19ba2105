import type { Scope } from '../platform/scope.ts';
import { getDistrict } from '../townhalls/districts/districts.ts';
import { getContact } from './contacts.ts';
import { listFields } from './fields/fields.ts';
import { customValueInWords } from './fields/labels.ts';
import { fieldLabel } from './labels.ts';
import { contactsDb } from './tables.ts';

/** What a module remembers of a contact, and how to copy it out, hand it to a twin, or forget it. */
export interface Footprint {
  tables: readonly string[];
  copyFor(scope: Scope, contactId: string): Promise<Record<string, unknown>>;
  hand(scope: Scope, fromId: string, toId: string): Promise<void>;
  forget(scope: Scope, contactId: string): Promise<void>;
}

export const contactsFootprint: Footprint = {
  tables: ['contact_tags'],

  async copyFor(scope, contactId) {
    const { tags, ...contact } = await getContact(scope, contactId);
    const named = Object.entries(fieldLabel).map(([field, label]) => [label, contact[field as keyof typeof fieldLabel]]);
    const district = contact.districtId && (await getDistrict(scope, contact.districtId)).name;
    const own = (await listFields(scope))
      .filter(({ id }) => id in contact.custom)
      .map((field) => [field.label, customValueInWords(field, contact.custom[field.id])]);
    return {
      Fiche: { ...Object.fromEntries(named), [fieldLabel.districtId]: district },
      'Champs de la mairie': Object.fromEntries(own),
      Étiquettes: tags.map(({ name }) => name),
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
    await this.forget(scope, fromId);
  },

  async forget(scope, contactId) {
    await contactsDb(scope).deleteFrom('contactTags').where('contactId', '=', contactId).execute();
  },
};
