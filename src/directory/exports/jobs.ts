import { z } from 'zod';
import { job, schedule } from '../../platform/jobs.ts';

export const exportJobs = {
  forgetSelections: job('directory.forgetSelections', { payload: z.object({}), attempts: 3 }),
};

export const exportSchedules = [schedule(exportJobs.forgetSelections, '25 3 * * *', {})];
