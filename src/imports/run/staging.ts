import { CompiledQuery } from 'kysely';
import { listFields } from '../../contacts/fields/fields.ts';
import type { FileStore } from '../../platform/files.ts';
import { newIds } from '../../platform/ids.ts';
import { advanceLongWork } from '../../platform/long-works/long-works.ts';
import type { Scope, Transact } from '../../platform/scope.ts';
import { dayOf } from '../../platform/time.ts';
import { identityKeys } from '../alike/identity.ts';
import { likenessFinder } from '../alike/likeness.ts';
import { type DraftedLine, draftContact, type Mapping } from '../cleaning/draft.ts';
import type { LineIssueKind } from '../contract.ts';
import { readSheet } from '../reading/sheet.ts';
import { importsDb } from '../tables.ts';
import { extraOf, keptFields, tracesOf } from './drafts.ts';
import { mergeAlike } from './merging.ts';
import { lineOf, placeOf } from './places.ts';
import { inSql } from './rewriting.ts';
import { moveRun, type Run, takeRun } from './runs.ts';

export interface Desk {
  transact: Transact;
  files: FileStore;
  /** Several transactions may be open at once, each on its own connection. */
  isWide?: boolean;
}

/** A statement of a thousand rows. */
const ROWS = 1000;

/** Why a reading did not reach its end: someone asked it to stop, or a later reading, of other settings, took its place. */
export type Halt = 'stopped' | 'overtaken';

/** Reads the file into the run's lines, under its mapping, from its first line to its last. */
export async function stage(desk: Desk, begun: Run): Promise<Halt | null> {
  const finder = likenessFinder();
  const apart = new Set(begun.mapping.apart);
  let done = 0;
  // While PostgreSQL writes some lines, the next ones are read and cleaned.
  let writing: Promise<Halt | null> = Promise.resolve(null);
  for await (const lines of draftedLines(desk, begun)) {
    for (const { place, draft, rejection } of lines)
      if (!rejection && !apart.has(lineOf(place))) finder.meet(place, identityKeys(draft));
    const halt = await writing;
    if (halt) return halt;
    done += lines.length;
    writing = alone(desk, begun, async (scope) => {
      await writeLines(scope, begun, lines);
      return (await advance(scope, begun, done)) ? 'stopped' : null;
    });
    writing.catch(() => undefined);
  }
  const halt = (await writing) ?? (await mergeGroups(desk, begun, finder.groups()));
  if (halt) return halt;
  return alone(desk, begun, async (scope) => {
    await moveRun(scope, begun, { readAt: scope.now });
    return null;
  });
}

async function mergeGroups(desk: Desk, begun: Run, groups: number[][]): Promise<Halt | null> {
  for (let start = 0; start < groups.length; start += ROWS) {
    const halt = await alone(desk, begun, async (scope) => {
      await mergeAlike(scope, begun, groups.slice(start, start + ROWS).flat());
      return null;
    });
    if (halt) return halt;
  }
  return null;
}

/** Two readings of one run: the later one goes on alone. */
const alone = ({ transact }: Desk, { id, version }: Run, work: (scope: Scope) => Promise<Halt | null>): Promise<Halt | null> =>
  transact(async (scope) => ((await takeRun(scope, id)).version === version ? work(scope) : 'overtaken'));

/** Starts the reading anew: what a former one left is thrown away, and that one stops by itself. */
export async function beginStaging(scope: Scope, run: Run): Promise<Run> {
  await importsDb(scope).deleteFrom('importLines').where('importRunId', '=', run.id).execute();
  return moveRun(scope, run, { readAt: null, settledPlace: 0 });
}

interface ReadLine extends Pick<DraftedLine, 'draft' | 'issues' | 'rejection'> {
  place: number;
}

async function* draftedLines({ transact, files }: Desk, run: Run): AsyncGenerator<ReadLine[]> {
  const { townHallId, today, fields } = await transact(async (scope) => ({
    ...{ townHallId: scope.townHallId, today: dayOf(scope.now) },
    fields: new Map((await listFields(scope)).map((field) => [field.id, field])),
  }));
  const repairs = new Set(run.mapping.acceptedRepairs);
  const { targets } = run.mapping;
  const mapping: Mapping = {
    targets,
    fields,
    nameOrder: run.layout.nameOrder,
    today,
    roleHeading: run.layout.columns[targets.indexOf('contact_person')]?.heading ?? '',
    splitsCouples: repairs.has('name_of_two_people'),
  };
  let lines: ReadLine[] = [];
  for await (const { line, cells, setAside } of readSheet(files.open(townHallId, run.textFile ?? run.file), run.layout)) {
    if (setAside) continue;
    const { beside, ...drafted } = repaired(draftContact(cells, mapping), repairs);
    lines.push({ place: placeOf(line, 0), ...drafted });
    for (const [at, draft] of beside.entries()) lines.push({ place: placeOf(line, at + 1), draft, issues: [], rejection: null });
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

const columns = [
  'place',
  'subjectId',
  'outcome',
  ...keptFields,
  'nameLastFirst',
  'nameFirstLast',
  'streetEnding',
  'extra',
  'issues',
] as const;
type Row = Record<(typeof columns)[number], unknown>;

/** Compiled by hand, and only the columns some line has: a parameter costs more than a null PostgreSQL puts by itself. */
async function writeLines({ db, townHallId }: Scope, { id }: Run, lines: ReadLine[]): Promise<void> {
  const subjectIds = newIds(lines.length);
  const rows = lines.map((line, at) => asRow(line, subjectIds[at]));
  const used = columns.filter((column) => rows.some((row) => row[column] !== null));
  const values: unknown[] = [townHallId, id];
  const places = rows.map((row) => {
    const first = values.length + 1;
    for (const column of used) values.push(row[column]);
    return `($1, $2, ${used.map((_, index) => `$${first + index}`).join()})`;
  });
  const text = `insert into import_lines (town_hall_id, import_run_id, ${used.map(inSql).join()}) values ${places.join()}`;
  await db.executeQuery(CompiledQuery.raw(text, values));
}

/** On the draft itself: copying a million of them is a second of collecting garbage. */
const asRow = ({ place, draft, issues, rejection }: ReadLine, subjectId: string | undefined): Row => {
  const extra = extraOf(draft);
  return Object.assign(draft, tracesOf(draft), {
    ...{ place, subjectId, outcome: rejection ? 'rejected' : 'added' },
    extra: extra && JSON.stringify(extra),
    issues: issues.length > 0 ? JSON.stringify(issues) : null,
  });
};

async function advance(scope: Scope, { longWorkId, layout }: Run, done: number): Promise<boolean> {
  if (!longWorkId) return false;
  const { mustStop } = await advanceLongWork(scope, longWorkId, {
    done,
    total: Math.max(done, layout.lineCount),
    message: 'Lecture du fichier',
  });
  return mustStop;
}
