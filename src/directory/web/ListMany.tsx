import { folded } from '../../platform/text.ts';
import { type Offered, segmentsApi } from '../../segments/contract.ts';
import { listsApi } from '../../segments/lists/contract.ts';
import { useRead, useWrite } from '../../ui/ask.ts';
import { NameOne } from './NameOne.tsx';

interface ListManyProps {
  kind: 'add_to_list' | 'remove_from_list';
  /** « 318 contacts ». */
  summary: string;
  onPick: (listId: string) => void;
  onClose: () => void;
}

/** The list a selection goes into, made on the spot if it is new; or the one it leaves. */
export function ListMany({ kind, summary, onPick, onClose }: ListManyProps) {
  const isAdding = kind === 'add_to_list';
  const lists = useRead(segmentsApi.vocabulary).data?.lists.filter(({ isArchived }) => !isArchived) ?? [];
  const making = useWrite(listsApi.add, [segmentsApi.list, segmentsApi.vocabulary]);
  const named = async (name: string) =>
    lists.find((list) => folded(list.name) === folded(name)) ?? (isAdding ? making.mutateAsync({ body: { name } }) : undefined);
  return (
    <NameOne
      title={isAdding ? `Ajouter ${summary} à une liste` : `Retirer ${summary} d’une liste`}
      label="Liste"
      help={isAdding ? 'Choisissez, ou écrivez un nouveau nom.' : 'Les contacts qui n’y sont pas ne changent pas.'}
      missing="Choisissez une liste."
      submitLabel={isAdding ? 'Ajouter à la liste' : 'Retirer de la liste'}
      submitIcon="list"
      choicesFor={(typed) => choicesFor(lists, typed, isAdding)}
      named={named}
      onPick={onPick}
      onClose={onClose}
    />
  );
}

function choicesFor(lists: readonly Offered[], typed: string, isAdding: boolean) {
  const known = lists.filter(({ name }) => folded(name).includes(folded(typed))).map(({ id, name }) => ({ id, label: name }));
  const isNew = isAdding && typed.trim() !== '' && !lists.some(({ name }) => folded(name) === folded(typed));
  return isNew ? [...known, { id: 'new', label: typed.trim(), help: 'Nouvelle liste' }] : known;
}
