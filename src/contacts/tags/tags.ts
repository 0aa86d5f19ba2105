import { sql } from 'kysely';
import { newId } from '../../platform/ids.ts';
import { conflict, invalid, missing, stale, when } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { anyOf, inBatches } from '../bulk.ts';
import type { Tag } from '../contract.ts';
import { contactsDb } from '../tables.ts';
import type { CountedTag, TagDraft } from './contract.ts';

type Selection = { contactIds: readonly string[] };

/** By name, with how many records bear each; archived ones only if asked for. */
export async function listTags(scope: Scope, { archived = false }: { archived?: boolean } = {}): Promise<CountedTag[]> {
  const tags = counted(scope).orderBy('tags.foldedName');
  return archived ? tags.execute() : tags.where('tags.archivedAt', 'is', null).execute();
}

export const addTag = (scope: Scope, draft: Pick<TagDraft, 'name'> & Partial<TagDraft>): Promise<Tag> =>
  contactsDb(scope)
    .insertInto('tags')
    .values({ id: newId(), ...draft, createdAt: scope.now })
    .returning(['id', 'name', 'tone'])
    .executeTakeFirstOrThrow()
    .catch(refuseTakenName);

/** The tag of that name, whatever its case and accents: made if need be, back from the archive, or the one it was merged into. */
export async function tagNamed(scope: Scope, name: string): Promise<Tag> {
  const known = await contactsDb(scope)
    .selectFrom('tags')
    .select(['id', 'archivedAt', 'mergedInto'])
    .where('foldedName', '=', sql<string>`folded(${name})`)
    .executeTakeFirst();
  if (!known) return addTag(scope, { name });
  if (known.mergedInto) return getTag(scope, known.mergedInto);
  return known.archivedAt ? restoreTag(scope, known.id) : getTag(scope, known.id);
}

export async function changeTag(
  scope: Scope,
  tagId: string,
  { version, draft }: { version: number; draft: TagDraft },
): Promise<CountedTag> {
  const changed = await contactsDb(scope)
    .updateTable('tags')
    .set({ ...draft, version: version + 1 })
    .where('id', '=', tagId)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
    .catch(refuseTakenName);
  const tag = await getTag(scope, tagId);
  if (!changed) throw stale();
  return tag;
}

export const archiveTag = (scope: Scope, tagId: string) => markTag(scope, tagId, { archivedAt: scope.now });

export const restoreTag = (scope: Scope, tagId: string) => markTag(scope, tagId, { archivedAt: null });

/** The other tag goes on every record that bore this one, which leaves the scene with its bearers kept, so that it can come back. */
export async function mergeTag(scope: Scope, tagId: string, intoTagId: string): Promise<CountedTag> {
  const [tag, heir] = [await getTag(scope, tagId), await getTag(scope, intoTagId)];
  if (tag.id === heir.id || tag.mergedInto || heir.mergedInto || heir.archivedAt) throw unmergeable();
  await contactsDb(scope)
    .insertInto('contactTags')
    .columns(['contactId', 'tagId', 'mergedFrom'])
    .expression(({ selectFrom }) =>
      selectFrom('contactTags')
        .select(['contactId', sql<string>`${heir.id}::uuid`.as('tagId'), sql<string>`${tag.id}::uuid`.as('mergedFrom')])
        .where('tagId', '=', tag.id),
    )
    .onConflict((taken) => taken.doNothing())
    .execute();
  return markTag(scope, tagId, { archivedAt: scope.now, mergedInto: heir.id });
}

/** Each record has again the tags it had. */
export async function separateTag(scope: Scope, tagId: string): Promise<CountedTag> {
  const tag = await getTag(scope, tagId);
  if (!tag.mergedInto) return tag;
  await contactsDb(scope)
    .deleteFrom('contactTags')
    .where('tagId', '=', tag.mergedInto)
    .where('mergedFrom', '=', tag.id)
    .execute();
  return markTag(scope, tagId, { archivedAt: null, mergedInto: null });
}

/** The contacts who did not carry the tag and now do. */
export async function tagContacts(scope: Scope, tagId: string, { contactIds }: Selection): Promise<{ contactIds: string[] }> {
  await getTag(scope, tagId);
  const tagged = await inBatches(contactIds, async (batch) => {
    const rows = await contactsDb(scope)
      .insertInto('contactTags')
      .columns(['contactId', 'tagId'])
      .expression(({ selectFrom }) =>
        selectFrom('contacts')
          .select(['id', sql<string>`${tagId}::uuid`.as('tagId')])
          .where('id', '=', anyOf(batch)),
      )
      .onConflict((taken) => taken.doNothing())
      .returning('contactId')
      .execute();
    return rows.map((row) => row.contactId);
  });
  return { contactIds: tagged };
}

/** The contacts who carried the tag and no longer do. */
export async function untagContacts(scope: Scope, tagId: string, { contactIds }: Selection): Promise<{ contactIds: string[] }> {
  await getTag(scope, tagId);
  const untagged = await contactsDb(scope)
    .deleteFrom('contactTags')
    .where('tagId', '=', tagId)
    .where('contactId', '=', anyOf(contactIds))
    .returning('contactId')
    .execute();
  return { contactIds: untagged.map(({ contactId }) => contactId) };
}

export const tagsOf = (scope: Scope, contactId: string): Promise<Tag[]> =>
  contactsDb(scope)
    .selectFrom('contactTags')
    .innerJoin('tags', (join) => join.onRef('tags.id', '=', 'contactTags.tagId'))
    .select(['tags.id', 'tags.name', 'tags.tone'])
    .where('contactTags.contactId', '=', contactId)
    .where('tags.archivedAt', 'is', null)
    .orderBy('tags.foldedName')
    .execute();

async function getTag(scope: Scope, tagId: string): Promise<CountedTag> {
  const tag = await counted(scope).where('tags.id', '=', tagId).executeTakeFirst();
  if (!tag) throw missing('tag.missing', 'Cette étiquette n’existe pas, ou n’existe plus.');
  return tag;
}

const counted = (scope: Scope) =>
  contactsDb(scope)
    .selectFrom('tags')
    .leftJoin('contactTags', (join) => join.onRef('contactTags.tagId', '=', 'tags.id'))
    .leftJoin('contacts', (join) => join.onRef('contacts.id', '=', 'contactTags.contactId').on('contacts.archivedAt', 'is', null))
    .select(['tags.id', 'tags.name', 'tags.tone', 'tags.mergedInto', 'tags.version', 'tags.archivedAt'])
    .select(({ fn }) => fn.count<number>('contacts.id').as('contactCount'))
    .groupBy(['tags.id', 'tags.name', 'tags.tone', 'tags.mergedInto', 'tags.version', 'tags.archivedAt', 'tags.foldedName']);

type Mark = { archivedAt: string | null; mergedInto?: string | null };

async function markTag(scope: Scope, tagId: string, mark: Mark): Promise<CountedTag> {
  await contactsDb(scope)
    .updateTable('tags')
    .set((tag) => ({ ...mark, version: tag('version', '+', 1) }))
    .where('id', '=', tagId)
    .execute();
  return getTag(scope, tagId);
}

const refuseTakenName = when('tag_name_taken', () =>
  conflict('tag.name_taken', 'Cette étiquette existe déjà\u00a0: si elle est archivée, elle se restaure dans les réglages.'),
);

const unmergeable = () =>
  invalid('tag.unmergeable', 'Ces deux étiquettes ne peuvent pas être fusionnées.', [
    { field: 'intoTagId', message: 'Choisissez une autre étiquette, en service.' },
  ]);
