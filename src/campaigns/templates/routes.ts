import { serve } from '../../platform/routes.ts';
import { templatesApi } from './contract.ts';
import { addTemplate, archiveTemplate, listTemplates } from './templates.ts';

export const templateRoutes = serve(templatesApi, {
  list: (scope) => listTemplates(scope),
  add: (scope, { body }) => addTemplate(scope, body),
  archive: (scope, { params }) => archiveTemplate(scope, params.templateId),
});
