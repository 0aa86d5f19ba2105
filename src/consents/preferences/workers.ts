import { work } from '../../platform/workers.ts';
import type { WayOut } from '../../post/service-mails/contract.ts';
import { askNewAddress, sendCode, tidyAccess } from './access.ts';
import { preferenceJobs } from './jobs.ts';

export const preferenceWorkers = (wayOut: WayOut) =>
  work(preferenceJobs, {
    sendCode: (transact, { accessCodeId }) => sendCode(transact, accessCodeId, wayOut),
    askNewAddress: (transact, { emailChangeId }) => askNewAddress(transact, emailChangeId, wayOut),
    tidy: (transact) => tidyAccess(transact),
  });
