import { sql } from 'kysely';
import { newId } from '../../platform/ids.ts';
import { missing } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Segment } from '../contract.ts';
import type { Rule } from '../rules/contract.ts';
import { contactsIn, getSegment } from '../segments.ts';
import { segmentsDb } from '../tables.ts';

/** A list nobody is in yet. */
export async function addList(scope: Scope, { name }: { name: string }): Promise<Segment> {
  const id = newId();
  const rule: Rule = { version: 1, match: 'all', conditions: [{ field: 'list', test: 'is_one_of', values: [id] }], except: [] };
  await segmentsDb(scope)
    .insertInto('segments')
    .values({ id, name, rule: JSON.stringify(rule), fixedAt: scope.now, createdAt: scope.now, changedAt: scope.now })
    .execute();
  return getSegment(scope, id);
}

/** Those whom the segment chooses today, whatever becomes of them. */
export async function freezeSegment(scope: Scope, segmentId: string, draft: { name: string }): Promise<Segment> {
  const { rule } = await getSegment(scope, segmentId);
  const list = await addList(scope, draft);
  const chosen = (await contactsIn(scope, rule)).select(asMember(scope, list.id));
  await segmentsDb(scope)
    .insertInto('listMembers')
    .columns(['contactId', 'segmentId', 'addedAt', 'addedBy'])
    .expression(chosen)
    .execute();
  return list;
}

const asMember = (scope: Scope, listId: string) =>
  [
    sql<string>`${listId}::uuid`.as('segmentId'),
    sql<string>`${scope.now}::timestamptz`.as('addedAt'),
    sql<string>`${scope.actor.name}::text`.as('addedBy'),
  ] as const;

/** The contacts who were not in the list and now are. */
export async function addToList(scope: Scope, listId: string, { contactIds }: Selected): Promise<{ contactIds: string[] }> {
  await getList(scope, listId);
  const rows = await segmentsDb(scope)
    .insertInto('listMembers')
    .columns(['contactId', 'segmentId', 'addedAt', 'addedBy'])
    .expression(({ selectFrom }) =>
      selectFrom('contacts').select('contacts.id').select(asMember(scope, listId)).where('contacts.id', '=', anyOf(contactIds)),
    )
    .onConflict((known) => known.doNothing())
    .returning('contactId')
    .execute();
  return { contactIds: rows.map(({ contactId }) => contactId) };
}

/** The contacts who were in the list and no longer are. */
export async function removeFromList(scope: Scope, listId: string, { contactIds }: Selected): Promise<{ contactIds: string[] }> {
  await getList(scope, listId);
  const rows = await segmentsDb(scope)
    .deleteFrom('listMembers')
    .where('segmentId', '=', listId)
    .where('contactId', '=', anyOf(contactIds))
    .returning('contactId')
    .execute();
  return { contactIds: rows.map(({ contactId }) => contactId) };
}

interface Selected {
  contactIds: readonly string[];
}

const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`;

/** A segment that a rule keeps up to date has no members of its own. */
export async function getList(scope: Scope, listId: string): Promise<Segment> {
  const list = await segmentsDb(scope)
    .selectFrom('segments')
    .select('id')
    .where('id', '=', listId)
    .where('fixedAt', 'is not', null)
    .executeTakeFirst();
  if (!list) throw missing('list.missing', 'Cette liste n’existe pas, ou n’existe plus.');
  return getSegment(scope, listId);
}
