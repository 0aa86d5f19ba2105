import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../platform/client.ts';
import type { Endpoint } from '../../platform/contract.ts';
import { folded } from '../../platform/text.ts';
import { useRead } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { counted } from '../../ui/words.ts';
import { contactsApi, type Tag } from '../contract.ts';
import { tagsApi } from '../tags/contract.ts';

/** Puts tags on and takes them off, says so, and gives back what was there. `refresh`: the lists that show them. */
export function useTagging(refresh: readonly Endpoint[] = []) {
  const queries = useQueryClient();
  const tags = useRead(tagsApi.list);
  const again = () =>
    Promise.all(
      [contactsApi.show, tagsApi.list, ...refresh].map(({ route }) => queries.invalidateQueries({ queryKey: [route] })),
    );

  const find = (name: string) => tags.data?.find((tag) => folded(tag.name) === folded(name));
  /** The tag of that name, made on the spot if it is a new one. */
  const named = async (name: string): Promise<Tag> => find(name) ?? call(tagsApi.add, { body: { name } });
  const put = async (tag: Tag, contactIds: string[]) => {
    const done = await call(tagsApi.tag, { params: { tagId: tag.id }, body: { contactIds } });
    await again();
    return done.contactIds;
  };
  const take = async (tag: Tag, contactIds: string[]) => {
    const done = await call(tagsApi.untag, { params: { tagId: tag.id }, body: { contactIds } });
    await again();
    return done.contactIds;
  };

  return {
    /** The tags that hold what is typed, and what is typed itself when it is a new one. */
    choicesFor(typed: string) {
      const known = (tags.data ?? []).filter(({ name }) => folded(name).includes(folded(typed)));
      const choices = known.map(({ id, name }) => ({ id, label: name }));
      return typed.trim() && !find(typed)
        ? [...choices, { id: 'new', label: typed.trim(), help: 'Nouvelle étiquette' }]
        : choices;
    },
    find,
    named,
    async add(name: string, contactIds: string[]) {
      const tag = await named(name);
      const tagged = await put(tag, contactIds);
      const undo = () => void take(tag, tagged);
      announce(`«\u00a0${tag.name}\u00a0»\u00a0: ${counted(tagged.length, 'contact étiqueté', 'contacts étiquetés')}`, undo);
    },
    async remove(tag: Tag, contactIds: string[]) {
      const untagged = await take(tag, contactIds);
      announce(`Étiquette «\u00a0${tag.name}\u00a0» retirée`, () => void put(tag, untagged));
    },
  };
}
