import { Problem } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import type { Seal } from '../platform/seal.ts';
import { secondsAfter, secondsBetween } from '../platform/time.ts';
import { teamDb } from './tables.ts';

/** Something tries are counted under, and how many of them in a quarter of an hour are still a person's mistakes. */
export interface Limit {
  subject: string;
  tries: number;
}

const WINDOW_SECONDS = 15 * 60;

/** Who tries to come in, as far as it may be known before the password is weighed. */
export interface Attempt {
  account: string;
  source: string;
  /** This browser, or this place, has already been that agent's: what strangers do elsewhere does not shut it. */
  isFamiliar: boolean;
}

/** By account and source, by source, by account, and altogether (trust S-22), in the order they are counted. */
export const limitsOf = ({ account, source, isFamiliar }: Attempt): Limit[] => [
  { subject: `account ${account} from ${source}`, tries: 5 },
  ...(isFamiliar
    ? []
    : [
        { subject: `source ${source}`, tries: 30 },
        { subject: `account ${account}`, tries: 20 },
        { subject: 'everyone', tries: 300 },
      ]),
];

/**
 * Counts a try before it is weighed, so that a hundred at once count as a hundred. Answers the seconds to wait, 0 when it may
 * proceed. Its transaction must commit whatever becomes of the try.
 */
export async function countTry(scope: Scope, limits: readonly Limit[], seal: Seal): Promise<number> {
  for (const { subject, tries } of limits) {
    const counted = await countOne(scope, subjectHash(seal, subject));
    if (counted.failures > tries)
      return Math.max(1, Math.ceil(secondsBetween(scope.now, secondsAfter(counted.firstFailedAt, WINDOW_SECONDS))));
  }
  return 0;
}

/** The try was the right one: it no longer counts, and the mistakes before it are forgotten. */
export async function forgiveTry(scope: Scope, limits: readonly Limit[], seal: Seal): Promise<void> {
  const [own, ...wider] = limits.map(({ subject }) => subjectHash(seal, subject));
  await teamDb(scope)
    .deleteFrom('signInAttempts')
    .where((row) =>
      row.or([row('subjectHash', '=', own ?? ''), row('firstFailedAt', '<', secondsAfter(scope.now, -WINDOW_SECONDS))]),
    )
    .execute();
  for (const hash of wider)
    await teamDb(scope)
      .updateTable('signInAttempts')
      .set((row) => ({ failures: row('failures', '-', 1) }))
      .where('subjectHash', '=', hash)
      .where('failures', '>', 0)
      .execute();
}

export const tooManyTries = (seconds: number) =>
  new Problem('tooMany', 'session.too_many_tries', {
    message: `Trop d’essais. Attendez ${Math.ceil(seconds / 60)}\u00a0min, puis recommencez ; ou demandez un nouveau lien de connexion à un administrateur.`,
    retryAfter: seconds,
  });

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

function countOne(scope: Scope, hash: string) {
  const windowStart = secondsAfter(scope.now, -WINDOW_SECONDS);
  return teamDb(scope)
    .insertInto('signInAttempts')
    .values({ subjectHash: hash, failures: 1, firstFailedAt: scope.now })
    .onConflict((conflict) =>
      conflict.columns(['townHallId' as never, 'subjectHash']).doUpdateSet((row) => ({
        failures: row
          .case()
          .when('signInAttempts.firstFailedAt', '<', windowStart)
          .then(1)
          .else(row('signInAttempts.failures', '+', 1))
          .end(),
        firstFailedAt: row
          .case()
          .when('signInAttempts.firstFailedAt', '<', windowStart)
          .then(scope.now)
          .else(row.ref('signInAttempts.firstFailedAt'))
          .end(),
      })),
    )
    .returning(['failures', 'firstFailedAt'])
    .executeTakeFirstOrThrow();
}
