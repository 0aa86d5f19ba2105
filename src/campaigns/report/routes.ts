import type { Outside } from '../../messages/messages.ts';
import { serve } from '../../platform/routes.ts';
import { showPoster } from '../previewing.ts';
import { reportApi } from './contract.ts';
import { addCampaignExport, downloadExport, listExports } from './exports.ts';
import { reportOf } from './report.ts';

export const reportRoutes = (outside: Outside) =>
  serve(reportApi, {
    show: (scope, { params }) => reportOf(scope, params.campaignId),
    listExports: (scope, { params }) => listExports(scope, params.campaignId),
    addExport: (scope, { params, body }) => addCampaignExport(scope, params.campaignId, body),
    download: (scope, { params }) => downloadExport(scope, params.campaignId, params.campaignExportId),
    poster: (scope, { params }) => showPoster(scope, params.campaignId, outside),
  });
