import { type RawBuilder, type Selectable, sql } from 'kysely';
import { newId } from '../platform/ids.ts';
import { conflict, invalid, missing, stale, when } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { dayOf } from '../platform/time.ts';
import { inBatches, insertRows, insertSelected, type Origin, updateRows } from './bulk.ts';
import type { Contact, ContactChange, NewContact, Tag } from './contract.ts';
import { type ContactTables, contactsDb } from './tables.ts';

type Row = Selectable<ContactTables['contacts']>;

export const addContact = async (scope: Scope, draft: NewContact): Promise<Contact> => {
  const [contactId = ''] = await addContacts(scope, [draft]);
  return getContact(scope, contactId);
};

/** Adds any number of contacts, a thousand a statement; their ids, in the order of the drafts. */
export async function addContacts(scope: Scope, drafts: readonly NewContact[]): Promise<string[]> {
  const source = `Saisi par ${scope.actor.name}`;
  const rows = drafts.map((draft) => {
    refuseImpossible(scope, draft);
    return {
      ...draft,
      id: newId(),
      source: draft.source || source,
      collectedOn: draft.collectedOn ?? dayOf(scope.now),
      createdAt: scope.now,
      changedAt: scope.now,
    };
  });
  await insertRows(scope, rows).catch(refuseTakenSiret);
  return rows.map((row) => row.id);
}

/** Adds everyone a query gives, ids included, in one statement: what stands in its columns has been read as `newContact` would. */
export const addContactsFrom = (scope: Scope, drafts: RawBuilder<unknown>, origin: Origin): Promise<void> =>
  insertSelected(scope, drafts, origin).catch(refuseTakenSiret);

export async function getContact(scope: Scope, contactId: string): Promise<Contact> {
  const contact = await contactsDb(scope).selectFrom('contacts').selectAll().where('id', '=', contactId).executeTakeFirst();
  if (!contact) throw noSuchContact();
  return { ...contact, tags: await tagsOf(scope, contactId) };
}

export async function changeContact(
  scope: Scope,
  contactId: string,
  { version, changes }: { version: number; changes: ContactChange },
): Promise<Contact> {
  const changed = await contactsDb(scope)
    .updateTable('contacts')
    .set({ ...changes, version: version + 1, changedAt: scope.now })
    .where('id', '=', contactId)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
    .catch(refuseTakenSiret);
  if (!changed) {
    await getContact(scope, contactId);
    throw stale();
  }
  refuseImpossible(scope, changed);
  return { ...changed, tags: await tagsOf(scope, contactId) };
}

/** Writes the fields given and leaves every other; a null never empties a field. Those that exist, completed. */
export async function completeContacts(
  scope: Scope,
  completions: readonly { contactId: string; changes: ContactChange }[],
): Promise<string[]> {
  for (const { changes } of completions) refuseImpossible(scope, changes);
  return updateRows(scope, completions).catch(refuseTakenSiret);
}

/**
 * Takes back contacts that were just brought in. Those somebody corrected or tagged since (with another tag than those brought
 * along) stay; what floors above know of them is theirs to look at first. The ids kept.
 */
export async function removeUntouchedContacts(
  scope: Scope,
  contactIds: readonly string[],
  broughtTagIds: readonly string[] = [],
): Promise<string[]> {
  const removed = await inBatches(contactIds, async (batch) => {
    const gone = await contactsDb(scope)
      .deleteFrom('contacts')
      .where('id', '=', anyOf(batch))
      .where('version', '=', 1)
      .where('archivedAt', 'is', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('contactTags')
              .select('tagId')
              .whereRef('contactTags.contactId', '=', 'contacts.id')
              .where('tagId', '<>', sql<string>`all(${broughtTagIds}::uuid[])`),
          ),
        ),
      )
      .returning('id')
      .execute();
    return gone.map(({ id }) => id);
  });
  const isRemoved = new Set(removed);
  return contactIds.filter((contactId) => !isRemoved.has(contactId));
}

export const archiveContacts = (scope: Scope, contactIds: readonly string[]) => markArchived(scope, contactIds, scope.now);

export const restoreContacts = (scope: Scope, contactIds: readonly string[]) => markArchived(scope, contactIds, null);

async function markArchived(
  scope: Scope,
  contactIds: readonly string[],
  archivedAt: string | null,
): Promise<{ contactIds: string[] }> {
  const marked = await contactsDb(scope)
    .updateTable('contacts')
    .set({ archivedAt, changedAt: scope.now, version: sql`version + 1` })
    .where('id', '=', anyOf(contactIds))
    .where('archivedAt', archivedAt ? 'is' : 'is not', null)
    .returning('id')
    .execute();
  return { contactIds: marked.map(({ id }) => id) };
}

export const listTags = (scope: Scope): Promise<(Tag & { contactCount: number })[]> =>
  contactsDb(scope)
    .selectFrom('tags')
    .leftJoin('contactTags', (join) => join.onRef('contactTags.tagId', '=', 'tags.id'))
    .leftJoin('contacts', (join) => join.onRef('contacts.id', '=', 'contactTags.contactId').on('contacts.archivedAt', 'is', null))
    .select(['tags.id', 'tags.name', ({ fn }) => fn.count<number>('contacts.id').as('contactCount')])
    .groupBy(['tags.id', 'tags.name', 'tags.foldedName'])
    .orderBy('tags.foldedName')
    .execute();

export const addTag = (scope: Scope, { name }: { name: string }): Promise<Tag> =>
  contactsDb(scope)
    .insertInto('tags')
    .values({ id: newId(), name, createdAt: scope.now })
    .returning(['id', 'name'])
    .executeTakeFirstOrThrow()
    .catch(when('tag_name_taken', () => conflict('tag.name_taken', 'Cette étiquette existe déjà.')));

/** The contacts who did not carry the tag and now do. */
export async function tagContacts(
  scope: Scope,
  tagId: string,
  { contactIds }: { contactIds: readonly string[] },
): Promise<{ contactIds: string[] }> {
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
export async function untagContacts(
  scope: Scope,
  tagId: string,
  { contactIds }: { contactIds: readonly string[] },
): Promise<{ contactIds: string[] }> {
  await getTag(scope, tagId);
  const untagged = await contactsDb(scope)
    .deleteFrom('contactTags')
    .where('tagId', '=', tagId)
    .where('contactId', '=', anyOf(contactIds))
    .returning('contactId')
    .execute();
  return { contactIds: untagged.map(({ contactId }) => contactId) };
}

const tagsOf = (scope: Scope, contactId: string): Promise<Tag[]> =>
  contactsDb(scope)
    .selectFrom('contactTags')
    .innerJoin('tags', (join) => join.onRef('tags.id', '=', 'contactTags.tagId'))
    .select(['tags.id', 'tags.name'])
    .where('contactTags.contactId', '=', contactId)
    .orderBy('tags.foldedName')
    .execute();

async function getTag(scope: Scope, tagId: string): Promise<Tag> {
  const tag = await contactsDb(scope).selectFrom('tags').select(['id', 'name']).where('id', '=', tagId).executeTakeFirst();
  if (!tag) throw missing('tag.missing', 'Cette étiquette n’existe pas, ou n’existe plus.');
  return tag;
}

const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`;

const noSuchContact = () => missing('contact.missing', 'Ce contact n’existe pas, ou n’existe plus.');

const refuseTakenSiret = when('organization_siret_taken', () =>
  invalid('organization.siret_taken', 'Une structure porte déjà ce numéro SIRET.', [
    { field: 'siret', message: 'Une structure porte déjà ce numéro.' },
  ]),
);

/** What no field can tell by itself. */
function refuseImpossible(scope: Scope, { kind, category, birthDate, postcode, country }: Judged): void {
  const impossible: Record<string, string | false | undefined | null> = {
    birthDate: birthDate && birthDate > dayOf(scope.now) && 'Cette date de naissance est dans le futur.',
    postcode: country === 'FR' && postcode && !/^\d{5}$/.test(postcode) && 'Un code postal français a cinq chiffres.',
    category: kind === 'person' && category && 'Seule une structure a une catégorie.',
  };
  const errors = Object.entries(impossible).flatMap(([field, message]) => (message ? [{ field, message }] : []));
  if (errors.length > 0) throw invalid('contact.impossible', 'Certains champs sont à corriger.', errors);
}

type Judged = { [Field in 'kind' | 'category' | 'birthDate' | 'postcode' | 'country']?: Row[Field] | undefined };
