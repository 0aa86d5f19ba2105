import { work } from '../platform/workers.ts';
import { mergeJobs } from './merges/jobs.ts';
import { forgetOldMerges } from './merges/merges.ts';

export const privacyWorkers = work(mergeJobs, { forgetOld: (transact) => transact(forgetOldMerges) });
