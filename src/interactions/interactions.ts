import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { getContact } from '../contacts/contacts.ts';
import { id, instant } from '../platform/contract.ts';
import { cursorAt, readCursor } from '../platform/cursor.ts';
import { newId } from '../platform/ids.ts';
import { invalid } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import type { Initiative, Interaction, InteractionKind, NewNote, NotedKind } from './contract.ts';
import { addToFacets, holdFacets, isActInSql, recountFacets, wrongFacets } from './facets.ts';
import { type Happening, happened } from './happenings.ts';
import { interactionsDb } from './tables.ts';

/** What happened, to whom, about what; the subject is named by kind, id and label, without a key upward. */
export interface NewInteraction {
  contactId: string;
  kind: InteractionKind;
  initiative: Initiative;
  happenedAt?: string | undefined;
  subject?: { kind: string; id: string; label: string };
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
export const hasHappened = (scope: Scope, asked: Happening): RawBuilder<SqlBool> => happened(scope, asked);

/** Whether a row of `interactions` is an act, from which engagement is told. */
export const isAct = isActInSql;

/** For whoever wrote many exchanges by other means than this module's, and for who verifies. */
export const recountEveryFacet = (scope: Scope): Promise<void> => recountFacets(scope);

/** Some of those whose facets do not say what their exchanges say: never anyone. */
export const findWrongFacets = (scope: Scope): Promise<string[]> => wrongFacets(scope);

const asRow = ({ actor, now }: Scope, { contactId, kind, initiative, happenedAt, subject, note }: NewInteraction) => ({
  id: newId(),
  contactId,
  kind,
  initiative,
  happenedAt: happenedAt ?? now,
  recordedAt: now,
  subjectKind: subject?.kind ?? '',
  subjectId: subject?.id ?? null,
  subjectLabel: subject?.label ?? '',
  note: note ?? '',
  actorKind: actor.kind,
  actorId: actor.id,
  actorName: actor.name,
});

/** Who started it, for what an agent writes down: one calls or comes to the town hall; a note is the agent's own. */
const initiativeOf: Record<NotedKind, Initiative> = { note: 'town_hall', call: 'contact', visit: 'contact', meeting: 'contact' };

export async function noteInteraction(scope: Scope, contactId: string, draft: NewNote): Promise<Interaction> {
  await getContact(scope, contactId);
  if (draft.happenedAt && draft.happenedAt > scope.now)
    throw invalid('interaction.in_future', 'Un échange se note une fois qu’il a eu lieu.', [
      { field: 'happenedAt', message: 'Cette date est dans le futur.' },
    ]);
  const row = asRow(scope, { ...draft, contactId, initiative: initiativeOf[draft.kind] });
  const noted = await interactionsDb(scope).insertInto('interactions').values(row).returningAll().executeTakeFirstOrThrow();
  await addToFacets(scope, [noted]);
  return noted;
}

interface Asked {
  initiative?: Initiative | undefined;
  limit: number;
  cursor?: string | undefined;
}

const place = z.tuple([instant, id]);

/** The timeline of a contact, latest first. */
export async function listInteractions(
  scope: Scope,
  contactId: string,
  { initiative, limit, cursor }: Asked,
): Promise<{ items: Interaction[]; nextCursor: string | null }> {
  await getContact(scope, contactId);
  let told = interactionsDb(scope).selectFrom('interactions').selectAll().where('contactId', '=', contactId);
  if (initiative) told = told.where('initiative', '=', initiative);
  if (cursor) {
    const [happenedAt, lastId] = readCursor(place, cursor);
    told = told.where(sql<boolean>`(happened_at, id) < (${happenedAt}::timestamptz, ${lastId}::uuid)`);
  }
  const rows = await told
    .orderBy('happenedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > limit ? cursorAt([last.happenedAt, last.id]) : null };
}

export async function tallyInteractions(scope: Scope, contactId: string): Promise<{ contact: number; townHall: number }> {
  await getContact(scope, contactId);
  return interactionsDb(scope)
    .selectFrom('interactions')
    .where('contactId', '=', contactId)
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('initiative', '=', 'contact').as('contact'),
      fn.countAll<number>().filterWhere('initiative', '=', 'town_hall').as('townHall'),
    ])
    .executeTakeFirstOrThrow();
}
