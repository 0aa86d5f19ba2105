import type { Scope } from './scope.ts';
import type { Seal } from './seal.ts';
import { secondsAfter, secondsBetween } from './time.ts';

/** Something tries are counted under, and how many of them in a quarter of an hour are still a person's mistakes. */
export interface Limit {
  subject: string;
  tries: number;
}

export const WINDOW_SECONDS = 15 * 60;

/**
 * Counts a try before it is weighed, so that a hundred at once count as a hundred. Answers the seconds to wait, 0 when it may
 * proceed. Its transaction must commit whatever becomes of the try.
 */
export async function countTry(scope: Scope, limits: readonly Limit[]): Promise<number> {
  for (const { subject, tries } of limits) {
    const counted = await countOne(scope, subjectHash(scope.seal, subject));
    if (counted.failures > tries)
      return Math.max(1, Math.ceil(secondsBetween(scope.now, secondsAfter(counted.firstFailedAt, WINDOW_SECONDS))));
  }
  return 0;
}

/** A household or an office for IPv6 (its /64), an address for IPv4. */
export function sourceOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped || !ip.includes(':')) return mapped ?? ip;
  const [head = '', tail] = ip.split('::');
  const known = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const groups = tail === undefined ? known : [...known, ...Array(8 - known.length - after.length).fill('0'), ...after];
  return groups.slice(0, 4).join(':');
}

/** Neither accounts nor addresses rest in the database: only what the server's secret makes of them. */
export const subjectHash = (seal: Seal, subject: string): string => seal.sign('throttle', subject);

export type AttemptTables = { attempts: { subjectHash: string; failures: number; firstFailedAt: string } };

const attemptsDb = (scope: Scope) => scope.db.withTables<AttemptTables>();

function countOne(scope: Scope, hash: string) {
  const windowStart = secondsAfter(scope.now, -WINDOW_SECONDS);
  return attemptsDb(scope)
    .insertInto('attempts')
    .values({ subjectHash: hash, failures: 1, firstFailedAt: scope.now })
    .onConflict((conflict) =>
      conflict.columns(['townHallId' as never, 'subjectHash']).doUpdateSet((row) => ({
        failures: row
          .case()
          .when('attempts.firstFailedAt', '<', windowStart)
          .then(1)
          .else(row('attempts.failures', '+', 1))
          .end(),
        firstFailedAt: row
          .case()
          .when('attempts.firstFailedAt', '<', windowStart)
          .then(scope.now)
          .else(row.ref('attempts.firstFailedAt'))
          .end(),
      })),
    )
    .returning(['failures', 'firstFailedAt'])
    .executeTakeFirstOrThrow();
}
