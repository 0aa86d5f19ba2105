import { type RawBuilder, type Selectable, sql } from 'kysely';
import { newId } from '../platform/ids.ts';
import { announce } from '../platform/live/announce.ts';
import { type FieldError, invalid, missing, stale, when } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { dayOf } from '../platform/time.ts';
import { anyOf, inBatches, insertRows, insertSelected, type Origin, updateRows } from './bulk.ts';
import type { Contact, ContactChange, NewContact, Uninformed } from './contract.ts';
import type { CustomChange, CustomValues } from './fields/contract.ts';
import { listFields } from './fields/fields.ts';
import { type ReadValues, valuesReader } from './fields/values.ts';
import { refuseSensitive } from './lexicon/lexicon.ts';
import type { MeansDraft } from './means/contract.ts';
import { addMeans, meansOf, realignMeans, replaceMeans } from './means/means.ts';
import { type ContactTables, contactsDb } from './tables.ts';
import { tagsOf } from './tags/tags.ts';

type Row = Selectable<ContactTables['contacts']>;

/** What a program writes is not read again by anyone: only what an agent types is. */
interface Reading {
  isReread?: boolean;
}

export const addContact = async (scope: Scope, draft: NewContact, { isReread = true }: Reading = {}): Promise<Contact> => {
  if (!isReread) refuseSensitive(textsIn(draft.custom));
  const [contactId = ''] = await addContacts(scope, [draft]);
  return getContact(scope, contactId);
};

/** Adds any number of contacts, a thousand a statement; their ids, in the order of the drafts. */
export async function addContacts(scope: Scope, drafts: readonly NewContact[]): Promise<string[]> {
  const source = `Saisi par ${scope.actor.name}`;
  const read = await readerFor(scope, drafts);
  const rows = drafts.map((draft) => {
    const { custom, errors } = read(draft.kind, draft.custom);
    refuseImpossible(scope, draft, errors);
    return {
      ...draft,
      custom: filled(custom),
      id: newId(),
      source: draft.source || source,
      collectedOn: draft.collectedOn ?? dayOf(scope.now),
    };
  });
  await insertRows(scope, rows).catch(refuseTakenSiret).catch(refuseUnknownDistrict);
  const reachedOtherwise = rows.filter(({ emails = [], phones = [] }) => emails.length + phones.length > 0);
  await addMeans(
    scope,
    reachedOtherwise.map(({ id, emails = [], phones = [] }) => ({ contactId: id, emails, phones })),
  );
  return rows.map((row) => row.id);
}

/** Adds everyone a query gives, ids included, in one statement: what stands in its columns has been read as `newContact` would. */
export const addContactsFrom = (scope: Scope, drafts: RawBuilder<unknown>, origin: Origin): Promise<void> =>
  insertSelected(scope, drafts, origin).catch(refuseTakenSiret);

export async function getContact(scope: Scope, contactId: string): Promise<Contact> {
  const contact = await contactsDb(scope).selectFrom('contacts').selectAll().where('id', '=', contactId).executeTakeFirst();
  if (!contact) throw noSuchContact();
  return whole(scope, contact);
}

export async function changeContact(
  scope: Scope,
  contactId: string,
  { version, changes, isReread = true }: { version: number; changes: ContactChange } & Reading,
): Promise<Contact> {
  const { custom = {}, ...natives } = changes;
  if (!isReread) refuseSensitive(textsIn(custom));
  const values = await readForEach(scope, [{ contactId, custom }]);
  const changed = await contactsDb(scope)
    .updateTable('contacts')
    .set({ ...natives, custom: merged(values[0] ?? {}), version: version + 1, changedAt: scope.now, changedBy: scope.actor.name })
    .where('id', '=', contactId)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
    .catch(refuseTakenSiret)
    .catch(refuseUnknownDistrict);
  if (!changed) {
    await getContact(scope, contactId);
    throw stale();
  }
  refuseImpossible(scope, changed);
  await realignMeans(scope, speakingOfMeans([{ contactId, changes }]));
  await announce(scope, 'contact', contactId);
  return getContact(scope, contactId);
}

/** All e-mails and phones at once, with the preferred ones. */
export async function changeMeans(
  scope: Scope,
  contactId: string,
  { version, means }: { version: number; means: MeansDraft },
): Promise<Contact> {
  const changed = await contactsDb(scope)
    .updateTable('contacts')
    .set({ version: version + 1, changedAt: scope.now, changedBy: scope.actor.name })
    .where('id', '=', contactId)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst();
  const known = await getContact(scope, contactId);
  if (!changed) throw stale();
  await replaceMeans(scope, known.id, means);
  await announce(scope, 'contact', contactId);
  return getContact(scope, contactId);
}

/** Writes the fields given and leaves every other; a null never empties a field. Those that exist, completed. */
export async function completeContacts(
  scope: Scope,
  completions: readonly { contactId: string; changes: ContactChange }[],
): Promise<string[]> {
  for (const { changes } of completions) refuseImpossible(scope, changes);
  const values = await readForEach(
    scope,
    completions.map(({ contactId, changes }) => ({ contactId, custom: changes.custom ?? {} })),
  );
  const read = completions.map(({ contactId, changes }, at) => ({
    contactId,
    changes: { ...changes, custom: filled(values[at] ?? {}) },
  }));
  const completed = await updateRows(scope, read).catch(refuseTakenSiret).catch(refuseUnknownDistrict);
  await realignMeans(scope, speakingOfMeans(completions));
  return completed;
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

/** The rows of its e-mails and phones say again what stands on the record. */
export const realignContact = (scope: Scope, contactId: string): Promise<void> => realignMeans(scope, [contactId]);

export const archiveContacts = (scope: Scope, contactIds: readonly string[]) => markArchived(scope, contactIds, scope.now);

export const restoreContacts = (scope: Scope, contactIds: readonly string[]) => markArchived(scope, contactIds, null);

/** They have been told where what is known of them comes from (RGPD art. 14). */
export async function markInformed(scope: Scope, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  await contactsDb(scope)
    .updateTable('contacts')
    .set({ informBy: null })
    .where('id', '=', anyOf(contactIds))
    .where('informBy', 'is not', null)
    .execute();
}

/** Where what is known of them comes from, while they have still to be told; else null. */
export async function originToTell(scope: Scope, contactId: string): Promise<string | null> {
  const known = await contactsDb(scope)
    .selectFrom('contacts')
    .select('source')
    .where('id', '=', contactId)
    .where('informBy', 'is not', null)
    .executeTakeFirst();
  return known?.source ?? null;
}

/** Those who still have to be, by where they come from: the most pressing first. */
export const listUninformed = (scope: Scope): Promise<Uninformed[]> =>
  contactsDb(scope)
    .selectFrom('contacts')
    .select(['source', 'informBy', ({ fn }) => fn.countAll<number>().as('count')])
    .where('informBy', 'is not', null)
    .where('archivedAt', 'is', null)
    .groupBy(['source', 'informBy'])
    .orderBy('informBy')
    .orderBy('source')
    .$narrowType<{ informBy: string }>()
    .execute();

async function markArchived(
  scope: Scope,
  contactIds: readonly string[],
  archivedAt: string | null,
): Promise<{ contactIds: string[] }> {
  const marked = await contactsDb(scope)
    .updateTable('contacts')
    .set({ archivedAt, changedAt: scope.now, changedBy: scope.actor.name, version: sql`version + 1` })
    .where('id', '=', anyOf(contactIds))
    .where('archivedAt', archivedAt ? 'is' : 'is not', null)
    .returning('id')
    .execute();
  return { contactIds: marked.map(({ id }) => id) };
}

async function whole(scope: Scope, contact: Row): Promise<Contact> {
  return { ...contact, ...(await meansOf(scope, contact)), tags: await tagsOf(scope, contact.id) };
}

const speakingOfMeans = (all: readonly { contactId: string; changes: ContactChange }[]): string[] =>
  all
    .filter(({ changes }) => 'email' in changes || 'mobilePhone' in changes || 'landlinePhone' in changes)
    .map(({ contactId }) => contactId);

const noSuchContact = () => missing('contact.missing', 'Ce contact n’existe pas, ou n’existe plus.');

const refuseTakenSiret = when('organization_siret_taken', () =>
  invalid('organization.siret_taken', 'Une structure porte déjà ce numéro SIRET.', [
    { field: 'siret', message: 'Une structure porte déjà ce numéro.' },
  ]),
);

const refuseUnknownDistrict = when('contact_district_exists', () =>
  invalid('district.missing', 'Ce quartier n’existe pas, ou n’existe plus.', [
    { field: 'districtId', message: 'Choisissez un quartier de la liste.' },
  ]),
);

/** Definitions are read once for all, and only if some record bears a value. */
async function readerFor(scope: Scope, some: readonly { custom: CustomChange }[]): Promise<ReadValues> {
  return valuesReader(some.some(({ custom }) => Object.keys(custom).length > 0) ? await listFields(scope) : []);
}

/** The values given for contacts already known, read for the kind of each. */
async function readForEach(scope: Scope, some: readonly { contactId: string; custom: CustomChange }[]): Promise<CustomChange[]> {
  const bearing = some.filter(({ custom }) => Object.keys(custom).length > 0).map(({ contactId }) => contactId);
  if (bearing.length === 0) return [];
  const read = await readerFor(scope, some);
  const known = await contactsDb(scope).selectFrom('contacts').select(['id', 'kind']).where('id', '=', anyOf(bearing)).execute();
  const kindOf = new Map(known.map(({ id, kind }) => [id, kind]));
  return some.map(({ contactId, custom: given }) => {
    const { custom, errors } = read(kindOf.get(contactId) ?? 'person', given);
    refuse(errors);
    return custom;
  });
}

const textsIn = (custom: CustomChange): Record<string, string> =>
  Object.fromEntries(
    Object.entries(custom).flatMap(([fieldId, value]) => (typeof value === 'string' ? [[`custom.${fieldId}`, value]] : [])),
  );

const filled = (custom: CustomChange): CustomValues =>
  Object.fromEntries(Object.entries(custom).flatMap(([fieldId, value]) => (value === null ? [] : [[fieldId, value]])));

/** Key by key, so that two agents who fill two fields lose neither. */
function merged(custom: CustomChange): RawBuilder<CustomValues> {
  const emptied = Object.keys(custom).filter((fieldId) => custom[fieldId] === null);
  return sql`(contacts.custom || ${JSON.stringify(filled(custom))}::jsonb) - ${emptied}::text[]`;
}

/** What no field can tell by itself. */
function refuseImpossible(
  scope: Scope,
  { kind, category, birthDate, postcode, country }: Judged,
  unread: readonly FieldError[] = [],
): void {
  const impossible: Record<string, string | false | undefined | null> = {
    birthDate: birthDate && birthDate > dayOf(scope.now) && 'Cette date de naissance est dans le futur.',
    postcode: country === 'FR' && postcode && !/^\d{5}$/.test(postcode) && 'Un code postal français a cinq chiffres.',
    category: kind === 'person' && category && 'Seule une structure a une catégorie.',
  };
  refuse([...Object.entries(impossible).flatMap(([field, message]) => (message ? [{ field, message }] : [])), ...unread]);
}

function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw invalid('contact.impossible', 'Certains champs sont à corriger.', errors);
}

type Judged = { [Field in 'kind' | 'category' | 'birthDate' | 'postcode' | 'country']?: Row[Field] | undefined };
