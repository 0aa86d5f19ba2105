import { z } from 'zod';
import { job, schedule } from '../../platform/jobs.ts';

export const mergeJobs = {
  forgetOld: job('privacy.forgetOldMerges', { payload: z.object({}), attempts: 3 }),
};

export const mergeSchedules = [schedule(mergeJobs.forgetOld, '25 3 * * *', {})];
