import { serve } from '../platform/routes.ts';
import { interactionsApi } from './contract.ts';
import { listInteractions, listNotesToReread, noteInteraction, tallyInteractions } from './interactions.ts';
import { kindsApi } from './kinds/contract.ts';
import * as kinds from './kinds/kinds.ts';
import { remindersApi } from './reminders/contract.ts';
import * as reminders from './reminders/reminders.ts';

export const interactionRoutes = [
  ...serve(interactionsApi, {
    list: (scope, { params, query }) => listInteractions(scope, params.contactId, query),
    tally: (scope, { params }) => tallyInteractions(scope, params.contactId),
    note: (scope, { params, query, body }) => noteInteraction(scope, params.contactId, { ...body, ...query }),
    toReread: (scope, { query }) => listNotesToReread(scope, query),
  }),
  ...serve(kindsApi, {
    list: async (scope) => ({ items: await kinds.listKinds(scope) }),
    add: (scope, { body }) => kinds.addKind(scope, body),
    change: (scope, { params, version, body }) => kinds.changeKind(scope, params.kindId, { version, draft: body }),
    order: (scope, { body }) => kinds.orderKinds(scope, body.kindIds),
    archive: (scope, { params }) => kinds.archiveKind(scope, params.kindId),
    restore: (scope, { params }) => kinds.restoreKind(scope, params.kindId),
  }),
  ...serve(remindersApi, {
    list: (scope, { query }) => reminders.listReminders(scope, query),
    ofContact: async (scope, { params }) => ({ items: await reminders.listRemindersOf(scope, params.contactId) }),
    add: (scope, { params, body }) => reminders.addReminder(scope, params.contactId, body),
    change: (scope, { params, version, body }) => reminders.changeReminder(scope, params.reminderId, { version, draft: body }),
    complete: (scope, { params }) => reminders.completeReminder(scope, params.reminderId),
    reopen: (scope, { params }) => reminders.reopenReminder(scope, params.reminderId),
    remove: (scope, { params }) => reminders.removeReminder(scope, params.reminderId),
  }),
];
