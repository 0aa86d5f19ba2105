import { work } from '../../platform/workers.ts';
import type { WayOut } from '../../post/service-mails/contract.ts';
import { signUpJobs } from './jobs.ts';
import { askConfirmation, tidySignUps } from './sign-ups.ts';

export const signUpWorkers = (wayOut: WayOut) =>
  work(signUpJobs, {
    askConfirmation: (transact, payload) => askConfirmation(transact, payload, wayOut),
    tidy: (transact) => tidySignUps(transact),
  });
