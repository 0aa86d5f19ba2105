import { Problem } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { type Limit, subjectHash, WINDOW_SECONDS } from '../platform/throttle.ts';
import { secondsAfter } from '../platform/time.ts';
import { teamDb } from './tables.ts';

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

/** The try was the right one: it no longer counts, and the mistakes before it are forgotten. */
export async function forgiveTry(scope: Scope, limits: readonly Limit[]): Promise<void> {
  const [own, ...wider] = limits.map(({ subject }) => subjectHash(scope.seal, subject));
  await teamDb(scope)
    .deleteFrom('attempts')
    .where((row) =>
      row.or([row('subjectHash', '=', own ?? ''), row('firstFailedAt', '<', secondsAfter(scope.now, -WINDOW_SECONDS))]),
    )
    .execute();
  for (const hash of wider)
    await teamDb(scope)
      .updateTable('attempts')
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
