import { z } from 'zod';
import { id } from '../../platform/contract.ts';
import { job, schedule } from '../../platform/jobs.ts';

export const bulkJobs = {
  carryOn: job('directory.carryOn', { payload: z.object({ bulkActId: id, longWorkId: id }), attempts: 5 }),
  forgetOld: job('directory.forgetOldBulkActs', { payload: z.object({}), attempts: 3 }),
};

export const bulkSchedules = [schedule(bulkJobs.forgetOld, '20 3 * * *', {})];
