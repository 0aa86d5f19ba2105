import type { Scope } from '../../platform/scope.ts';
import { type DraftGroup, groupDuplicates } from '../alike/duplicates.ts';
import type { LineIssue } from '../contract.ts';
import { importsDb } from '../tables.ts';
import { extraOf, fullDraft, inWords, keptFields, tracesOf } from './drafts.ts';
import { type Rewritten, rewriteLines } from './rewriting.ts';
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
  await rewriteLines(scope, run, gathered.flatMap(headOf));
  await rewriteLines(scope, run, gathered.flatMap(othersOf));
}

interface Gathered extends Omit<DraftGroup, 'lines'> {
  members: AlikeLine[];
}

function headOf({ draft, members, conflicts }: Gathered): Rewritten[] {
  const [head] = members;
  if (!head) return [];
  const said = conflicts.map((field): LineIssue => {
    const values = members.map((member) => member.draft[field]).filter((value) => value !== null);
    return { kind: 'lines_disagree', column: null, text: inWords(field, values), proposal: null };
  });
  const issues = [...head.issues, ...said];
  const extra = extraOf(draft);
  return [
    {
      ...{ place: head.place, subjectId: head.subjectId },
      ...Object.fromEntries(keptFields.map((field) => [field, draft[field]])),
      ...tracesOf(draft),
      extra: extra && JSON.stringify(extra),
      issues: issues.length > 0 ? JSON.stringify(issues) : null,
    },
  ];
}

const othersOf = ({ members: [head, ...others] }: Gathered): Rewritten[] =>
  head ? others.map(({ place }) => ({ place, subjectId: head.subjectId, outcome: 'merged' })) : [];
