import { z } from 'zod';
import { id } from '../../platform/contract.ts';
import { job, schedule } from '../../platform/jobs.ts';

export const preferenceJobs = {
  /** Sends a code to an address where somebody is known; to any other, nothing. */
  sendCode: job('preferences.sendCode', { payload: z.object({ accessCodeId: id }), attempts: 8 }),
  /** Asks, at the new address, whether it is theirs. */
  askNewAddress: job('preferences.askNewAddress', { payload: z.object({ emailChangeId: id }), attempts: 8 }),
  /** Forgets codes after an hour and changes nobody confirmed after a day. */
  tidy: job('preferences.tidy', { payload: z.object({}), attempts: 3 }),
};

export const preferenceSchedules = [schedule(preferenceJobs.tidy, '41 * * * *', {})];
