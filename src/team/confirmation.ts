import type { Scope } from '../platform/scope.ts';
import { secondsAfter } from '../platform/time.ts';
import type { FoundSession } from './sessions.ts';

/** How long one's word holds: an act that cannot be taken back asks again after that. */
const CONFIRMED_SECONDS = 15 * 60;

/** Whether this browser's agent has proved to be there a short while ago. The demo's agents, who have no secret, always have. */
export function isConfirmed({ now }: Scope, found: FoundSession): boolean {
  if (found.secondFactorExempt && !found.totpConfirmedAt) return true;
  const since = secondsAfter(now, -CONFIRMED_SECONDS);
  return [found.secondFactorAt, found.confirmedAt].some((at) => at !== null && at >= since);
}
