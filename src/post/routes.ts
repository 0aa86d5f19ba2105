import type { FileStore } from '../platform/files.ts';
import { serve } from '../platform/routes.ts';
import { postApi } from './contract.ts';
import { clearTrialMailbox, listTrialMessages, openTrialMessage, showTrialMessage } from './post.ts';

export const postRoutes = ({ files }: { files: FileStore }) =>
  serve(postApi, {
    list: (scope, { query }) => listTrialMessages(scope, query),
    show: (transact, { params }) => openTrialMessage(transact, files, params.messageId),
    showHtml: (transact, { params }) => showTrialMessage(transact, files, params.messageId),
    clear: (transact) => clearTrialMailbox(transact, files),
  });
