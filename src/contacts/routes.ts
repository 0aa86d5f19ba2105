import { serve } from '../platform/routes.ts';
import * as contacts from './contacts.ts';
import { contactsApi } from './contract.ts';
import { fieldsApi } from './fields/contract.ts';
import * as fields from './fields/fields.ts';
import { tagsApi } from './tags/contract.ts';
import * as tags from './tags/tags.ts';

export const contactRoutes = ({ usesOfField }: { usesOfField: readonly fields.UsesOfField[] }) => [
  ...serve(contactsApi, {
    add: (scope, { body }) => contacts.addContact(scope, body),
    show: (scope, { params }) => contacts.getContact(scope, params.contactId),
    change: (scope, { params, version, body }) => contacts.changeContact(scope, params.contactId, { version, changes: body }),
    archive: (scope, { body }) => contacts.archiveContacts(scope, body.contactIds),
    restore: (scope, { body }) => contacts.restoreContacts(scope, body.contactIds),
  }),
  ...serve(fieldsApi, {
    list: async (scope) => ({ items: await fields.listFields(scope) }),
    add: (scope, { body }) => fields.addField(scope, body),
    change: (scope, { params, version, body }) => fields.changeField(scope, params.fieldId, { version, change: body }),
    order: (scope, { body }) => fields.orderFields(scope, body.fieldIds),
    archive: (scope, { params }) => fields.archiveField(scope, params.fieldId),
    restore: (scope, { params }) => fields.restoreField(scope, params.fieldId),
    usage: (scope, { params }) => fields.usageOfField(scope, params.fieldId, usesOfField),
  }),
  ...serve(tagsApi, {
    list: (scope, { query }) => tags.listTags(scope, query),
    add: (scope, { body }) => tags.addTag(scope, body),
    change: (scope, { params, version, body }) => tags.changeTag(scope, params.tagId, { version, draft: body }),
    archive: (scope, { params }) => tags.archiveTag(scope, params.tagId),
    restore: (scope, { params }) => tags.restoreTag(scope, params.tagId),
    merge: (scope, { params, body }) => tags.mergeTag(scope, params.tagId, body.intoTagId),
    separate: (scope, { params }) => tags.separateTag(scope, params.tagId),
    tag: (scope, { params, body }) => tags.tagContacts(scope, params.tagId, body),
    untag: (scope, { params, body }) => tags.untagContacts(scope, params.tagId, body),
  }),
];
