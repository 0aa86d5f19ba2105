import { serve } from '../platform/routes.ts';
import * as contacts from './contacts.ts';
import { contactsApi } from './contract.ts';
import { duplicatesApi } from './duplicates/contract.ts';
import * as duplicates from './duplicates/duplicates.ts';
import { duplicateJobs } from './duplicates/jobs.ts';
import { fieldsApi } from './fields/contract.ts';
import * as fields from './fields/fields.ts';
import { findLookalikes } from './lookalikes.ts';
import { meansApi } from './means/contract.ts';
import { membershipsApi } from './memberships/contract.ts';
import * as memberships from './memberships/memberships.ts';
import { needsApi } from './needs/contract.ts';
import * as needs from './needs/needs.ts';
import { tagsApi } from './tags/contract.ts';
import * as tags from './tags/tags.ts';

const duplicateRoutes = serve(duplicatesApi, {
  list: (scope, { query }) => duplicates.listDuplicates(scope, query),
  search: (scope) => scope.enqueue(duplicateJobs.search, {}, { once: 'duplicates' }),
  setApart: (scope, { body }) => duplicates.setApart(scope, body),
  takeBack: (scope, { body }) => duplicates.takeBackApart(scope, body),
});

const meansRoutes = serve(meansApi, {
  change: (scope, { params, version, body }) => contacts.changeMeans(scope, params.contactId, { version, means: body }),
});

export const contactRoutes = ({ usesOfField }: { usesOfField: readonly fields.UsesOfField[] }) => [
  ...serve(contactsApi, {
    listUninformed: (scope) => contacts.listUninformed(scope),
    lookAlikes: async (scope, { query }) => ({ items: await findLookalikes(scope, query) }),
    add: (scope, { query, body }) => contacts.addContact(scope, body, query),
    show: (scope, { params }) => contacts.getContact(scope, params.contactId),
    change: (scope, { params, query, version, body }) =>
      contacts.changeContact(scope, params.contactId, { version, changes: body, ...query }),
    archive: (scope, { body }) => contacts.archiveContacts(scope, body.contactIds),
    restore: (scope, { body }) => contacts.restoreContacts(scope, body.contactIds),
  }),
  ...duplicateRoutes,
  ...meansRoutes,
  ...serve(membershipsApi, {
    list: async (scope, { params }) => ({ items: await memberships.listMemberships(scope, params.contactId) }),
    add: (scope, { body }) => memberships.addMembership(scope, body),
    change: (scope, { params, version, body }) =>
      memberships.changeMembership(scope, params.membershipId, { version, change: body }),
    remove: (scope, { params }) => memberships.removeMembership(scope, params.membershipId),
    roles: async (scope) => ({ items: await memberships.listRoles(scope) }),
  }),
  ...serve(needsApi, {
    show: async (scope, { params }) => ({ needs: await needs.needsOf(scope, params.contactId) }),
    replace: async (scope, { params, body }) => ({ needs: await needs.replaceNeeds(scope, params.contactId, body.needs) }),
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
