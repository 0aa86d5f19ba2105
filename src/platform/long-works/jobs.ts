import { z } from 'zod';
import { job, schedule } from '../jobs.ts';

export const longWorkJobs = {
  forgetOld: job('longWorks.forgetOld', { payload: z.object({}), attempts: 3 }),
};

export const longWorkSchedules = [schedule(longWorkJobs.forgetOld, '10 3 * * *', {})];
