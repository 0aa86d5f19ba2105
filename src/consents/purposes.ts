import { conflict, stale } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { getPurpose } from './consents.ts';
import type { Purpose, PurposeChange } from './contract.ts';
import { consentsDb } from './tables.ts';

/** Its code stays: addresses and headers of messages already sent bear it. */
export async function changePurpose(
  scope: Scope,
  purposeId: string,
  { version, ...change }: PurposeChange & { version: number },
): Promise<Purpose> {
  const before = await getPurpose(scope, purposeId);
  if (before.isAnswered && change.legalBasis !== before.legalBasis) throw basisIsFixed();
  const changed = await consentsDb(scope)
    .updateTable('purposes')
    .set({ ...change, version: version + 1 })
    .where('id', '=', purposeId)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst();
  if (!changed) throw stale();
  return getPurpose(scope, purposeId);
}

/** What people said yes or no to may not become something else behind them (EDPB, guidelines 05/2020 on consent, section 6). */
const basisIsFixed = () =>
  conflict(
    'purpose.basis_is_fixed',
    'Des personnes ont déjà répondu pour cette finalité : sa base légale ne change plus. Créez plutôt une autre finalité.',
  );

export const archivePurpose = (scope: Scope, purposeId: string): Promise<Purpose> => markArchived(scope, purposeId, scope.now);

export const restorePurpose = (scope: Scope, purposeId: string): Promise<Purpose> => markArchived(scope, purposeId, null);

async function markArchived(scope: Scope, purposeId: string, archivedAt: string | null): Promise<Purpose> {
  await consentsDb(scope)
    .updateTable('purposes')
    .set((row) => ({ archivedAt, version: row('version', '+', 1) }))
    .where('id', '=', purposeId)
    .where('archivedAt', archivedAt ? 'is' : 'is not', null)
    .execute();
  return getPurpose(scope, purposeId);
}
