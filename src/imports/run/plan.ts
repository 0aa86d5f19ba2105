import { sql } from 'kysely';
import type { ContactChange } from '../../contacts/contract.ts';
import type { Scope } from '../../platform/scope.ts';
import { noonOf } from '../../platform/time.ts';
import { addressKey } from '../alike/identity.ts';
import { fold } from '../cleaning/folding.ts';
import type { ContactDraft, LineIssue, LineOutcome } from '../contract.ts';
import { type Before, importsDb } from '../tables.ts';
import { inWords } from './drafts.ts';
import type { Head, Known, Match } from './matching.ts';
import type { Run } from './runs.ts';

type Answer = 'granted' | 'refused';

/** What one contact of the file brings: everything that will be written, and what there was before. */
export interface Plan {
  head: Head;
  contactId: string;
  outcome: LineOutcome;
  changes: ContactChange;
  tags: string[];
  answer: Answer | null;
  note: string | null;
  isMet: boolean;
  before: Before;
  issues: LineIssue[];
}

/** A contact of the base as the lines of the batch leave it, one after the other. */
interface OpenRecord {
  known: Known;
  tags: Set<string>;
  notes: Set<string>;
  /** The exchange each line of this file is, is already on their timeline. */
  isMet: boolean;
  answer: Answer | null;
}

/** What the lines about people already known become. The same for foreseeing and for writing: what is announced is what is done. */
export async function planKnown(scope: Scope, run: Run, matches: readonly Match[]): Promise<Plan[]> {
  const records = await openRecords(scope, run, [...new Map(matches.map(({ known }) => [known.id, known])).values()]);
  return matches.map(({ head, known }) => completion(head, records.get(known.id)!));
}

/** What a line brings to the record it adds, besides its fields. */
export const planNew = (head: Head): Plan => ({
  head,
  contactId: head.subjectId,
  outcome: 'added',
  changes: {},
  tags: head.draft.tags,
  answer: head.draft.emailConsent,
  note: head.draft.note,
  isMet: false,
  before: head.draft.emailConsent ? { answer: null } : {},
  issues: head.issues,
});

function completion(head: Head, record: OpenRecord): Plan {
  const { known } = record;
  const { changes, kept } = compare(known, head.draft);
  const tags = head.draft.tags.filter((tag) => !record.tags.has(fold(tag)));
  const answer = newAnswer(record.answer, head.draft.emailConsent);
  const note = head.draft.note && !record.notes.has(head.draft.note) ? head.draft.note : null;
  const custom = Object.fromEntries(Object.entries(head.draft.custom).filter(([fieldId]) => !(fieldId in known.custom)));
  const customIds = Object.keys(custom);
  const before: Before = {
    ...(customIds.length > 0 ? { customIds } : {}),
    fields: Object.fromEntries(Object.keys(changes).map((field) => [field, known[field as keyof Known]])) as Before['fields'] &
      object,
    ...(answer ? { answer: record.answer } : {}),
  };
  const { isMet } = record;
  Object.assign(known, changes);
  if (customIds.length > 0) Object.assign(changes, { custom });
  known.custom = { ...custom, ...known.custom };
  for (const tag of tags) record.tags.add(fold(tag));
  if (note) record.notes.add(note);
  record.answer = answer ?? record.answer;
  record.isMet = true;
  const isChanged = Object.keys(changes).length > 0 || tags.length > 0 || answer !== null || note !== null || !isMet;
  const archived: LineIssue[] = known.archivedAt ? [{ kind: 'record_archived', column: null, text: '', proposal: null }] : [];
  const issues = [...head.issues, ...kept, ...archived];
  const outcome = isChanged ? 'completed' : 'unchanged';
  return { head, contactId: known.id, outcome, changes, tags, answer, note, isMet, before, issues };
}

/** A no is never turned into a yes by a file; a yes may become a no (RGPD art. 7(3)). */
function newAnswer(inForce: Answer | null, told: Answer | null): Answer | null {
  return told !== null && told !== inForce && inForce !== 'refused' ? told : null;
}

const fields = ['honorific', 'birthName', 'email', 'mobilePhone', 'landlinePhone', 'birthDate', 'siret', 'category'] as const;
const place = ['addressLine', 'postcode', 'municipality'] as const;

/** Blanks are filled, what is known is never overwritten, and what differs is said. */
function compare(known: Known, draft: ContactDraft): { changes: ContactChange; kept: LineIssue[] } {
  // Half an address beside half of another is no address.
  const isElsewhere = Boolean(known.addressLine && draft.addressLine && addressKey(known) !== addressKey(draft));
  const compared = [...fields, ...(isElsewhere ? [] : place)].filter((field) => isMeant(field, known, draft));
  const blanks = compared.filter((field) => !known[field]);
  const differing = [...compared.filter((field) => known[field] && !isSame(known[field], draft[field]))];
  if (isElsewhere) differing.push('addressLine');
  return {
    changes: Object.fromEntries(blanks.map((field) => [field, draft[field]])),
    kept: differing.map((field) => ({
      kind: 'record_kept',
      column: null,
      text: inWords(field, [known[field], draft[field]]),
      proposal: null,
    })),
  };
}

type Field = (typeof fields)[number] | (typeof place)[number];

/** A SIRET and a category are an organization's. */
const isMeant = (field: Field, known: Known, draft: ContactDraft) =>
  draft[field] !== null && (known.kind === 'organization' || (field !== 'siret' && field !== 'category'));

const isSame = (one: string | null, other: string | null) => fold(one ?? '') === fold(other ?? '');

async function openRecords(scope: Scope, run: Run, known: Known[]): Promise<Map<string, OpenRecord>> {
  const { exchange } = run.mapping;
  const blank = (one: Known): OpenRecord => ({ known: one, tags: new Set(), notes: new Set(), isMet: !exchange, answer: null });
  const records = new Map(known.map((one) => [one.id, blank(one)]));
  if (known.length === 0) return records;
  const theirs = sql<string>`any(${[...records.keys()]}::uuid[])`;
  const db = importsDb(scope);
  const tags = await db
    .selectFrom('contactTags')
    .innerJoin('tags', (join) => join.onRef('tags.id', '=', 'contactTags.tagId'))
    .select(['contactTags.contactId', 'tags.name'])
    .where('contactTags.contactId', '=', theirs)
    .execute();
  for (const { contactId, name } of tags) records.get(contactId)?.tags.add(fold(name));
  const notes = await db
    .selectFrom('interactions')
    .select(['contactId', 'note'])
    .where('contactId', '=', theirs)
    .where('kind', '=', 'note')
    .execute();
  for (const { contactId, note } of notes) records.get(contactId)?.notes.add(note);
  for (const contactId of exchange ? await metOn(scope, [...records.keys()], exchange) : [])
    Object.assign(records.get(contactId) ?? {}, { isMet: true });
  const answers = await db
    .selectFrom('consents')
    .select(['contactId', 'answer'])
    .where('contactId', '=', theirs)
    .where('purposeId', '=', run.purposeId)
    .where('channel', '=', 'email')
    .execute();
  for (const { contactId, answer } of answers) Object.assign(records.get(contactId) ?? {}, { answer });
  return records;
}

type Exchange = NonNullable<Run['mapping']['exchange']>;

/** Those of whom this very exchange is already told: the same sheet brought twice is one evening. */
async function metOn(scope: Scope, contactIds: string[], { kind, happenedOn, subject }: Exchange): Promise<string[]> {
  const rows = await importsDb(scope)
    .selectFrom('interactions')
    .select('contactId')
    .where('contactId', '=', sql<string>`any(${contactIds}::uuid[])`)
    .where('kind', '=', kind)
    .where('happenedAt', '=', noonOf(happenedOn))
    .where('subjectLabel', '=', subject)
    .execute();
  return rows.map(({ contactId }) => contactId);
}
