import { serve } from '../platform/routes.ts';
import * as contacts from './contacts.ts';
import { contactsApi } from './contract.ts';

export const contactRoutes = serve(contactsApi, {
  add: (scope, { body }) => contacts.addContact(scope, body),
  show: (scope, { params }) => contacts.getContact(scope, params.contactId),
  change: (scope, { params, version, body }) => contacts.changeContact(scope, params.contactId, { version, changes: body }),
  archive: (scope, { body }) => contacts.archiveContacts(scope, body.contactIds),
  restore: (scope, { body }) => contacts.restoreContacts(scope, body.contactIds),
  listTags: (scope) => contacts.listTags(scope),
  addTag: (scope, { body }) => contacts.addTag(scope, body),
  tagContacts: (scope, { params, body }) => contacts.tagContacts(scope, params.tagId, body),
  untagContacts: (scope, { params, body }) => contacts.untagContacts(scope, params.tagId, body),
});
