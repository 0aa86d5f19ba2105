import { CompiledQuery } from 'kysely';
import type { FileStore } from '../../platform/files.ts';
import { advanceLongWork } from '../../platform/long-works/long-works.ts';
import type { Scope, Transact } from '../../platform/scope.ts';
import { dayOf } from '../../platform/time.ts';
import { type DraftedLine, draftContact, type Mapping } from '../cleaning/draft.ts';
import type { LineIssue, LineIssueKind, LineOutcome } from '../contract.ts';
import { type Drafted, duplicateFinder, mergeLines } from '../duplicates.ts';
import { readSheet } from '../reading/sheet.ts';
import { importsDb } from '../tables.ts';
import { fullDraft, inWords, sparse } from './drafts.ts';
import { moveRun, type Run, takeRun } from './runs.ts';

export interface Desk {
  transact: Transact;
  files: FileStore;
}

/** A statement of a thousand rows. */
const ROWS = 1000;

/** Why a reading did not reach its end: someone asked it to stop, or a later reading, of other settings, took its place. */
export type Halt = 'stopped' | 'overtaken';

/** Reads the file into the run's lines, under its mapping, from its first line to its last. */
export async function stage(desk: Desk, begun: Run): Promise<Halt | null> {
  const finder = duplicateFinder();
  let done = 0;
  for await (const lines of draftedLines(desk, begun)) {
    for (const { line, draft, rejection } of lines) if (!rejection) finder.meet({ line, draft });
    done += lines.length;
    const halt = await alone(desk, begun, async (scope) => {
      await writeLines(scope, begun, lines);
      return (await advance(scope, begun, done)) ? 'stopped' : null;
    });
    if (halt) return halt;
  }
  const groups = finder.groups().filter((lines) => lines.length > 1);
  for (let start = 0; start < groups.length; start += ROWS) {
    const halt = await alone(desk, begun, (scope) => mergeGroups(scope, begun, groups.slice(start, start + ROWS)));
    if (halt) return halt;
  }
  return alone(desk, begun, async (scope) => {
    await moveRun(scope, begun, { readAt: scope.now });
    return null;
  });
}

/** Two readings of one run: the later one goes on alone. */
const alone = ({ transact }: Desk, { id, version }: Run, work: (scope: Scope) => Promise<Halt | null>): Promise<Halt | null> =>
  transact(async (scope) => ((await takeRun(scope, id)).version === version ? work(scope) : 'overtaken'));

/** Starts the reading anew: what a former one left is thrown away, and that one stops by itself. */
export async function beginStaging(scope: Scope, run: Run): Promise<Run> {
  await importsDb(scope).deleteFrom('importLines').where('importRunId', '=', run.id).execute();
  return moveRun(scope, run, { readAt: null, settledLine: 0 });
}

interface ReadLine extends DraftedLine {
  line: number;
}

async function* draftedLines({ transact, files }: Desk, run: Run): AsyncGenerator<ReadLine[]> {
  const { townHallId, today } = await transact(async (scope) => ({ townHallId: scope.townHallId, today: dayOf(scope.now) }));
  const mapping: Mapping = { targets: run.mapping.targets, nameOrder: run.layout.nameOrder, today };
  const repairs = new Set(run.mapping.acceptedRepairs);
  let lines: ReadLine[] = [];
  for await (const { line, cells, setAside } of readSheet(files.open(townHallId, run.file), run.layout)) {
    if (setAside) continue;
    lines.push({ line, ...repaired(draftContact(cells, mapping), repairs) });
    if (lines.length < ROWS) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}

/** The field a repair goes to. */
const repairs: Partial<Record<LineIssueKind, 'email' | 'birthDate'>> = {
  email_malformed: 'email',
  email_suspect: 'email',
  date_unreadable: 'birthDate',
  birth_date_unlikely: 'birthDate',
};

function repaired(drafted: DraftedLine, accepted: ReadonlySet<LineIssueKind>): DraftedLine {
  const taken = drafted.issues.filter(({ kind, proposal }) => proposal !== null && repairs[kind] && accepted.has(kind));
  if (taken.length === 0) return drafted;
  const fields = Object.fromEntries(taken.map(({ kind, proposal }) => [repairs[kind], proposal]));
  return { ...drafted, draft: { ...drafted.draft, ...fields }, issues: drafted.issues.filter((issue) => !taken.includes(issue)) };
}

const columns = '(town_hall_id, import_run_id, line, head, outcome, draft, issues)';

/** Compiled by hand: building the query costs more than writing the rows. */
async function writeLines({ db, townHallId }: Scope, { id }: Run, lines: ReadLine[]): Promise<void> {
  const places = lines.map((_, at) => `($1, $2, $${at * 5 + 3}, $${at * 5 + 4}, $${at * 5 + 5}, $${at * 5 + 6}, $${at * 5 + 7})`);
  const values = lines.flatMap(({ line, draft, issues, rejection }) => [
    line,
    rejection ? null : line,
    (rejection ? 'rejected' : 'read') satisfies LineOutcome,
    JSON.stringify(sparse(draft)),
    JSON.stringify(issues),
  ]);
  const text = `insert into import_lines ${columns} values ${places}`;
  await db.executeQuery(CompiledQuery.raw(text, [townHallId, id, ...values]));
}

/** Of several lines that are one contact, the first holds what they all say; the others point at it. */
async function mergeGroups(scope: Scope, run: Run, groups: number[][]): Promise<null> {
  const rows = await importsDb(scope)
    .selectFrom('importLines')
    .select(['line', 'draft', 'issues'])
    .where('importRunId', '=', run.id)
    .where('line', 'in', groups.flat())
    .execute();
  const byLine = new Map(rows.map(({ line, draft, issues }) => [line, { line, issues, draft: fullDraft(draft) }]));
  const heads = groups.map((lines) => mergedHead(lines.map((line) => byLine.get(line)!)));
  const others = groups.flatMap(([head, ...rest]) => rest.map((line) => [line, head] as const));
  const { db, townHallId } = scope;
  await db.executeQuery(
    CompiledQuery.raw(
      `update import_lines set draft = given.draft::jsonb, issues = given.issues::jsonb
       from unnest($3::int[], $4::text[], $5::text[]) as given (line, draft, issues)
       where town_hall_id = $1 and import_run_id = $2 and import_lines.line = given.line`,
      [townHallId, run.id, heads.map((one) => one.line), heads.map((one) => one.draft), heads.map((one) => one.issues)],
    ),
  );
  await db.executeQuery(
    CompiledQuery.raw(
      `update import_lines set head = given.head, outcome = 'merged' from unnest($3::int[], $4::int[]) as given (line, head)
       where town_hall_id = $1 and import_run_id = $2 and import_lines.line = given.line`,
      [townHallId, run.id, others.map(([line]) => line), others.map(([, head]) => head)],
    ),
  );
  return null;
}

function mergedHead(members: (Drafted & { issues: LineIssue[] })[]) {
  const { draft, lines, conflicts } = mergeLines(members);
  const [line = 0] = lines;
  const said = conflicts.map((field): LineIssue => {
    const values = members.map((member) => member.draft[field]).filter((value) => value !== null);
    return { kind: 'lines_disagree', column: null, text: inWords(field, values), proposal: null };
  });
  return { line, draft: JSON.stringify(sparse(draft)), issues: JSON.stringify([...(members[0]?.issues ?? []), ...said]) };
}

async function advance(scope: Scope, { longWorkId, layout }: Run, done: number): Promise<boolean> {
  if (!longWorkId) return false;
  const { mustStop } = await advanceLongWork(scope, longWorkId, {
    done,
    total: Math.max(done, layout.lineCount),
    message: 'Lecture du fichier',
  });
  return mustStop;
}
