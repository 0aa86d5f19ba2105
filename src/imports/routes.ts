import type { FileStore } from '../platform/files.ts';
import { serve } from '../platform/routes.ts';
import { importsApi } from './contract.ts';
import {
  cancelImport,
  changeImport,
  chooseSheet,
  getImport,
  launchImport,
  listImports,
  previewImport,
  undoImport,
  uploadImport,
} from './imports.ts';
import { exampleFile } from './run/example.ts';
import { listLines, rejectedLines } from './run/lines.ts';
import { decideResemblances } from './run/resembling.ts';

export const importRoutes = ({ files }: { files: FileStore }) =>
  serve(importsApi, {
    upload: (transact, { query }, { upload }) => uploadImport({ transact, files }, { fileName: query.fileName, content: upload }),
    list: (scope, { query }) => listImports(scope, query),
    example: async () => exampleFile(),
    show: (scope, { params }) => getImport(scope, params.importId),
    chooseSheet: (transact, { params, body }) => chooseSheet({ transact, files }, params.importId, body.sheet),
    change: (scope, { params, body, version }) => changeImport(scope, params.importId, { version, changes: body }),
    preview: (transact, { params }) => previewImport({ transact, files }, params.importId),
    decideResemblances: (scope, { params, body }) => decideResemblances(scope, params.importId, body),
    launch: (scope, { params }) => launchImport(scope, params.importId),
    cancel: (scope, { params }) => cancelImport(scope, params.importId),
    undo: (scope, { params }) => undoImport(scope, params.importId),
    listLines: (scope, { params, query }) => listLines(scope, params.importId, query),
    rejectedLines: (transact, { params }) => rejectedLines({ transact, files }, params.importId),
  });
