import { serve } from '../platform/routes.ts';
import { beginBulkAct, getBulkAct, listBulkActs, undoBulkAct } from './bulk/bulk.ts';
import { bulkApi } from './bulk/contract.ts';
import { directoryApi } from './contract.ts';
import { countContacts, findNeighbours, listContacts } from './directory.ts';
import { exportsApi } from './exports/contract.ts';
import { addExport, downloadExport, listExports } from './exports/exports.ts';
import { viewsApi } from './views/contract.ts';
import * as views from './views/views.ts';

export const directoryRoutes = [
  ...serve(directoryApi, {
    list: (scope, { query }) => listContacts(scope, query),
    count: (scope, { query }) => countContacts(scope, query),
    neighbours: (scope, { params, query }) => findNeighbours(scope, params.contactId, query),
  }),
  ...serve(bulkApi, {
    begin: (scope, { body }) => beginBulkAct(scope, body),
    list: (scope, { query }) => listBulkActs(scope, query),
    show: (scope, { params }) => getBulkAct(scope, params.bulkActId),
    undo: (scope, { params }) => undoBulkAct(scope, params.bulkActId),
  }),
  ...serve(exportsApi, {
    add: (scope, { body }) => addExport(scope, body),
    list: (scope, { query }) => listExports(scope, query),
    download: (transact, { params }) => downloadExport(transact, params.exportId),
  }),
  ...serve(viewsApi, {
    list: (scope, { query }) => views.listViews(scope, query.list),
    add: (scope, { body }) => views.addView(scope, body),
    change: (scope, { params, body, version }) => views.changeView(scope, params.savedViewId, { ...body, version }),
    share: (scope, { params }) => views.shareView(scope, params.savedViewId),
    unshare: (scope, { params }) => views.unshareView(scope, params.savedViewId),
    archive: (scope, { params }) => views.archiveView(scope, params.savedViewId),
    restore: (scope, { params }) => views.restoreView(scope, params.savedViewId),
    order: (scope, { body }) => views.orderViews(scope, body.viewIds),
    look: (scope, { body }) => views.noteLook(scope, body),
  }),
];
