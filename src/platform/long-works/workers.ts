import { work } from '../workers.ts';
import { longWorkJobs } from './jobs.ts';
import { forgetOldLongWorks } from './long-works.ts';

export const longWorkWorkers = work(longWorkJobs, { forgetOld: (transact) => transact(forgetOldLongWorks) });
