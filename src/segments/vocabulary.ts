import { sql } from 'kysely';
import { listFields } from '../contacts/fields/fields.ts';
import { getSolicitationLimit } from '../engagement/engagement.ts';
import { listKinds } from '../interactions/kinds/kinds.ts';
import type { Scope } from '../platform/scope.ts';
import { listDistricts } from '../townhalls/districts/districts.ts';
import { listThemes } from '../townhalls/themes/themes.ts';
import type { AskableField, Offered, Vocabulary } from './contract.ts';
import { segmentsDb } from './tables.ts';

/** Beyond that, one types rather than chooses. */
const MOST = 500;

export async function vocabularyOf(scope: Scope): Promise<Vocabulary> {
  const db = segmentsDb(scope);
  return {
    tags: await db.selectFrom('tags').select(['id', 'name']).where('archivedAt', 'is', null).orderBy('foldedName').execute(),
    purposes: await db.selectFrom('purposes').select(['id', 'name']).where('archivedAt', 'is', null).orderBy('name').execute(),
    subjects: await subjectsOf(scope),
    fields: await fieldsOf(scope),
    districts: (await listDistricts(scope)).map(offered),
    roles: await db.selectFrom('membershipRoles').select(['id', 'label as name']).orderBy('foldedLabel').execute(),
    ...(await segmentsOf(scope)),
    themes: (await listThemes(scope)).map(offered),
    kinds: (await listKinds(scope)).map(({ label, ...kind }) => offered({ ...kind, name: label })),
    solicitedFrom: (await getSolicitationLimit(scope)).letters,
    ...(await frequentWords(scope)),
  };
}

async function segmentsOf(scope: Scope): Promise<Pick<Vocabulary, 'segments' | 'lists'>> {
  const rows = await segmentsDb(scope)
    .selectFrom('segments')
    .select(['id', 'name', 'archivedAt', 'fixedAt'])
    .orderBy(sql`folded(name)`)
    .orderBy('id')
    .execute();
  return {
    segments: rows.filter(({ fixedAt }) => fixedAt === null).map(offered),
    lists: rows.filter(({ fixedAt }) => fixedAt !== null).map(offered),
  };
}

const offered = ({ id, name, archivedAt }: { id: string; name: string; archivedAt: string | null }): Offered => ({
  id,
  name,
  isArchived: archivedAt !== null,
});

const fieldsOf = async (scope: Scope): Promise<AskableField[]> =>
  (await listFields(scope)).map(({ label, kind, options, approval, ...field }) => ({
    ...offered({ ...field, name: label }),
    kind,
    options: options.map((option) => ({ id: option.id, name: option.label, isArchived: option.isArchived })),
    isSensitive: approval !== null,
  }));

/**
 * What people were written to about, took part in or asked for: the newest first, for ids are made in the order of time. The index
 * is leapt through from one subject to the next; each is told of a hundred thousand times.
 */
async function subjectsOf({ db, townHallId }: Scope): Promise<Vocabulary['subjects']> {
  const told = sql`from interactions where interactions.town_hall_id = ${townHallId} and subject_id`;
  const { rows } = await sql<{ id: string; name: string | null }>`
    with recursive subjects as (
      (select subject_id as id ${told} is not null order by subject_id desc limit 1)
      union all
      select (select subject_id ${told} < subjects.id order by subject_id desc limit 1) from subjects where id is not null
    )
    select id, (select subject_label ${told} = subjects.id limit 1) as name from subjects where id is not null limit ${MOST}`.execute(
    db,
  );
  return rows.flatMap(({ id, name }) => (name ? [{ id, name }] : []));
}

type Words = 'municipalities' | 'postcodes' | 'sources';

/** What records say most often, in one reading of them: those who say the same are counted together first. */
async function frequentWords({ db, townHallId }: Scope): Promise<Pick<Vocabulary, Words>> {
  const { rows } = await sql<{ list: Words; value: string }>`
    with alike as materialized (
      select municipality, postcode, source, count(*) as times from contacts
      where contacts.town_hall_id = ${townHallId} and archived_at is null group by municipality, postcode, source),
    said as (
      select 'municipalities' as list, municipality as value, times from alike
      union all select 'postcodes', postcode, times from alike
      union all select 'sources', source, times from alike)
    select list, value from said where value <> '' group by list, value order by sum(times) desc, value`.execute(db);
  const of = (list: Words) =>
    rows
      .filter((row) => row.list === list)
      .slice(0, MOST)
      .map(({ value }) => value);
  return { municipalities: of('municipalities'), postcodes: of('postcodes'), sources: of('sources') };
}
