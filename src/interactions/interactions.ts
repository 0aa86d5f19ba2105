import { type Expression, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { getContact } from '../contacts/contacts.ts';
import { findingsIn, refuseSensitive } from '../contacts/lexicon/lexicon.ts';
import { type IsAmong, isAmong } from '../contacts/tables.ts';
import { id, instant } from '../platform/contract.ts';
import { cutPage, readCursor } from '../platform/cursor.ts';
import { newId } from '../platform/ids.ts';
import { invalid, when } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import {
  type Initiative,
  type Interaction,
  type InteractionKind,
  type NewNote,
  type NotedKind,
  type NoteToReread,
  notedKind,
} from './contract.ts';
import { addToFacets, holdFacets, isActInSql, recountFacets, wrongFacets } from './facets.ts';
import { type Happening, happened } from './happenings.ts';
import { getKind } from './kinds/kinds.ts';
import { addReminder } from './reminders/reminders.ts';
import { interactionsDb } from './tables.ts';

/** What happened, to whom, about what; the subject is named by kind, id and label, without a key upward. */
export interface NewInteraction {
  contactId: string;
  kind: InteractionKind;
  initiative: Initiative;
  happenedAt?: string | undefined;
  subject?: { kind: string; id: string; label: string };
  /** What it is about, among the themes of the mairie. */
  themeId?: string | undefined;
  note?: string;
}

/** Many rows an insert: one round trip for a batch of letters (54,000 rows/s in thousands, measured for design.md §6). */
const ROWS = 1000;

export async function recordInteraction(scope: Scope, interaction: NewInteraction): Promise<void> {
  await recordInteractions(scope, [interaction]);
}

export async function recordInteractions(scope: Scope, interactions: readonly NewInteraction[]): Promise<void> {
  const rows = interactions.map((one) => asRow(scope, one));
  for (let start = 0; start < rows.length; start += ROWS)
    await interactionsDb(scope)
      .insertInto('interactions')
      .values(rows.slice(start, start + ROWS))
      .execute();
  await addToFacets(scope, rows);
}

/** Takes back what was told of these people about one subject, as an import that is undone: how many exchanges. */
export async function takeBackInteractions(
  scope: Scope,
  { contactIds, subjectId }: { contactIds: readonly string[]; subjectId: string },
): Promise<number> {
  await holdFacets(scope, contactIds);
  const gone = await interactionsDb(scope)
    .deleteFrom('interactions')
    .where('contactId', '=', sql<string>`any(${contactIds}::uuid[])`)
    .where('subjectId', '=', subjectId)
    .returning('id')
    .execute();
  if (gone.length > 0) await recountFacets(scope, contactIds);
  return gone.length;
}

/**
 * Whether this happened so many times to the `contacts` of a query. It reads what is summed up of each, and the exchanges
 * themselves only where that cannot tell.
 */
export const hasHappened = (scope: Scope, asked: Happening, among: IsAmong = isAmong): Expression<SqlBool> =>
  happened(scope, asked, among);

/** Whether a row of `interactions` is an act, from which engagement is told. */
export const isAct = isActInSql;

/** For whoever wrote many exchanges by other means than this module's, and for who verifies. */
/** What is summed up of these contacts, counted again from their exchanges. */
export const recountFacetsOf = (scope: Scope, contactIds: readonly string[]): Promise<void> => recountFacets(scope, contactIds);

export const recountEveryFacet = (scope: Scope): Promise<void> => recountFacets(scope);

/** Some of those whose facets do not say what their exchanges say: never anyone. */
export const findWrongFacets = (scope: Scope): Promise<string[]> => wrongFacets(scope);

const asRow = ({ actor, now }: Scope, told: NewInteraction) => ({
  id: newId(),
  contactId: told.contactId,
  kind: told.kind,
  initiative: told.initiative,
  happenedAt: told.happenedAt ?? now,
  recordedAt: now,
  subjectKind: told.subject?.kind ?? '',
  subjectId: told.subject?.id ?? null,
  subjectLabel: told.subject?.label ?? '',
  themeId: told.themeId ?? null,
  note: told.note ?? '',
  sensitive: told.note ? findingsIn(told.note).map(({ concern }) => concern) : [],
  actorKind: actor.kind,
  actorId: actor.id,
  actorName: actor.name,
});

/** Who started it, for what an agent writes down: one calls or comes to the town hall; a note is the agent's own. */
const initiativeOf: Record<NotedKind, Initiative> = { note: 'town_hall', call: 'contact', visit: 'contact', meeting: 'contact' };

type WrittenNote = Pick<NewNote, 'kind' | 'note' | 'happenedAt'> & Partial<NewNote> & { isReread?: boolean };

/** What an agent writes down, and what is to be done next. A note that sounds sensitive is refused until it is read again. */
export async function noteInteraction(
  scope: Scope,
  contactId: string,
  { isReread = false, reminder = null, themeId = null, ...told }: WrittenNote,
): Promise<Interaction> {
  await getContact(scope, contactId);
  if (told.happenedAt && told.happenedAt > scope.now) throw inFuture();
  if (!isReread) refuseSensitive({ note: told.note });
  const row = asRow(scope, {
    ...told,
    contactId,
    initiative: await initiativeIn(scope, told.kind),
    themeId: themeId ?? undefined,
  });
  await interactionsDb(scope).insertInto('interactions').values(row).execute().catch(refuseUnknownTheme);
  await addToFacets(scope, [row]);
  if (reminder) await addReminder(scope, contactId, reminder);
  return asInteraction(await timeline(scope).where('interactions.id', '=', row.id).executeTakeFirstOrThrow());
}

async function initiativeIn(scope: Scope, kind: NewNote['kind']): Promise<Initiative> {
  const builtIn = notedKind.safeParse(kind);
  if (builtIn.success) return initiativeOf[builtIn.data];
  const own = await getKind(scope, kind);
  if (own.archivedAt) throw invalid('interaction_kind.archived', 'Cette sorte d’échange est archivée.');
  return own.initiative;
}

const inFuture = () =>
  invalid('interaction.in_future', 'Un échange se note une fois qu’il a eu lieu.', [
    { field: 'happenedAt', message: 'Cette date est dans le futur.' },
  ]);

const refuseUnknownTheme = when('interaction_theme_exists', () =>
  invalid('theme.missing', 'Cette thématique n’existe pas, ou n’existe plus.', [
    { field: 'themeId', message: 'Choisissez une thématique de la liste.' },
  ]),
);

interface Asked {
  initiative?: Initiative | undefined;
  kind?: InteractionKind | undefined;
  themeId?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

const place = z.tuple([instant, id]);

/** The timeline of a contact, latest first. */
export async function listInteractions(
  scope: Scope,
  contactId: string,
  { initiative, kind, themeId, limit, cursor }: Asked,
): Promise<{ items: Interaction[]; nextCursor: string | null }> {
  await getContact(scope, contactId);
  let asked = timeline(scope).where('interactions.contactId', '=', contactId);
  if (initiative) asked = asked.where('interactions.initiative', '=', initiative);
  if (kind) asked = asked.where('interactions.kind', '=', kind);
  if (themeId) asked = asked.where('interactions.themeId', '=', themeId);
  if (cursor) {
    const [happenedAt, lastId] = readCursor(place, cursor);
    asked = asked.where(sql<boolean>`(happened_at, interactions.id) < (${happenedAt}::timestamptz, ${lastId}::uuid)`);
  }
  const rows = await asked
    .orderBy('happenedAt', 'desc')
    .orderBy('interactions.id', 'desc')
    .limit(limit + 1)
    .execute();
  const { kept, nextCursor } = cutPage(rows, limit, (row) => [row.happenedAt, row.id]);
  return { items: kept.map(asInteraction), nextCursor };
}

/** Each exchange with what it names, as it is called today. */
const timeline = (scope: Scope) =>
  interactionsDb(scope)
    .selectFrom('interactions')
    .leftJoin('interactionKinds', (join) => join.on(sql<boolean>`interaction_kinds.id::text = interactions.kind`))
    .leftJoin('themes', (join) => join.onRef('themes.id', '=', 'interactions.themeId'))
    .selectAll('interactions')
    .select(['interactionKinds.label as kindLabel', 'interactionKinds.icon as kindIcon', 'themes.name as themeName']);

type Row = Awaited<ReturnType<ReturnType<typeof timeline>['execute']>>[number];

const asInteraction = ({ kindLabel, kindIcon, themeId, themeName, ...row }: Row): Interaction => ({
  ...row,
  kindLabel: kindLabel ?? '',
  kindIcon: kindIcon ?? '',
  theme: themeId && themeName ? { id: themeId, name: themeName } : null,
});

/** What they did, what reached them, and how often of each kind, the most frequent first. */
export async function tallyInteractions(scope: Scope, contactId: string) {
  await getContact(scope, contactId);
  const counts = await interactionsDb(scope)
    .selectFrom('interactions')
    .leftJoin('interactionKinds', (join) => join.on(sql<boolean>`interaction_kinds.id::text = interactions.kind`))
    .where('contactId', '=', contactId)
    .groupBy(['interactions.kind', 'interactions.initiative', 'interactionKinds.label'])
    .select(['interactions.kind', 'interactions.initiative', 'interactionKinds.label'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .execute();
  const sum = (some: { count: number }[]) => some.reduce((total, { count }) => total + count, 0);
  const kinds = [...new Set(counts.map(({ kind }) => kind))].map((kind) => {
    const same = counts.filter((one) => one.kind === kind);
    return { kind, label: same[0]?.label ?? '', count: sum(same) };
  });
  return {
    contact: sum(counts.filter((one) => one.initiative === 'contact')),
    townHall: sum(counts.filter((one) => one.initiative === 'town_hall')),
    kinds: kinds.sort((one, other) => other.count - one.count),
  };
}

/** Notes that may say what a record should not, the latest first: for the data-protection officer to read again. */
export async function listNotesToReread(
  scope: Scope,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: NoteToReread[]; nextCursor: string | null }> {
  let asked = interactionsDb(scope)
    .selectFrom('interactions')
    .innerJoin('contacts', (join) => join.onRef('contacts.id', '=', 'interactions.contactId'))
    .select(['interactions.id', 'contacts.id as contactId', 'contacts.firstName', 'contacts.lastName'])
    .select(['interactions.note', 'interactions.sensitive as concerns', 'interactions.actorName', 'interactions.recordedAt'])
    .where(sql<boolean>`interactions.sensitive <> '{}'`);
  if (cursor) {
    const [recordedAt, lastId] = readCursor(place, cursor);
    asked = asked.where(
      sql<boolean>`(interactions.recorded_at, interactions.id) < (${recordedAt}::timestamptz, ${lastId}::uuid)`,
    );
  }
  const rows = await asked
    .orderBy('interactions.recordedAt', 'desc')
    .orderBy('interactions.id', 'desc')
    .limit(limit + 1)
    .execute();
  const { kept, nextCursor } = cutPage(rows, limit, (row) => [row.recordedAt, row.id]);
  return {
    items: kept.map(({ contactId, firstName, lastName, ...row }) => ({
      ...row,
      contact: { id: contactId, firstName, lastName },
    })),
    nextCursor,
  };
}
