import type pg from 'pg';
import { asOwner } from '../src/platform/database.ts';

/** What a population fills. */
const FILLED = 'contacts,contact_tags,interactions,interaction_facets,consents,consent_proofs';

/**
 * Fills tables stripped of their indexes and keys, then gives these back: made once everything is in, the trigram index of a
 * million contacts takes two minutes instead of twenty. Keys that other tables hold on to stay.
 */
export async function strippedOfIndexes(
  { ownerUrl, townHallId }: { ownerUrl: string; townHallId: number },
  fill: () => Promise<void>,
): Promise<void> {
  const { keys, indexes } = await asOwner(ownerUrl, strip);
  await fill();
  await asOwner(ownerUrl, async (owner) => {
    // The wall stops the owner too: without its number, keys would be checked against nobody.
    await owner.query(`select set_config('app.town_hall', $1, false), set_config('maintenance_work_mem', '1GB', false)`, [
      `${townHallId}`,
    ]);
    for (const { definition } of [...indexes, ...keys]) await owner.query(definition);
  });
}

interface Laid {
  definition: string;
}

async function strip(owner: pg.Client): Promise<{ keys: Laid[]; indexes: Laid[] }> {
  const { rows: keys } = await owner.query<Laid & { dropping: string }>(`
    select format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(key.oid)) as definition,
      format('alter table %s drop constraint %I', conrelid::regclass, conname) as dropping
    from pg_constraint as key where conrelid = any('{${FILLED}}'::regclass[])
      and (contype = 'f' or contype in ('p', 'u')
        and not exists (select from pg_constraint as other where other.contype = 'f' and other.conindid = key.conindid))
    order by contype = 'f'`);
  const { rows: indexes } = await owner.query<Laid & { dropping: string }>(`
    select pg_get_indexdef(indexrelid) as definition, format('drop index %s', indexrelid::regclass) as dropping
    from pg_index where indrelid = any('{${FILLED}}'::regclass[]) and not exists (select from pg_constraint where conindid = indexrelid)`);
  for (const { dropping } of [...keys].reverse()) await owner.query(dropping);
  for (const { dropping } of indexes) await owner.query(dropping);
  return { keys, indexes };
}
