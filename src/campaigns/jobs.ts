import { z } from 'zod';
import { id } from '../platform/contract.ts';
import { job, schedule } from '../platform/jobs.ts';

export const campaignJobs = {
  sendBatch: job('campaigns.sendBatch', { payload: z.object({ campaignId: id, lane: z.int().default(0) }), attempts: 25 }),
  /** At the hour that was chosen. */
  leave: job('campaigns.leave', { payload: z.object({ campaignId: id }), attempts: 25 }),
  wake: job('campaigns.wake', { payload: z.object({}), attempts: 3 }),
};

/** A campaign ends whatever happens, even to the job that was sending it. */
export const campaignSchedules = [schedule(campaignJobs.wake, '*/10 * * * *', {})];
