import { z } from 'zod';
import { job, schedule } from '../platform/jobs.ts';

export const engagementJobs = {
  /** Counts the levels of the month under way, and of those of the year that are not known. */
  countMonths: job('engagement.countMonths', { payload: z.object({}), attempts: 3 }),
};

export const engagementSchedules = [schedule(engagementJobs.countMonths, '41 4 * * *', {})];
