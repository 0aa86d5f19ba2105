import { z } from 'zod';
import { id } from '../platform/contract.ts';
import { job } from '../platform/jobs.ts';

export const campaignJobs = {
  sendBatch: job('campaigns.sendBatch', { payload: z.object({ campaignId: id }), attempts: 25 }),
};
