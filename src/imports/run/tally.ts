import { sql } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import type { ImportFigures, IssueTally, LineIssueKind } from '../contract.ts';
import type { Run } from './runs.ts';

const EXAMPLES = 3;
/** Past any place of any file. */
const LAST = 2_147_483_647;

type Counts = Omit<ImportFigures, 'rejected' | 'issues' | 'consents' | 'suppressed' | 'exchanges' | 'resemblances'> & {
  granted: number;
  refused: number;
  bounce: number;
  complaint: number;
};

/** The figures of a run, counted from its lines (up to one of them, for a run that was stopped): they always add up. */
export async function tallyRun(scope: Scope, { id, mapping }: Pick<Run, 'id' | 'mapping'>, until = LAST): Promise<ImportFigures> {
  const { townHallId, db } = scope;
  const { rows } = await sql<Counts>`
    select count(*) filter (where place % 4 = 0) as lines,
      count(*) filter (where is_head and kind = 'person') as people,
      count(*) filter (where is_head and kind = 'organization') as organizations,
      count(*) filter (where outcome = 'added') as added,
      count(*) filter (where outcome = 'completed') as completed,
      count(*) filter (where outcome = 'unchanged') as unchanged,
      count(*) filter (where outcome = 'merged') as merged,
      count(*) filter (where outcome <> 'rejected' and extra->>'role' is not null) as members,
      count(*) filter (where is_head and email is not null) as with_email,
      count(*) filter (where is_head and extra->>'emailConsent' = 'granted') as granted,
      count(*) filter (where is_head and extra->>'emailConsent' = 'refused') as refused,
      count(*) filter (where is_head and extra->>'emailSuppression' = 'bounce') as bounce,
      count(*) filter (where is_head and extra->>'emailSuppression' = 'complaint') as complaint
    from (select *, outcome not in ('merged', 'rejected') as is_head from import_lines
      where town_hall_id = ${townHallId} and import_run_id = ${id} and place <= ${until}) as told`.execute(db);
  const { granted, refused, bounce, complaint, ...counts } = rows[0]!;
  const consents = { granted, refused, unknown: counts.people + counts.organizations - granted - refused };
  const told = { suppressed: { bounce, complaint }, exchanges: mapping.exchange ? counts.people + counts.organizations : 0 };
  return {
    ...{ ...counts, ...told, consents, resemblances: await resemblancesOf(scope, { id, mapping }, until) },
    ...{ rejected: await rejectedBy(scope, id), issues: await issuesBy(scope, id) },
  };
}

async function resemblancesOf(
  { townHallId, db }: Scope,
  { id, mapping }: Pick<Run, 'id' | 'mapping'>,
  until: number,
): Promise<ImportFigures['resemblances']> {
  const { rows } = await sql<ImportFigures['resemblances']>`
    select count(*) filter (where told."isSame") as same, count(*) filter (where not told."isSame") as apart,
      count(*) filter (where told."isSame" is null) as undecided
    from import_lines left join jsonb_to_recordset(${JSON.stringify(mapping.resemblances)}::jsonb)
      as told (line int, "contactId" uuid, "isSame" boolean) on told.line * 4 = place and told."contactId" = resembles_id
    where town_hall_id = ${townHallId} and import_run_id = ${id} and place <= ${until} and resembles_id is not null`.execute(db);
  return rows[0]!;
}

async function rejectedBy({ townHallId, db }: Scope, importId: string): Promise<Partial<Record<LineIssueKind, number>>> {
  const { rows } = await sql<{ kind: LineIssueKind; count: number }>`
    select coalesce(issues->-1->>'kind', 'no_name') as kind, count(*) as count from import_lines
    where town_hall_id = ${townHallId} and import_run_id = ${importId} and outcome = 'rejected' group by 1`.execute(db);
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

async function issuesBy({ townHallId, db }: Scope, importId: string): Promise<IssueTally[]> {
  const { rows } = await sql<IssueTally>`
    select issue->>'kind' as kind, count(*) as count, count(*) filter (where issue->>'proposal' is not null) as repairable,
      (array_agg(jsonb_build_object('line', place / 4, 'text', issue->>'text', 'proposal', issue->>'proposal') order by place))[1:${sql.lit(EXAMPLES)}]
        as examples
    from import_lines cross join lateral jsonb_array_elements(issues) as issue
    where town_hall_id = ${townHallId} and import_run_id = ${importId} and issues is not null
    group by 1 order by 2 desc, 1`.execute(db);
  return rows;
}
