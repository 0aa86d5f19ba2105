import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { Channel } from '../consents/contract.ts';
import type { FieldUse } from '../contacts/fields/contract.ts';
import { id } from '../platform/contract.ts';
import { cutPage, readCursor } from '../platform/cursor.ts';
import { newId } from '../platform/ids.ts';
import { conflict, missing, stale } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import type { ChosenContact, ReachCount, RuleCount, Segment, SegmentDraft } from './contract.ts';
import { countIn, countReachIn } from './counting.ts';
import { type Rule, rule } from './rules/contract.ts';
import { readRule } from './rules/reading.ts';
import { truthOf } from './rules/rules.ts';
import { type Records, type SegmentTables, segmentsDb } from './tables.ts';

interface PageAsked {
  limit: number;
  cursor?: string | undefined;
}

export async function listSegments(scope: Scope, { limit, cursor }: PageAsked) {
  const after = cursor === undefined ? undefined : readCursor(place, cursor);
  const rows = await segmentsDb(scope)
    .selectFrom('segments')
    .selectAll()
    .where('archivedAt', 'is', null)
    .$if(after !== undefined, (query) => query.where(sql<boolean>`(folded(name), id) > (${after?.[0]}, ${after?.[1]}::uuid)`))
    .orderBy(sql`folded(name)`)
    .orderBy('id')
    .select(sql<string>`folded(name)`.as('place'))
    .limit(limit + 1)
    .execute();
  const { kept, nextCursor } = cutPage(rows, limit, (row) => [row.place, row.id]);
  return { items: kept.map(asSegment), nextCursor };
}

/** The segments whose rule names this field, tag or district. */
export async function segmentsNaming(scope: Scope, namedId: string): Promise<FieldUse[]> {
  const rows = await segmentsDb(scope)
    .selectFrom('segments')
    .select(['id', 'name'])
    .where('archivedAt', 'is', null)
    .where(sql<boolean>`position(${namedId}::text in rule::text) > 0`)
    .orderBy(sql`folded(name)`)
    .execute();
  return rows.map((row) => ({ kind: 'segment', ...row }));
}

/** Archived or not: a letter already written keeps its segment. */
export async function getSegment(scope: Scope, segmentId: string): Promise<Segment> {
  const row = await segmentsDb(scope).selectFrom('segments').selectAll().where('id', '=', segmentId).executeTakeFirst();
  if (!row) throw unknownSegment();
  return asSegment(row);
}

export async function addSegment(scope: Scope, { name, rule }: SegmentDraft): Promise<Segment> {
  await readRule(scope, rule);
  const row = await segmentsDb(scope)
    .insertInto('segments')
    .values({ id: newId(), name, rule: JSON.stringify(rule), createdAt: scope.now, changedAt: scope.now })
    .returningAll()
    .executeTakeFirstOrThrow();
  return asSegment(row);
}

export async function changeSegment(
  scope: Scope,
  segmentId: string,
  draft: SegmentDraft & { version: number },
): Promise<Segment> {
  await readRule(scope, draft.rule, { id: segmentId, name: draft.name });
  const { fixedAt, rule } = await getSegment(scope, segmentId);
  if (fixedAt && JSON.stringify(rule) !== JSON.stringify(draft.rule)) throw listWithoutRule();
  const row = await segmentsDb(scope)
    .updateTable('segments')
    .set({ name: draft.name, rule: JSON.stringify(draft.rule), changedAt: scope.now, version: draft.version + 1 })
    .where('id', '=', segmentId)
    .where('version', '=', draft.version)
    .returningAll()
    .executeTakeFirst();
  if (row) return asSegment(row);
  await getSegment(scope, segmentId);
  throw stale();
}

export const archiveSegment = (scope: Scope, segmentId: string): Promise<Segment> => markArchived(scope, segmentId, scope.now);

export const restoreSegment = (scope: Scope, segmentId: string): Promise<Segment> => markArchived(scope, segmentId, null);

async function markArchived(scope: Scope, segmentId: string, archivedAt: string | null): Promise<Segment> {
  const row = await segmentsDb(scope)
    .updateTable('segments')
    .set(({ eb }) => ({ archivedAt, changedAt: scope.now, version: eb('version', '+', 1) }))
    .where('id', '=', segmentId)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw unknownSegment();
  return asSegment(row);
}

interface Within {
  /** The archive, rather than the records in use. */
  isArchive?: boolean;
  /** Only these records, read as `contacts` are. */
  among?: Records;
}

/** Those whom the rule chooses, to be joined, listed or frozen by the floors above. */
export async function contactsIn(scope: Scope, rule: Rule, { isArchive = false, among }: Within = {}) {
  const read = await readRule(scope, rule);
  const records = among ? segmentsDb(scope).selectFrom(among.as('contacts')) : segmentsDb(scope).selectFrom('contacts');
  return records
    .select('contacts.id')
    .where('contacts.archivedAt', isArchive ? 'is not' : 'is', null)
    .where(truthOf(scope, read));
}

export const countRule = async (scope: Scope, rule: Rule): Promise<RuleCount> => countIn(scope, await readRule(scope, rule));

/** Refuses what could not be answered, for whoever keeps a rule without asking it yet. */
export async function checkRule(scope: Scope, rule: Rule): Promise<void> {
  await readRule(scope, rule);
}

interface ReachAsked {
  rule: Rule;
  purposeId: string;
  channel: Channel;
}

export const countReach = async (scope: Scope, { rule, ...way }: ReachAsked): Promise<ReachCount> =>
  countReachIn(scope, await readRule(scope, rule), way);

/** By name. The rule is answered first, or the planner would walk the names until it meets fifty of the chosen (design.md §6). */
export async function listContactsIn(scope: Scope, rule: Rule, { limit, cursor }: PageAsked) {
  const after = cursor === undefined ? undefined : readCursor(place, cursor);
  const rows = await (await chosenBy(scope, rule))
    .$if(after !== undefined, (query) => query.where(sql<boolean>`(place, id) > (${after?.[0]}, ${after?.[1]}::uuid)`))
    .orderBy('place')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const { kept, nextCursor } = cutPage(rows, limit, (row) => [row.place, row.id]);
  return { items: kept, nextCursor };
}

/** A few of the chosen, taken anywhere among them, and the same ones as long as the rule chooses the same people. */
export const sampleOf = async (scope: Scope, rule: Rule, size: number): Promise<ChosenContact[]> =>
  (await chosenBy(scope, rule)).orderBy(sql`right(id::text, 12)`).limit(size).execute();

async function chosenBy(scope: Scope, rule: Rule) {
  const chosen = (await contactsIn(scope, rule)).select([
    'contacts.kind',
    'contacts.honorific',
    'contacts.firstName',
    'contacts.lastName',
    'contacts.municipality',
    'contacts.sortName as place',
  ]);
  return segmentsDb(scope)
    .with(
      (name) => name('chosen').materialized(),
      () => chosen,
    )
    .selectFrom('chosen')
    .selectAll();
}

const place = z.tuple([z.string().max(1000), id]);

const asSegment = (row: Selectable<SegmentTables['segments']>): Segment => ({ ...row, rule: rule.parse(row.rule) });

const listWithoutRule = () =>
  conflict(
    'list.has_no_rule',
    'Une liste n’a pas de règle\u00a0: ajoutez ou retirez des personnes, ou faites un nouveau segment.',
  );

const unknownSegment = () => missing('segment.missing', 'Ce segment n’existe pas, ou n’existe plus.');
