import { type RawBuilder, sql } from 'kysely';
import { type GivenAnswer, recordConsents } from '../../consents/consents.ts';
import { type SuppressedAddress, suppressAddresses, suppressedAmong } from '../../consents/suppressions/suppressions.ts';
import { addContactsFrom, completeContacts } from '../../contacts/contacts.ts';
import type { ContactChange } from '../../contacts/contract.ts';
import { tagContacts, tagNamed } from '../../contacts/tags/tags.ts';
import { type NewInteraction, recordInteractions } from '../../interactions/interactions.ts';
import type { Scope } from '../../platform/scope.ts';
import { dayOf, monthAfter, noonOf } from '../../platform/time.ts';
import { districtsByStreet } from '../../townhalls/districts/districts.ts';
import { fold } from '../cleaning/folding.ts';
import type { ColumnTarget } from '../contract.ts';
import { importsDb } from '../tables.ts';
import { type Alike, findAlike, findKnown, type Head, headsAt, keepToIndexes, type Span } from './matching.ts';
import { joinOrganizations } from './members.ts';
import { type Plan, planKnown, planNew } from './plan.ts';
import { rewriteLines } from './rewriting.ts';
import type { Run } from './runs.ts';

/** Lines to look at: all those of a span, or some of them. */
interface Looked {
  span: Span;
  places?: number[] | null;
}

/** Says what each line would become, and writes no record. */
export async function foreseeLines(scope: Scope, run: Run, { span, places = null }: Looked): Promise<void> {
  await keepToIndexes(scope);
  const known = await recognize(scope, run, { span, places, alike: await findAlike(scope, run, { span, places }) });
  await tellLines(scope, run, known);
  await flagSuppressed(scope, run, span);
}

/**
 * Writes the records, their tags, their answers and their history, and what became of each line. Those the base has nobody like
 * are added at once; whoever may be known waits for the batch before, which may have completed the very record they are about.
 */
export async function settleSpan(
  scope: Scope,
  run: Run,
  { span, before }: { span: Span; before: Promise<unknown> },
): Promise<void> {
  await keepToIndexes(scope);
  const places = [...new Set((await findAlike(scope, run, { span })).map(({ place }) => place))];
  await addNewcomers(scope, run, {
    span,
    places: sql`place <> all (${places}::int[]) and outcome not in ('rejected', 'merged')`,
  });
  await before;
  const alike = places.length > 0 ? await findAlike(scope, run, { span, places }) : [];
  const known = await recognize(scope, run, { span, alike });
  const isKnown = new Set(known.map(({ head }) => head.place));
  const strangers = places.filter((place) => !isKnown.has(place));
  if (strangers.length > 0) await addNewcomers(scope, run, { span, places: sql`place = any (${strangers}::int[])` });
  const brought = (await headsWithMore(scope, run, span)).filter(({ place }) => !isKnown.has(place)).map(planNew);
  await completeContacts(scope, completions(known));
  const plans = [...known, ...brought];
  await tagAll(scope, plans);
  await recordConsents(scope, answersOf(run, plans));
  await suppressAddresses(scope, suppressionsOf(plans));
  await recordInteractions(scope, historyOf(run, plans));
  await tellLines(scope, run, plans);
  await joinOrganizations(scope, run, span);
  await flagSuppressed(scope, run, span);
}

/** The lines about people already known; what an earlier look at the base said, and is no longer so, is forgotten. */
async function recognize(scope: Scope, run: Run, { span, places = null, alike }: Looked & { alike: Alike[] }): Promise<Plan[]> {
  const plans = await planKnown(scope, run, await findKnown(scope, run, alike));
  const { db, townHallId } = scope;
  await sql`update import_lines set outcome = 'added', contact_id = null, before = null,
      issues = jsonb_path_query_array(issues, '$[*] ? (@.kind != "record_kept" && @.kind != "record_archived")')
    where town_hall_id = ${townHallId} and import_run_id = ${run.id} and place > ${span.after} and place <= ${span.until}
      and (${places}::int[] is null or place = any (${places}::int[]))
      and outcome in ('completed', 'unchanged') and place <> all (${plans.map(({ head }) => head.place)}::int[])`.execute(db);
  return plans;
}

/** One statement for all: nothing of a newcomer leaves the database. An import reaches nobody, and their record says where they come from. */
async function addNewcomers(
  scope: Scope,
  run: Run,
  { span: { after, until }, places }: { span: Span; places: RawBuilder<unknown> },
): Promise<void> {
  const streets = await districtsByStreet(scope);
  // Looked up, not joined: a join folds the address again for each street of the town.
  const district = streets
    ? sql`((select jsonb_object_agg(street, id) from (${streets}) as placed) ->> folded(${streetOf(sql`address_line`)}))::uuid`
    : sql`null::uuid`;
  const drafts = sql`select subject_id as id, kind, honorific, case when last_name is not null then first_name end as first_name,
    coalesce(last_name, first_name) as last_name, birth_name, birth_date, case kind when 'organization' then category end as category,
    case kind when 'organization' then siret end as siret, email, mobile_phone, landline_phone, address_line, postcode, municipality,
    extra->'custom' as custom, ${district} as district_id
    from import_lines where town_hall_id = ${scope.townHallId} and import_run_id = ${run.id}
      and place > ${after} and place <= ${until} and ${places}`;
  const informBy = run.mapping.origin.kind === 'person' ? null : monthAfter(dayOf(scope.now));
  await addContactsFrom(scope, drafts, { source: run.source, informBy });
}

/** An address line without its number, as `contacts.street` reads it (migration 0030). */
const streetOf = (line: RawBuilder<unknown>): RawBuilder<string> =>
  sql`regexp_replace(${line}, ${'^\\s*\\d+(?:\\s*(?:-|/|à)\\s*\\d+)?(?:\\s*(?:bis|ter|quater|[A-Za-z]))?[\\s,]+'}, '')`;

async function headsWithMore(scope: Scope, run: Run, { after, until }: Span): Promise<Head[]> {
  const places = await importsDb(scope)
    .selectFrom('importLines')
    .select('place')
    .where('importRunId', '=', run.id)
    .where('place', '>', after)
    .where('place', '<=', until)
    .where('outcome', '=', 'added')
    .$if(run.mapping.exchange === null, (query) => query.where('extra', 'is not', null))
    .execute();
  return places.length > 0 ? headsAt(scope, run, new Set(places.map(({ place }) => place))) : [];
}

/** Two lines may complete one record: a statement touches it once. */
function completions(plans: Plan[]): { contactId: string; changes: ContactChange }[] {
  const byContact = new Map<string, ContactChange>();
  for (const { outcome, contactId, changes } of plans) {
    if (outcome !== 'completed' || Object.keys(changes).length === 0) continue;
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
    for (const tagId of plan.before.tagIds) bearers.set(tagId, [...(bearers.get(tagId) ?? []), plan.contactId]);
  }
  for (const [tagId, contactIds] of bearers) await tagContacts(scope, tagId, { contactIds });
}

async function tagIds(scope: Scope, names: ReadonlySet<string>): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const name of names) {
    if (ids.has(fold(name))) continue;
    ids.set(fold(name), (await tagNamed(scope, name)).id);
  }
  return ids;
}

/** The proof of each answer is the heading it was given under, and the day the file says. */
function answersOf(run: Run, plans: Plan[]): GivenAnswer[] {
  const wording = headingOf(run, 'email_consent') ?? headingOf(run, 'mailing_status') ?? 'Colonne sans intitulé';
  return plans.flatMap(({ contactId, answer, head }) => {
    if (!answer) return [];
    const { answeredAt } = head.draft;
    const given = {
      contactId,
      purposeId: run.purposeId ?? '',
      channel: 'email' as const,
      answer,
      method: 'import' as const,
      wording,
    };
    return [answeredAt ? { ...given, happenedAt: answeredAt } : given];
  });
}

const headingOf = ({ layout, mapping }: Run, target: ColumnTarget): string | undefined =>
  layout.columns.find(({ index }) => mapping.targets[index] === target)?.heading || undefined;

const suppressionsOf = (plans: Plan[]): SuppressedAddress[] =>
  plans.flatMap(({ head: { draft } }) =>
    draft.email && draft.emailSuppression
      ? [{ channel: 'email' as const, address: draft.email, reason: draft.emailSuppression }]
      : [],
  );

const subjectOf = ({ id, fileName }: Run) => ({ kind: 'import', id, label: fileName });

const historyOf = (run: Run, plans: Plan[]): NewInteraction[] =>
  plans.flatMap(({ outcome, contactId, note, isMet }) => {
    const told = { contactId, initiative: 'town_hall' as const, subject: subjectOf(run) };
    return [
      ...(outcome === 'completed' ? [{ ...told, kind: 'imported' as const }] : []),
      ...(note ? [{ ...told, kind: 'note' as const, note }] : []),
      ...(isMet ? [] : exchangeOf(run, contactId)),
    ];
  });

function exchangeOf(run: Run, contactId: string): NewInteraction[] {
  const { exchange } = run.mapping;
  if (!exchange) return [];
  const { kind, happenedOn, subject } = exchange;
  return [
    { contactId, kind, initiative: 'contact', happenedAt: noonOf(happenedOn), subject: { ...subjectOf(run), label: subject } },
  ];
}

/** Said of an address on the list of those never to be written to (trust P-47): the record comes in, no message will leave. */
async function flagSuppressed(scope: Scope, run: Run, { after, until }: Span): Promise<void> {
  const db = importsDb(scope);
  if (!(await db.selectFrom('suppressions').select('channel').limit(1).executeTakeFirst())) return;
  const lines = await db
    .selectFrom('importLines')
    .select(['place', 'email'])
    .where('importRunId', '=', run.id)
    .where('place', '>', after)
    .where('place', '<=', until)
    .where('outcome', 'not in', ['rejected', 'merged'])
    .where('email', 'is not', null)
    .execute();
  const emails = lines.map(({ email }) => email ?? '');
  const suppressed = await suppressedAmong(scope, 'email', emails);
  const flagged = lines.filter(({ email }) => suppressed.has(email ?? '')).map(({ place }) => place);
  await sql`update import_lines set issues = coalesce(issues, '[]') || jsonb_build_array(jsonb_build_object(
      'kind', 'address_suppressed', 'column', null, 'text', email, 'proposal', null))
    where town_hall_id = ${scope.townHallId} and import_run_id = ${run.id} and place = any(${flagged}::int[])
      and not coalesce(issues, '[]') @> '[{"kind": "address_suppressed"}]'`.execute(scope.db);
}

/** What becomes of each line, and whom those merged into it are about. */
async function tellLines(scope: Scope, run: Run, plans: Plan[]): Promise<void> {
  const told = plans.map(({ head: { place, subjectId }, outcome, contactId, before, issues }) => ({
    ...{ place, subjectId, outcome, contactId: outcome === 'added' ? null : contactId },
    before: Object.keys(before).length > 0 ? JSON.stringify(before) : null,
    issues: issues.length > 0 ? JSON.stringify(issues) : null,
  }));
  await rewriteLines(scope, run, told);
  const contactIds = new Map(told.flatMap(({ subjectId, contactId }) => (contactId ? [[subjectId, contactId]] : [])));
  const merged = await mergedInto(scope, [...contactIds.keys()]);
  await rewriteLines(
    scope,
    run,
    merged.map((line) => ({ ...line, contactId: contactIds.get(line.subjectId) })),
  );
}

async function mergedInto({ db, townHallId }: Scope, subjectIds: string[]): Promise<{ place: number; subjectId: string }[]> {
  if (subjectIds.length === 0) return [];
  const { rows } = await sql<{ place: number; subjectId: string }>`
    select line.place, given.subject_id from unnest(${subjectIds}::uuid[]) as given (subject_id) cross join lateral (
      select place from import_lines where town_hall_id = ${townHallId} and subject_id = given.subject_id and outcome = 'merged'
      offset 0) as line`.execute(db);
  return rows;
}
