import { type Selectable, sql } from 'kysely';
import type { ContactTables } from '../../contacts/tables.ts';
import type { Scope } from '../../platform/scope.ts';
import { foldedWords } from '../cleaning/folding.ts';
import type { ContactDraft, LineIssue } from '../contract.ts';
import { contradicts, identityKeys } from '../identity.ts';
import { importsDb } from '../tables.ts';

/** The first line that speaks of a contact, with what all its lines say. */
export interface Head {
  line: number;
  draft: ContactDraft;
  issues: LineIssue[];
}

export type Known = Selectable<ContactTables['contacts']>;

/** Who in the base each line is about: the same rule as between two lines of the file (`identity.ts`), strongest key first. */
export async function findKnown(scope: Scope, heads: readonly Head[]): Promise<Map<number, Known>> {
  const byKey = new Map<string, Known[]>();
  for (const known of await candidates(scope, heads)) {
    for (const key of identityKeys(known)) {
      const sharing = byKey.get(key);
      if (sharing) sharing.push(known);
      else byKey.set(key, [known]);
    }
  }
  const found = new Map<number, Known>();
  for (const { line, draft } of heads) {
    const known = identityKeys(draft)
      .flatMap((key) => byKey.get(key) ?? [])
      .find((one) => !contradicts(draft, one));
    if (known) found.set(line, known);
  }
  return found;
}

/**
 * Those who may share a key, a little too many, held until the end of the transaction: found by the indexes, told apart by the
 * rule. Names are folded apart: a function beside a walled column would keep the planner from its index.
 */
async function candidates(scope: Scope, heads: readonly Head[]): Promise<Known[]> {
  const { townHallId } = scope;
  const valuesOf = (field: 'email' | 'mobilePhone' | 'siret') => heads.flatMap(({ draft }) => draft[field] ?? []);
  const named = heads.flatMap(({ draft }) => namedTraces(draft));
  const { rows } = await sql<{ id: string }>`
    with named as materialized (
      select folded(name) as name, born, ending
      from unnest(${named.map(([name]) => name)}::text[], ${named.map(([, born]) => born)}::date[],
        ${named.map(([, , ending]) => ending)}::text[]) as given (name, born, ending))
    select id from contacts where town_hall_id = ${townHallId} and email = any(${valuesOf('email')}::text[])
    union select id from contacts where town_hall_id = ${townHallId} and mobile_phone = any(${valuesOf('mobilePhone')}::text[])
    union select id from contacts where town_hall_id = ${townHallId} and siret = any(${valuesOf('siret')}::text[])
    union select contacts.id from named join contacts on contacts.town_hall_id = ${townHallId} and contacts.identity_name = named.name
      where contacts.birth_date = named.born or right(folded(contacts.address_line), length(named.ending)) = named.ending`.execute(
    scope.db,
  );
  if (rows.length === 0) return [];
  return importsDb(scope)
    .selectFrom('contacts')
    .selectAll()
    .where('id', '=', sql<string>`any(${rows.map(({ id }) => id)}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** A name in both orders, with the day of birth and the last word of the address: what narrows homonyms down. */
function namedTraces({ firstName, lastName, birthDate, addressLine }: ContactDraft): [string, string | null, string | null][] {
  const ending = addressLine ? (foldedWords(addressLine).at(-1) ?? null) : null;
  if (!lastName || !(birthDate || ending)) return [];
  const names = firstName ? [`${firstName} ${lastName}`, `${lastName} ${firstName}`] : [lastName];
  return names.map((name) => [name, birthDate, ending]);
}
