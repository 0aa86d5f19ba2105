import { conflict } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { dayOf, yearsBefore } from '../../platform/time.ts';
import { teamDb } from '../tables.ts';
import { CHARTER_VERSION, charterArticles } from './contract.ts';

/** The words in force were never accepted, or more than a year ago. */
export const isCharterDue = ({ now }: Scope, acceptedAt: string | null): boolean =>
  acceptedAt === null || dayOf(acceptedAt) <= yearsBefore(dayOf(now), 1);

/** Kept with its date and its words; the earlier ones stay. */
export async function keepAcceptance(scope: Scope, teamMemberId: string, version: string): Promise<void> {
  if (version !== CHARTER_VERSION)
    throw conflict('charter.changed', 'La charte vient de changer. Rechargez la page pour lire la nouvelle.');
  await teamDb(scope)
    .insertInto('charterAcceptances')
    .values({ teamMemberId, acceptedAt: scope.now, version, wording: charterArticles.join('\n') })
    .onConflict((known) => known.constraint('charter_acceptances_pkey').doNothing())
    .execute();
}
