import { work } from '../platform/workers.ts';
import { forgetOldBulkActs } from './bulk/bulk.ts';
import { carryToTheEnd } from './bulk/carrying.ts';
import { bulkJobs } from './bulk/jobs.ts';
import { forgetSelections } from './exports/exports.ts';
import { exportJobs } from './exports/jobs.ts';

export const directoryWorkers = [
  ...work(bulkJobs, {
    carryOn: (transact, payload) => carryToTheEnd(transact, payload),
    forgetOld: (transact) => transact(forgetOldBulkActs),
  }),
  ...work(exportJobs, { forgetSelections: (transact) => transact(forgetSelections) }),
];
