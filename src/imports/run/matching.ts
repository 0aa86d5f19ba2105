import { type Selectable, sql } from 'kysely';
import type { ContactTables } from '../../contacts/tables.ts';
import type { Scope } from '../../platform/scope.ts';
import { contradicts, identityKeys, nameKey } from '../alike/identity.ts';
import type { ContactDraft, LineIssue } from '../contract.ts';
import { importsDb } from '../tables.ts';
import { fullDraft, keptFields } from './drafts.ts';
import { lineOf, placeOf } from './places.ts';
import type { Run } from './runs.ts';

/** The first place that speaks of a contact, with what all of them say. */
export interface Head {
  place: number;
  subjectId: string;
  draft: ContactDraft;
  issues: LineIssue[];
}

export type Known = Selectable<ContactTables['contacts']>;

/** Places of the file, after one and up to another. */
export interface Span {
  after: number;
  until: number;
}

export interface Match {
  head: Head;
  known: Known;
}

/** A line, and a record it may be about. */
export interface Alike {
  place: number;
  id: string;
  /** They already have a role in an organization like that of their line. */
  isMember?: boolean;
}

/** What was found of each place, in the order it came. */
export function byPlace(alike: readonly Alike[]): Map<number, Alike[]> {
  const found = new Map<number, Alike[]>();
  for (const one of alike) {
    const here = found.get(one.place);
    if (here) here.push(one);
    else found.set(one.place, [one]);
  }
  return found;
}

/** Who in the base each line is about: the same rule as between two lines of the file (`identity.ts`), strongest key first. */
export async function findKnown(scope: Scope, run: Run, alike: readonly Alike[]): Promise<Match[]> {
  if (alike.length === 0) return [];
  const known = await takeContacts(scope, new Set(alike.map(({ id }) => id)));
  const heads = await headsAt(scope, run, new Set(alike.map(({ place }) => place)));
  const alikeAt = byPlace(alike);
  const apart = new Set(run.mapping.apart);
  const decided = new Map(run.mapping.resemblances.map((one) => [placeOf(one.line, 0), one]));
  return heads.flatMap((head) => {
    if (apart.has(lineOf(head.place))) return [];
    const told = decided.get(head.place);
    const here = alikeAt.get(head.place) ?? [];
    const met = here.flatMap(({ id }) => known.get(id) ?? []).filter(({ id }) => told?.isSame !== false || id !== told.contactId);
    const members = here.filter(({ isMember }) => isMember);
    const found =
      met.find(({ id }) => told?.isSame && id === told.contactId) ??
      sameAs(head.draft, met) ??
      memberNamed(head.draft, met, members);
    return found ? [{ head, known: found }] : [];
  });
}

function sameAs(draft: ContactDraft, alike: Known[]): Known | undefined {
  const keysOf = alike.map((one) => ({ one, keys: new Set(identityKeys(one)) }));
  for (const key of identityKeys(draft)) {
    const found = keysOf.find(({ one, keys }) => keys.has(key) && !contradicts(draft, one));
    if (found) return found.one;
  }
  return undefined;
}

/** Who is named on the line of an organization is the one of that name it already has. */
const memberNamed = (draft: ContactDraft, met: Known[], members: readonly Alike[]): Known | undefined => {
  const name = members.length > 0 ? nameKey(draft) : null;
  return name === null ? undefined : met.find((one) => nameKey(one) === name && members.some(({ id }) => id === one.id));
};

/** Where tables have grown since PostgreSQL last counted them, it would rather read them whole: an import keeps to the indexes. */
export const keepToIndexes = ({ db }: Scope): Promise<unknown> =>
  sql`set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off`.execute(db);

/** Those who may share a key, a little too many: found by the indexes, told apart by the rule. */
export async function findAlike(
  scope: Scope,
  run: Run,
  { span: { after, until }, places = null }: { span: Span; places?: number[] | null },
): Promise<Alike[]> {
  const { db, townHallId } = scope;
  const same = (column: 'email' | 'mobile_phone' | 'siret') => sql`
    select batch.place, contacts.id from batch join contacts on contacts.town_hall_id = ${townHallId}
      and contacts.${sql.ref(column)} = batch.${sql.ref(column)} where batch.${sql.ref(column)} is not null`;
  // A name in both orders, with the day of birth or the last word of the address: what narrows homonyms down.
  const homonyms = (name: 'name_last_first' | 'name_first_last', archived: 'is null' | 'is not null') => sql`
    select batch.place, contacts.id from batch join contacts on contacts.town_hall_id = ${townHallId}
      and contacts.sort_name = batch.${sql.ref(name)} and contacts.archived_at ${sql.raw(archived)}
    where batch.${sql.ref(name)} is not null and (batch.birth_date is not null or batch.street_ending is not null) and (contacts.birth_date = batch.birth_date
      or right(contacts.street_text, length(batch.street_ending)) = batch.street_ending)`;
  const told = run.mapping.resemblances.filter(({ isSame }) => isSame);
  const { rows } = await sql<Alike>`
    with batch as materialized (
      select place, email, mobile_phone, siret, birth_date, name_last_first, name_first_last, street_ending from import_lines
      where town_hall_id = ${townHallId} and import_run_id = ${run.id} and place > ${after} and place <= ${until}
        and outcome not in ('rejected', 'merged')
        and (${places}::int[] is null or place = any (${places}::int[])))
    ${same('email')} union ${same('mobile_phone')} union ${same('siret')}
    union ${homonyms('name_last_first', 'is null')} union ${homonyms('name_first_last', 'is null')}
    union ${homonyms('name_last_first', 'is not null')} union ${homonyms('name_first_last', 'is not null')}
    union select batch.place, told.id from batch
      join unnest(${told.map(({ line }) => placeOf(line, 0))}::int[], ${told.map(({ contactId }) => contactId)}::uuid[])
        as told (place, id) on told.place = batch.place`.execute(db);
  return [...rows, ...(await membersAt(scope, run, { span: { after, until }, places }))].sort((one, other) =>
    one.id < other.id ? -1 : 1,
  );
}

/** Those who have a role in an organization that the line may be about. */
async function membersAt(
  { db, townHallId }: Scope,
  run: Run,
  { span: { after, until }, places }: { span: Span; places: number[] | null },
): Promise<Alike[]> {
  const { rows } = await sql<Alike>`
    with people as materialized (
      select place, place - place % 4 as own_place from import_lines
      where town_hall_id = ${townHallId} and import_run_id = ${run.id} and place > ${after} and place <= ${until} and place % 4 > 0
        and extra->>'role' is not null and outcome not in ('rejected', 'merged')
        and (${places}::int[] is null or place = any (${places}::int[]))),
    theirs as materialized (
      select people.place, line.siret, line.name_last_first as name from people join import_lines as line
        on line.town_hall_id = ${townHallId} and line.import_run_id = ${run.id} and line.place = people.own_place),
    organizations as materialized (
      select theirs.place, contacts.id from theirs join contacts on contacts.town_hall_id = ${townHallId}
        and contacts.siret = theirs.siret where theirs.siret is not null
      union select theirs.place, contacts.id from theirs join contacts on contacts.town_hall_id = ${townHallId}
        and contacts.sort_name = theirs.name and contacts.archived_at is null and contacts.kind = 'organization')
    select distinct organizations.place, memberships.person_id as id, true as is_member from organizations join memberships
      on memberships.town_hall_id = ${townHallId} and memberships.organization_id = organizations.id
      and memberships.until is null`.execute(db);
  return rows;
}

/** Held until the end of the transaction, always in the same order. */
async function takeContacts(scope: Scope, ids: ReadonlySet<string>): Promise<Map<string, Known>> {
  const rows = await importsDb(scope)
    .selectFrom('contacts')
    .selectAll()
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map((one) => [one.id, one]));
}

export async function headsAt(scope: Scope, run: Run, places: ReadonlySet<number>): Promise<Head[]> {
  const rows = await importsDb(scope)
    .selectFrom('importLines')
    .select([...keptFields, 'place', 'subjectId', 'extra', 'issues'])
    .where('importRunId', '=', run.id)
    .where('place', '=', sql<number>`any(${[...places]}::int[])`)
    .orderBy('place')
    .execute();
  // What a former look at the base said is said again, or no longer true.
  const ofBase = ['record_kept', 'record_archived', 'address_suppressed'];
  const ofFile = ({ kind }: LineIssue) => !ofBase.includes(kind);
  return rows.map(({ place, subjectId, issues, ...kept }) => ({
    ...{ place, subjectId, issues: (issues ?? []).filter(ofFile) },
    draft: fullDraft(kept),
  }));
}
