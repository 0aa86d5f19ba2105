import { z } from 'zod';
import { job, schedule } from '../../platform/jobs.ts';

export const duplicateJobs = {
  search: job('contacts.searchDuplicates', { payload: z.object({}), attempts: 3 }),
};

export const duplicateSchedules = [schedule(duplicateJobs.search, '40 2 * * *', {})];
