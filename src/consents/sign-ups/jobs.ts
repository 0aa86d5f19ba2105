import { z } from 'zod';
import { id } from '../../platform/contract.ts';
import { job, schedule } from '../../platform/jobs.ts';

/** Whose confirmation: the person's own, or that of whoever holds parental authority. */
const confirming = z.enum(['person', 'guardian']);
export type Confirming = z.infer<typeof confirming>;

export const signUpJobs = {
  /** Asks the person, or the holder of parental authority, to confirm. */
  askConfirmation: job('signUps.askConfirmation', {
    payload: z.object({ signUpId: id, from: confirming, isReminder: z.boolean() }),
    attempts: 8,
  }),
  /** Reminds once, forgets after a week. */
  tidy: job('signUps.tidy', { payload: z.object({}), attempts: 3 }),
};

export const signUpSchedules = [schedule(signUpJobs.tidy, '17 5 * * *', {})];
