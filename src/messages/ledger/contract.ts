import { z } from 'zod';
import { leftOut } from '../../consents/contract.ts';

/** The one state each delivery is in (trust 5.0). */
export const deliveryState = z.enum(['waiting', 'handing_over', 'delivered', 'refused', 'gave_up', 'skipped', 'uncertain']);
export type DeliveryState = z.infer<typeof deliveryState>;

/** Why someone of the audience is skipped: they may not be reached, or are no longer known. */
export const skipReason = z.enum([...leftOut.options, 'erased']);
export type SkipReason = z.infer<typeof skipReason>;

/** The figures of an audience: `total` is the sum of the others, at every instant. */
export const totals = z.object({
  total: z.number(),
  waiting: z.number(),
  underWay: z.number(),
  delivered: z.number(),
  refused: z.number(),
  gaveUp: z.number(),
  skipped: z.number(),
  uncertain: z.number(),
  skippedBecause: z.array(z.object({ reason: skipReason, count: z.number() })),
});
export type Totals = z.infer<typeof totals>;
