import type { Outside } from '../messages/messages.ts';
import { work } from '../platform/workers.ts';
import { campaignJobs } from './jobs.ts';
import { leaveAtItsHour } from './launch/schedule.ts';
import { sendBatch, wakeCampaigns } from './sending.ts';

export const campaignWorkers = (outside: Outside) =>
  work(campaignJobs, {
    sendBatch: (transact, lane) => sendBatch(transact, lane, outside),
    leave: (transact, { campaignId }) => leaveAtItsHour(transact, campaignId),
    wake: (transact) => wakeCampaigns(transact),
  });
