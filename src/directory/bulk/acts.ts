import { archiveContacts, restoreContacts } from '../../contacts/contacts.ts';
import { contactsDb } from '../../contacts/tables.ts';
import { tagContacts, untagContacts } from '../../contacts/tags/tags.ts';
import { Problem } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { addToList, getList, removeFromList } from '../../segments/lists/lists.ts';
import type { Act, ActKind } from './contract.ts';

/** A contact that an act really changed, and what is needed to take it back. */
export interface Changed {
  contactId: string;
  before: unknown;
}

type ActOf<K extends ActKind> = Extract<Act, { kind: K }>;

/** How one kind of act is done to a batch of contacts, and taken back: always by the verbs of the module it concerns. */
interface Doing<K extends ActKind> {
  /** As the journal names it. */
  label(scope: Scope, act: ActOf<K>): Promise<string>;
  /** Those it changed. */
  apply(scope: Scope, act: ActOf<K>, contactIds: string[]): Promise<Changed[]>;
  /** Those that are again as they were; the others have changed since. */
  takeBack(scope: Scope, act: ActOf<K>, changed: Changed[]): Promise<string[]>;
}

const idsOf = (changed: readonly Changed[]) => changed.map(({ contactId }) => contactId);
const asChanged = ({ contactIds }: { contactIds: string[] }): Changed[] =>
  contactIds.map((contactId) => ({ contactId, before: null }));

const doings: { [K in ActKind]: Doing<K> } = {
  tag: {
    label: async (scope, { tagId }) => `Étiquette «\u00a0${await tagName(scope, tagId)}\u00a0» posée`,
    apply: async (scope, { tagId }, contactIds) => asChanged(await tagContacts(scope, tagId, { contactIds })),
    takeBack: (scope, { tagId }, changed) =>
      unlessGone(async () => (await untagContacts(scope, tagId, { contactIds: idsOf(changed) })).contactIds),
  },
  untag: {
    label: async (scope, { tagId }) => `Étiquette «\u00a0${await tagName(scope, tagId)}\u00a0» retirée`,
    apply: async (scope, { tagId }, contactIds) => asChanged(await untagContacts(scope, tagId, { contactIds })),
    takeBack: (scope, { tagId }, changed) =>
      unlessGone(async () => (await tagContacts(scope, tagId, { contactIds: idsOf(changed) })).contactIds),
  },
  add_to_list: {
    label: async (scope, { listId }) => `Ajout à la liste «\u00a0${(await getList(scope, listId)).name}\u00a0»`,
    apply: async (scope, { listId }, contactIds) => asChanged(await addToList(scope, listId, { contactIds })),
    takeBack: (scope, { listId }, changed) =>
      unlessGone(async () => (await removeFromList(scope, listId, { contactIds: idsOf(changed) })).contactIds),
  },
  remove_from_list: {
    label: async (scope, { listId }) => `Retrait de la liste «\u00a0${(await getList(scope, listId)).name}\u00a0»`,
    apply: async (scope, { listId }, contactIds) => asChanged(await removeFromList(scope, listId, { contactIds })),
    takeBack: (scope, { listId }, changed) =>
      unlessGone(async () => (await addToList(scope, listId, { contactIds: idsOf(changed) })).contactIds),
  },
  archive: {
    label: async () => 'Fiches archivées',
    apply: async (scope, _, contactIds) => asChanged(await archiveContacts(scope, contactIds)),
    takeBack: async (scope, _, changed) => (await restoreContacts(scope, idsOf(changed))).contactIds,
  },
  restore: {
    label: async () => 'Fiches restaurées',
    apply: async (scope, _, contactIds) => asChanged(await restoreContacts(scope, contactIds)),
    takeBack: async (scope, _, changed) => (await archiveContacts(scope, idsOf(changed))).contactIds,
  },
};

/** The doing of an act, whichever its kind. */
export const doingOf = (act: Act): Doing<ActKind> => doings[act.kind] as unknown as Doing<ActKind>;

async function tagName(scope: Scope, tagId: string): Promise<string> {
  const tag = await contactsDb(scope).selectFrom('tags').select('name').where('id', '=', tagId).executeTakeFirst();
  if (!tag) throw new Problem('missing', 'tag.missing', { message: 'Cette étiquette n’existe pas, ou n’existe plus.' });
  return tag.name;
}

/** A tag that no longer exists is on nobody: there is nothing to take back. */
const unlessGone = (takeBack: () => Promise<string[]>): Promise<string[]> =>
  takeBack().catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'missing') return [];
    throw error;
  });
