import { CompiledQuery } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import type { LineIssue } from '../contract.ts';
import { type DraftGroup, groupDuplicates } from '../duplicates.ts';
import { importsDb } from '../tables.ts';
import { extraOf, fullDraft, inWords, keptFields, tracesOf } from './drafts.ts';
import type { Run } from './runs.ts';

interface AlikeLine {
  place: number;
  subjectId: string;
  draft: ReturnType<typeof fullDraft>;
  issues: LineIssue[];
}

/** Of several lines that are one contact, the first holds what they all say; the others are its subject's too. */
export async function mergeAlike(scope: Scope, run: Run, places: number[]): Promise<void> {
  const rows = await importsDb(scope)
    .selectFrom('importLines')
    .select([...keptFields, 'place', 'subjectId', 'extra', 'issues'])
    .where('importRunId', '=', run.id)
    .where('place', 'in', places)
    .orderBy('place')
    .execute();
  const alike = rows.map(
    ({ place, subjectId, issues, ...kept }): AlikeLine => ({ place, subjectId, issues: issues ?? [], draft: fullDraft(kept) }),
  );
  const byPlace = new Map(alike.map((one) => [one.place, one]));
  const gathered = groupDuplicates(alike.map((one) => ({ ...one, line: one.place })))
    .filter((group) => group.lines.length > 1)
    .map(({ lines, ...group }) => ({ ...group, members: lines.map((place) => byPlace.get(place)!) }));
  if (gathered.length === 0) return;
  await writeHeads(scope, run, gathered);
  await pointAtHeads(scope, run, gathered);
}

interface Gathered extends Omit<DraftGroup, 'lines'> {
  members: AlikeLine[];
}

const columns = [
  ...(['honorific::text', 'birth_name::text', 'birth_date::date', 'category::text', 'siret::text', 'email::text'] as const),
  ...(['mobile_phone::text', 'landline_phone::text', 'address_line::text', 'postcode::text', 'municipality::text'] as const),
  ...(['name_last_first::text', 'name_first_last::text', 'street_ending::text', 'extra::jsonb', 'issues::jsonb'] as const),
].map((column) => column.split('::') as [string, string]);

async function writeHeads(scope: Scope, run: Run, gathered: Gathered[]): Promise<void> {
  const heads = gathered.map(headOf);
  const given = columns.map(([, type], at) => `$${at + 4}::${type === 'jsonb' ? 'text' : type}[]`);
  const set = columns.map(([name, type]) => `${name} = given.${name}${type === 'jsonb' ? '::jsonb' : ''}`);
  const text = `update import_lines set ${set.join()}
    from unnest($3::int[], ${given.join()}) as given (place, ${columns.map(([name]) => name).join()})
    where town_hall_id = $1 and import_run_id = $2 and import_lines.place = given.place`;
  const values = columns.map(([name]) => heads.map((head) => head[camelCased(name)] ?? null));
  await scope.db.executeQuery(CompiledQuery.raw(text, [scope.townHallId, run.id, heads.map(({ place }) => place), ...values]));
}

const camelCased = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

function headOf({ draft, members, conflicts }: Gathered): Record<string, unknown> {
  const said = conflicts.map((field): LineIssue => {
    const values = members.map((member) => member.draft[field]).filter((value) => value !== null);
    return { kind: 'lines_disagree', column: null, text: inWords(field, values), proposal: null };
  });
  const issues = [...(members[0]?.issues ?? []), ...said];
  const extra = extraOf(draft);
  return {
    ...draft,
    ...tracesOf(draft),
    place: members[0]?.place,
    extra: extra && JSON.stringify(extra),
    issues: issues.length > 0 ? JSON.stringify(issues) : null,
  };
}

async function pointAtHeads({ db, townHallId }: Scope, run: Run, gathered: Gathered[]): Promise<void> {
  const others = gathered.flatMap(({ members: [head, ...rest] }) => rest.map(({ place }) => [place, head?.subjectId] as const));
  await db.executeQuery(
    CompiledQuery.raw(
      `update import_lines set subject_id = given.subject_id, outcome = 'merged'
       from unnest($3::int[], $4::uuid[]) as given (place, subject_id)
       where town_hall_id = $1 and import_run_id = $2 and import_lines.place = given.place`,
      [townHallId, run.id, others.map(([place]) => place), others.map(([, subjectId]) => subjectId)],
    ),
  );
}
