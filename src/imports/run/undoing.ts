import { sql } from 'kysely';
import { type GivenAnswer, recordConsents, takeBackAnswers } from '../../consents/consents.ts';
import { changeContact, removeUntouchedContacts } from '../../contacts/contacts.ts';
import type { ContactChange } from '../../contacts/contract.ts';
import { untagContacts } from '../../contacts/tags/tags.ts';
import { recordInteractions, takeBackInteractions } from '../../interactions/interactions.ts';
import { advanceLongWork, finishLongWork } from '../../platform/long-works/long-works.ts';
import type { Scope, Transact } from '../../platform/scope.ts';
import type { ContactDraft, TakenBack } from '../contract.ts';
import { undoSentence } from '../labels.ts';
import { type Before, importsDb } from '../tables.ts';
import { fullDraft, keptFields } from './drafts.ts';
import { lineOf } from './places.ts';
import { rewriteLines } from './rewriting.ts';
import { moveRun, type Run, takeRun } from './runs.ts';

const BATCH = 1000;

/** What one place wrote, to be taken back. */
interface Written {
  place: number;
  subjectId: string;
  outcome: 'added' | 'completed';
  contactId: string;
  draft: ContactDraft;
  before: Before;
}

export async function undoRun(transact: Transact, importId: string): Promise<void> {
  while (await transact((scope) => undoBatch(scope, importId)));
}

/** Takes back one batch of what the import wrote; whether another is to come. Killed, it goes on after the last batch. */
export async function undoBatch(scope: Scope, importId: string): Promise<boolean> {
  const run = await takeRun(scope, importId);
  if (run.state !== 'undoing') return false;
  const { written, last } = await nextWritten(scope, run);
  if (last === undefined) return finish(scope, run);
  const added = written.filter(({ outcome }) => outcome === 'added');
  const completed = written.filter(({ outcome }) => outcome === 'completed');
  const keptIds = new Set(await removeAdded(scope, run, added));
  const kept = added.filter(({ contactId }) => keptIds.has(contactId));
  const restored = await restoreFields(scope, completed);
  await untag(scope, completed);
  await restoreAnswers(scope, run, [...kept, ...completed]);
  await takeBackInteractions(scope, { contactIds: [...kept, ...completed].map(({ contactId }) => contactId), subjectId: run.id });
  await tellTimeline(scope, run, [...kept, ...completed]);
  await rewriteLines(
    scope,
    run,
    written.map((one) => ({ place: one.place, subjectId: one.subjectId, takenBack: fate(one, { keptIds, restored }) })),
  );
  await moveRun(scope, run, { undonePlace: last });
  if (run.longWorkId)
    await advanceLongWork(scope, run.longWorkId, {
      done: Math.min(lineOf(last), run.layout.lineCount),
      message: 'Retour en arrière',
    });
  return true;
}

const fate = (
  { outcome, contactId, place }: Written,
  { keptIds, restored }: { keptIds: ReadonlySet<string>; restored: ReadonlySet<number> },
): TakenBack => {
  if (outcome === 'added') return keptIds.has(contactId) ? 'kept' : 'removed';
  return restored.has(place) ? 'restored' : 'kept';
};

async function nextWritten(scope: Scope, run: Run): Promise<{ written: Written[]; last: number | undefined }> {
  const rows = await importsDb(scope)
    .selectFrom('importLines')
    .select([...keptFields, 'place', 'outcome', 'subjectId', 'contactId', 'extra', 'before'])
    .where('importRunId', '=', run.id)
    .where('place', '>', run.undonePlace)
    .where('place', '<=', run.settledPlace)
    .where('outcome', 'in', ['added', 'completed'])
    .orderBy('place')
    .limit(BATCH)
    .execute();
  const written = rows.map(({ subjectId, contactId, before, outcome, place, ...kept }) => ({
    ...{ place, subjectId, outcome: outcome as Written['outcome'], contactId: contactId ?? subjectId },
    ...{ draft: fullDraft(kept), before: before ?? {} },
  }));
  return { written, last: rows.at(-1)?.place };
}

/** Those nothing else touched go; the others stay, and their ids are given. */
async function removeAdded(scope: Scope, run: Run, added: Written[]): Promise<string[]> {
  if (added.length === 0) return [];
  const ids = added.map(({ contactId }) => contactId);
  const met = new Set(await metSince(scope, run, ids));
  const tagIds = [...new Set(added.flatMap(({ before }) => before.tagIds ?? []))];
  const changed = await removeUntouchedContacts(
    scope,
    ids.filter((id) => !met.has(id)),
    tagIds,
  );
  return [...met, ...changed];
}

/** Somebody wrote to them, noted something, or they answered, after the import brought them: an exchange outlives an undo. */
async function metSince({ db, townHallId }: Scope, { id }: Run, contactIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select contacts.id from contacts
    where contacts.town_hall_id = ${townHallId} and contacts.id = any(${contactIds}::uuid[]) and (
      exists (select from interactions where interactions.town_hall_id = ${townHallId} and interactions.contact_id = contacts.id
        and interactions.recorded_at > contacts.created_at and interactions.subject_id is distinct from ${id}::uuid)
      or exists (select from deliveries where deliveries.town_hall_id = ${townHallId} and deliveries.contact_id = contacts.id))`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/** A field somebody corrected since keeps the correction. The lines given back whole. */
async function restoreFields(scope: Scope, completed: Written[]): Promise<ReadonlySet<number>> {
  const whole = new Set<number>();
  // Last line first: where two lines completed one record, each finds it as it left it.
  for (const { place, contactId, draft, before } of completed.toReversed()) {
    const contact = await importsDb(scope).selectFrom('contacts').selectAll().where('id', '=', contactId).executeTakeFirst();
    const fields = Object.keys(before.fields ?? {}) as Exclude<keyof ContactDraft & keyof ContactChange, 'custom'>[];
    const unchanged = fields.filter((field) => contact?.[field] === draft[field]);
    const customIds = before.customIds ?? [];
    const unchangedIds = customIds.filter((id) => JSON.stringify(contact?.custom[id]) === JSON.stringify(draft.custom[id]));
    if (unchanged.length === fields.length && unchangedIds.length === customIds.length) whole.add(place);
    if (!contact || unchanged.length + unchangedIds.length === 0) continue;
    const changes: ContactChange = Object.fromEntries(unchanged.map((field) => [field, before.fields?.[field]]));
    changes.custom = Object.fromEntries(unchangedIds.map((id) => [id, null]));
    await changeContact(scope, contactId, { version: contact.version, changes });
  }
  return whole;
}

async function untag(scope: Scope, completed: Written[]): Promise<void> {
  const bearers = new Map<string, string[]>();
  for (const { contactId, before } of completed)
    for (const tagId of before.tagIds ?? []) bearers.set(tagId, [...(bearers.get(tagId) ?? []), contactId]);
  for (const [tagId, contactIds] of bearers) await untagContacts(scope, tagId, { contactIds });
}

/** An answer given since stays; else the one before the import is in force again, and its proof says why. */
async function restoreAnswers(scope: Scope, run: Run, written: Written[]): Promise<void> {
  const answered = written.filter(({ draft, before }) => draft.emailConsent !== null && before.answer !== undefined);
  if (answered.length === 0 || !run.purposeId) return;
  const way = { purposeId: run.purposeId, channel: 'email' as const };
  const importedAs = (answer: 'granted' | 'refused') =>
    answered.filter(({ draft }) => draft.emailConsent === answer).map(({ contactId }) => contactId);
  const since = run.finishedAt ?? scope.now;
  const takenBack = new Set([
    ...(await takeBackAnswers(scope, { ...way, answer: 'granted', until: since, contactIds: importedAs('granted') })),
    ...(await takeBackAnswers(scope, { ...way, answer: 'refused', until: since, contactIds: importedAs('refused') })),
  ]);
  const wording = `Import de «\u00a0${run.fileName}\u00a0» annulé\u00a0: la réponse précédente est rétablie.`;
  const former = answered.flatMap(({ contactId, before }): GivenAnswer[] =>
    before.answer && takenBack.has(contactId) ? [{ ...way, contactId, answer: before.answer, method: 'import', wording }] : [],
  );
  await recordConsents(scope, former);
}

const tellTimeline = (scope: Scope, run: Run, written: Written[]): Promise<void> =>
  recordInteractions(
    scope,
    written.map(({ contactId }) => ({
      contactId,
      kind: 'imported',
      initiative: 'town_hall',
      subject: { kind: 'import', id: run.id, label: run.fileName },
      note: 'Cet import a été annulé.',
    })),
  );

async function finish(scope: Scope, run: Run): Promise<false> {
  const { rows } = await sql<{ removed: number; restored: number; kept: number }>`
    select count(*) filter (where taken_back = 'removed') as removed, count(*) filter (where taken_back = 'restored') as restored,
      count(*) filter (where taken_back = 'kept') as kept
    from import_lines where town_hall_id = ${scope.townHallId} and import_run_id = ${run.id}`.execute(scope.db);
  const undo = rows[0]!;
  await moveRun(scope, run, { state: 'undone', undoneAt: scope.now, figures: { ...run.figures, undo } });
  if (run.longWorkId) await finishLongWork(scope, run.longWorkId, undoSentence(undo));
  return false;
}
