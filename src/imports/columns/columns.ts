import { sensitiveLabel } from '../../contacts/lexicon/lexicon.ts';
import { readMailingStatus } from '../cleaning/statuses.ts';
import type { ColumnReason, ColumnTarget, ColumnVerdict, SheetColumn } from '../contract.ts';
import { guessTarget } from './contents.ts';
import { isAboutChild, targetOf } from './headings.ts';

type Match = Pick<SheetColumn, 'target' | 'verdict' | 'reason'>;

const SAMPLES = 3;
/** Several columns may each bring a tag; anything else has one place. */
const sharable = new Set<ColumnTarget>(['ignore', 'tag']);

/** Where each column goes, by its heading; by what it holds when the file has no headings. */
export function matchColumns(headings: string[] | undefined, rows: string[][], hidden: readonly number[] = []): SheetColumn[] {
  const columns = Array.from({ length: usedWidth(headings, rows) }, (_, index) => ({
    index,
    heading: headings?.[index] ?? '',
    values: valuesOf(rows, index),
  }));
  const taken = new Set<ColumnTarget>();
  const matched = columns.map(({ index, heading, values }) => {
    const found = headings ? matchHeading(heading, values) : matchContents(values);
    const match = chosen(found, { taken, isHidden: hidden.includes(index) });
    taken.add(match.target);
    return { index, heading, samples: match.verdict === 'forbidden' ? [] : values.slice(0, SAMPLES), ...match };
  });
  const isNamed = taken.has('first_name') || taken.has('full_name');
  return (isNamed ? matched : matched.map(nameInOneCell)).map((column) => supported(column, taken));
}

/** One place for each, and nothing from a column somebody hid, unless the agent asks for it. */
function chosen(found: Match, { taken, isHidden }: { taken: ReadonlySet<ColumnTarget>; isHidden: boolean }): Match {
  if (found.target === 'ignore') return found;
  if (isHidden) return leftAside('hidden');
  return taken.has(found.target) && !sharable.has(found.target) ? leftAside('already_taken') : found;
}

/** What means nothing without another column: the date of an answer nobody gave, the head of no organization. */
const leansOn: Partial<Record<ColumnTarget, ColumnTarget[]>> = {
  consent_date: ['email_consent', 'mailing_status'],
  consent_confirmation: ['email_consent'],
  contact_person: ['organization_name'],
};

function supported(column: SheetColumn, taken: ReadonlySet<ColumnTarget>): SheetColumn {
  const supports = leansOn[column.target];
  return !supports || supports.some((target) => taken.has(target)) ? column : { ...column, ...leftAside('unknown') };
}

/** Without a column of first names, « Nom » holds both. */
const nameInOneCell = (column: SheetColumn): SheetColumn =>
  column.target === 'last_name' ? { ...column, target: 'full_name' } : column;

function matchHeading(heading: string, values: string[]): Match {
  const forbidden = sensitiveLabel(heading);
  if (forbidden) return { target: 'ignore', verdict: 'forbidden', reason: forbidden.subject };
  if (isAboutChild(heading)) return leftAside('minor');
  if (values.length === 0 && heading === '') return leftAside('empty');
  const target = targetOf(heading);
  if (target === undefined || target === 'ignore') return leftAside('unknown');
  if (target === 'mailing_status' && !values.some((value) => readMailingStatus(value).value)) return leftAside('unknown');
  return target === 'note' ? leftAside('free_text') : recognized(target);
}

function matchContents(values: string[]): Match {
  if (values.length === 0) return leftAside('empty');
  const target = guessTarget(values);
  return target ? recognized(target) : leftAside('unknown');
}

const recognized = (target: ColumnTarget): Match => ({ target, verdict: 'recognized' satisfies ColumnVerdict, reason: null });
const leftAside = (reason: ColumnReason): Match => ({ target: 'ignore', verdict: 'left_aside', reason });

const valuesOf = (rows: string[][], index: number) =>
  rows.map((cells) => cells[index]?.trim() ?? '').filter((cell) => cell !== '');

/** Without the empty columns a spreadsheet leaves at the end of its lines. */
function usedWidth(headings: string[] | undefined, rows: string[][]): number {
  return Math.max(0, ...[headings ?? [], ...rows].map((cells) => cells.findLastIndex((cell) => cell.trim() !== '') + 1));
}
