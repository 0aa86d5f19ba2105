import { CompiledQuery, sql } from 'kysely';
import { type GivenAnswer, recordConsents } from '../../consents/consents.ts';
import { addContacts, addTag, completeContacts, tagContacts } from '../../contacts/contacts.ts';
import type { ContactChange, NewContact } from '../../contacts/contract.ts';
import { type NewInteraction, recordInteractions } from '../../interactions/interactions.ts';
import type { Scope } from '../../platform/scope.ts';
import { fold } from '../cleaning/folding.ts';
import type { ContactDraft, LineIssue } from '../contract.ts';
import { importsDb } from '../tables.ts';
import { fullDraft } from './drafts.ts';
import type { Head } from './matching.ts';
import { type Plan, planHeads } from './plan.ts';
import type { Run } from './runs.ts';

/** People settled in one transaction: half a second of work, and what a crash has to do again. */
const BATCH = 2000;

/** The next people of the file, after a line. */
export async function nextHeads(scope: Scope, run: Run, after: number): Promise<Head[]> {
  const rows = await importsDb(scope)
    .selectFrom('importLines')
    .select(['line', 'draft', 'issues'])
    .where('importRunId', '=', run.id)
    .where('line', '>', after)
    .where('outcome', 'not in', ['rejected', 'merged'])
    .orderBy('line')
    .limit(BATCH)
    .execute();
  // What a former look at the base said is said again, or no longer true.
  const ofFile = (issue: LineIssue) => issue.kind !== 'record_kept' && issue.kind !== 'record_archived';
  return rows.map(({ line, draft, issues }) => ({ line, issues: issues.filter(ofFile), draft: fullDraft(draft) }));
}

/** Says what each line would become, and writes no record. */
export async function foreseeHeads(scope: Scope, run: Run, heads: Head[]): Promise<void> {
  await tellLines(scope, run, await planHeads(scope, run, heads));
}

/** Writes the records, their tags, their answers and their history, and what became of each line. */
export async function settleHeads(scope: Scope, run: Run, heads: Head[]): Promise<void> {
  // Two imports at once see each other's people one batch after the other: nobody is added twice.
  await sql`select pg_advisory_xact_lock(hashtext('imports'), ${scope.townHallId})`.execute(scope.db);
  const plans = await planHeads(scope, run, heads);
  const added = plans.filter(({ outcome }) => outcome === 'added');
  const contactIds = await addContacts(
    scope,
    added.map(({ head }) => newContact(head.draft, run.source)),
  );
  for (const [at, plan] of added.entries()) plan.contactId = contactIds[at] ?? null;
  await completeContacts(scope, completions(plans));
  await tagAll(scope, plans);
  await recordConsents(scope, answersOf(run, plans));
  await recordInteractions(scope, historyOf(run, plans));
  await tellLines(scope, run, plans);
}

const newContact = (draft: ContactDraft, source: string): NewContact => ({
  kind: draft.kind,
  honorific: draft.honorific,
  firstName: draft.lastName ? (draft.firstName ?? '') : '',
  lastName: draft.lastName ?? draft.firstName ?? '',
  birthName: draft.birthName ?? '',
  birthDate: draft.birthDate,
  category: draft.kind === 'organization' ? draft.category : null,
  siret: draft.kind === 'organization' ? draft.siret : null,
  email: draft.email,
  mobilePhone: draft.mobilePhone,
  landlinePhone: draft.landlinePhone,
  addressLine: draft.addressLine ?? '',
  postcode: draft.postcode ?? '',
  municipality: draft.municipality ?? '',
  country: 'FR',
  source,
});

/** Two lines may complete one record: a statement touches it once. */
function completions(plans: Plan[]): { contactId: string; changes: ContactChange }[] {
  const byContact = new Map<string, ContactChange>();
  for (const { outcome, contactId, changes } of plans) {
    if (outcome !== 'completed' || !contactId || Object.keys(changes).length === 0) continue;
    byContact.set(contactId, { ...byContact.get(contactId), ...changes });
  }
  return [...byContact].map(([contactId, changes]) => ({ contactId, changes }));
}

async function tagAll(scope: Scope, plans: Plan[]): Promise<void> {
  const tagged = plans.filter(({ tags }) => tags.length > 0);
  if (tagged.length === 0) return;
  const ids = await tagIds(scope, new Set(tagged.flatMap(({ tags }) => tags)));
  const bearers = new Map<string, string[]>();
  for (const plan of tagged) {
    plan.before.tagIds = plan.tags.map((tag) => ids.get(fold(tag)) ?? '');
    for (const tagId of plan.before.tagIds) bearers.set(tagId, [...(bearers.get(tagId) ?? []), plan.contactId ?? '']);
  }
  for (const [tagId, contactIds] of bearers) await tagContacts(scope, tagId, { contactIds });
}

async function tagIds(scope: Scope, names: ReadonlySet<string>): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const name of names) {
    if (ids.has(fold(name))) continue;
    const known = await importsDb(scope)
      .selectFrom('tags')
      .select('id')
      .where('foldedName', '=', sql<string>`folded(${name})`)
      .executeTakeFirst();
    ids.set(fold(name), known?.id ?? (await addTag(scope, { name })).id);
  }
  return ids;
}

/** The proof of each answer is the heading it was given under. */
function answersOf(run: Run, plans: Plan[]): GivenAnswer[] {
  const column = run.layout.columns.find(({ index }) => run.mapping.targets[index] === 'email_consent');
  const wording = column?.heading || 'Colonne sans intitulé';
  return plans.flatMap(({ contactId, answer }) =>
    contactId && answer
      ? [{ contactId, purposeId: run.purposeId ?? '', channel: 'email' as const, answer, method: 'import' as const, wording }]
      : [],
  );
}

const historyOf = (run: Run, plans: Plan[]): NewInteraction[] =>
  plans.flatMap(({ outcome, contactId, note }) => {
    if (!contactId || outcome === 'unchanged') return [];
    const subject = { kind: 'import', id: run.id, label: run.fileName };
    const arrival: NewInteraction = { contactId, kind: 'imported', initiative: 'town_hall', subject };
    return note ? [arrival, { contactId, kind: 'note', initiative: 'town_hall', subject, note }] : [arrival];
  });

/** What became, or would become, of each line, and of those merged into it. */
async function tellLines({ db, townHallId }: Scope, run: Run, plans: Plan[]): Promise<void> {
  if (plans.length === 0) return;
  const lines = plans.map(({ head }) => head.line);
  const contactIds = plans.map(({ contactId }) => contactId);
  await db.executeQuery(
    CompiledQuery.raw(
      `update import_lines set outcome = given.outcome, contact_id = given.contact_id, before = given.before::jsonb,
         issues = given.issues::jsonb
       from unnest($3::int[], $4::text[], $5::uuid[], $6::text[], $7::text[]) as given (line, outcome, contact_id, before, issues)
       where town_hall_id = $1 and import_run_id = $2 and import_lines.line = given.line`,
      [
        townHallId,
        run.id,
        lines,
        plans.map(({ outcome }) => outcome),
        contactIds,
        plans.map(({ before }) => JSON.stringify(before)),
        plans.map(({ issues }) => JSON.stringify(issues)),
      ],
    ),
  );
  await db.executeQuery(
    CompiledQuery.raw(
      `update import_lines set contact_id = given.contact_id from unnest($3::int[], $4::uuid[]) as given (line, contact_id)
       where town_hall_id = $1 and import_run_id = $2 and outcome = 'merged' and head = given.line`,
      [townHallId, run.id, lines, contactIds],
    ),
  );
}
