import { z } from 'zod';
import { id } from '../platform/contract.ts';
import { job, schedule } from '../platform/jobs.ts';

const payload = z.object({ importId: id, longWorkId: id });

export const importJobs = {
  read: job('imports.read', { payload, attempts: 5 }),
  run: job('imports.run', { payload, attempts: 5 }),
  undo: job('imports.undo', { payload, attempts: 5 }),
  forgetOld: job('imports.forgetOld', { payload: z.object({}), attempts: 3 }),
};

export const importSchedules = [schedule(importJobs.forgetOld, '40 3 * * *', {})];
