import type { Outside } from '../messages/messages.ts';
import { serve } from '../platform/routes.ts';
import { closeQuestion } from './answers/answers.ts';
import { addCampaign, archiveCampaign, changeCampaign, getCampaign, listCampaigns } from './campaigns.ts';
import { campaignsApi } from './contract.ts';
import { launchAsked, scheduleAsked } from './launch/asked.ts';
import { resumeCampaign, stopCampaign } from './launch/launch.ts';
import { cancelSchedule } from './launch/schedule.ts';
import { listReaders, previewCampaign, reachOf, sendTrial, showPreview } from './previewing.ts';

export const campaignRoutes = (outside: Outside) =>
  serve(campaignsApi, {
    list: (scope, { query }) => listCampaigns(scope, query),
    add: (scope, { body }) => addCampaign(scope, body),
    show: (scope, { params }) => getCampaign(scope, params.campaignId),
    change: (scope, { params, body, version }) => changeCampaign(scope, params.campaignId, { version, changes: body }),
    archive: (scope, { params }) => archiveCampaign(scope, params.campaignId),
    reach: (scope, { params }) => reachOf(scope, params.campaignId),
    listReaders: (scope, { params, query }) => listReaders(scope, params.campaignId, query),
    preview: (scope, { params, body }) => previewCampaign(scope, params.campaignId, { ...outside, ...body }),
    showPreview: (scope, { params }) => showPreview(scope, params.campaignId, { ...outside, contactId: params.contactId }),
    sendTrial: (transact, { params, body }) => sendTrial(transact, params.campaignId, { ...outside, ...body }),
    launch: (scope, { params, version }, { isConfirmed }) => launchAsked(scope, params.campaignId, { version, isConfirmed }),
    stop: (scope, { params }) => stopCampaign(scope, params.campaignId),
    schedule: (scope, { params, body, version }, { isConfirmed }) =>
      scheduleAsked(scope, params.campaignId, { version, isConfirmed, ...body }),
    cancelSchedule: (scope, { params }) => cancelSchedule(scope, params.campaignId),
    resume: (scope, { params }) => resumeCampaign(scope, params.campaignId),
    closeQuestion: (scope, { params }) => closeQuestion(scope, params.campaignId, params.questionId),
  });
