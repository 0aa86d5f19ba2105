import { stale } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { dayOf, yearsBefore } from '../../platform/time.ts';
import { type Conformity, type Publication, type PublicationSettings, publicationSettings } from './contract.ts';
import { publicationsDb } from './tables.ts';

/** A statement is worth three years (arrêté du 20 septembre 2019, trust A-13). */
const WORTH_YEARS = 3;

export async function getPublication(scope: Scope): Promise<Publication> {
  const row = await publicationsDb(scope).selectFrom('publications').selectAll().executeTakeFirst();
  const settings = row ?? { ...publicationSettings.parse({}), version: 0 };
  const isExpired = settings.auditedOn !== null && settings.auditedOn < yearsBefore(dayOf(scope.now), WORTH_YEARS);
  return { ...settings, isExpired, conformity: isExpired ? 'none' : conformityAt(settings.conformityRate) };
}

/** RGAA 4.1.2, « Obligations »: all the criteria, half of them at least, or fewer. */
const conformityAt = (rate: number | null): Conformity => {
  if (rate === null || rate < 50) return 'none';
  return rate === 100 ? 'full' : 'partial';
};

export async function changePublication(scope: Scope, settings: PublicationSettings, version: number): Promise<Publication> {
  const written = await publicationsDb(scope)
    .insertInto('publications')
    .values({ ...settings, version: 1 })
    .onConflict((known) =>
      known
        .constraint('publications_pkey')
        .doUpdateSet({ ...settings, version: version + 1 })
        .where('publications.version', '=', version),
    )
    .returning('version')
    .executeTakeFirst();
  if (written?.version !== version + 1) throw stale();
  return getPublication(scope);
}
