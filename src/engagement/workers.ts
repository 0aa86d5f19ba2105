import { work } from '../platform/workers.ts';
import { countMonths } from './engagement.ts';
import { engagementJobs } from './jobs.ts';

export const engagementWorkers = work(engagementJobs, { countMonths: (transact) => transact(countMonths) });
