import { sql } from 'kysely';
import type { ContactChange } from '../../contacts/contract.ts';
import type { Scope } from '../../platform/scope.ts';
import { fold } from '../cleaning/folding.ts';
import type { ContactDraft, LineIssue, LineOutcome } from '../contract.ts';
import { addressKey } from '../identity.ts';
import { type Before, importsDb } from '../tables.ts';
import { inWords } from './drafts.ts';
import { findKnown, type Head, type Known } from './matching.ts';
import type { Run } from './runs.ts';

type Answer = 'granted' | 'refused';

/** What one contact of the file brings: everything that will be written, and what there was before. */
export interface Plan {
  head: Head;
  contactId: string | null;
  outcome: LineOutcome;
  changes: ContactChange;
  tags: string[];
  answer: Answer | null;
  note: string | null;
  before: Before;
  issues: LineIssue[];
}

/** A contact of the base as the lines of the batch leave it, one after the other. */
interface OpenRecord {
  known: Known;
  tags: Set<string>;
  notes: Set<string>;
  answer: Answer | null;
}

/** What each line becomes. The same for foreseeing and for writing: what is announced is what is done. */
export async function planHeads(scope: Scope, run: Run, heads: readonly Head[]): Promise<Plan[]> {
  const found = await findKnown(scope, heads);
  const records = await openRecords(scope, run, [...new Set(found.values())]);
  return heads.map((head) => {
    const known = found.get(head.line);
    return known ? planKnown(head, records.get(known.id)!) : planNew(head);
  });
}

const planNew = (head: Head): Plan => ({
  head,
  contactId: null,
  outcome: 'added',
  changes: {},
  tags: head.draft.tags,
  answer: head.draft.emailConsent,
  note: head.draft.note,
  before: { answer: null },
  issues: head.issues,
});

function planKnown(head: Head, record: OpenRecord): Plan {
  const { known } = record;
  const { changes, kept } = compare(known, head.draft);
  const tags = head.draft.tags.filter((tag) => !record.tags.has(fold(tag)));
  const answer = newAnswer(record.answer, head.draft.emailConsent);
  const note = head.draft.note && !record.notes.has(head.draft.note) ? head.draft.note : null;
  const before: Before = {
    fields: Object.fromEntries(Object.keys(changes).map((field) => [field, known[field as keyof Known]])) as Before['fields'] &
      object,
    ...(answer ? { answer: record.answer } : {}),
  };
  Object.assign(known, changes);
  for (const tag of tags) record.tags.add(fold(tag));
  if (note) record.notes.add(note);
  record.answer = answer ?? record.answer;
  const isChanged = Object.keys(changes).length > 0 || tags.length > 0 || answer !== null || note !== null;
  const archived: LineIssue[] = known.archivedAt ? [{ kind: 'record_archived', column: null, text: '', proposal: null }] : [];
  const issues = [...head.issues, ...kept, ...archived];
  const outcome = isChanged ? 'completed' : 'unchanged';
  return { head, contactId: known.id, outcome, changes, tags, answer, note, before, issues };
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
  const blank = (one: Known): OpenRecord => ({ known: one, tags: new Set(), notes: new Set(), answer: null });
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
