import { work } from '../platform/workers.ts';
import { searchDuplicates } from './duplicates/duplicates.ts';
import { duplicateJobs } from './duplicates/jobs.ts';

export const contactWorkers = work(duplicateJobs, { search: (transact) => transact(searchDuplicates) });
