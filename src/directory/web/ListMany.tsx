import { useState } from 'react';
import type { Refusal } from '../../platform/client.ts';
import { type Offered, segmentsApi } from '../../segments/contract.ts';
import { listsApi } from '../../segments/lists/contract.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { ComboBox } from '../../ui/forms/ComboBox.tsx';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';

interface ListManyProps {
  kind: 'add_to_list' | 'remove_from_list';
  /** « 318 contacts ». */
  summary: string;
  onPick: (listId: string) => void;
  onClose: () => void;
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();

/** The list a selection goes into, made on the spot if it is new; or the one it leaves. */
export function ListMany({ kind, summary, onPick, onClose }: ListManyProps) {
  const isAdding = kind === 'add_to_list';
  const lists = useRead(segmentsApi.vocabulary).data?.lists.filter(({ isArchived }) => !isArchived) ?? [];
  const making = useWrite(listsApi.add, [segmentsApi.list, segmentsApi.vocabulary]);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const choices = choicesFor(lists, typed, isAdding);

  const pick = () => {
    const name = typed.trim();
    const known = lists.find((list) => plain(list.name) === plain(name));
    if (!name || (!known && !isAdding)) return setError('Choisissez une liste.');
    const go = (listId: string) => {
      onClose();
      onPick(listId);
    };
    if (known) return go(known.id);
    making.mutateAsync({ body: { name } }).then(
      ({ id }) => go(id),
      (refusal: Refusal) => setError(refusal.message),
    );
  };
  return (
    <Dialog title={isAdding ? `Ajouter ${summary} à une liste` : `Retirer ${summary} d’une liste`} isOpen onOpenChange={onClose}>
      <Form onSubmit={pick}>
        <ComboBox
          label="Liste"
          help={isAdding ? 'Choisissez, ou écrivez un nouveau nom.' : 'Les contacts qui n’y sont pas ne changent pas.'}
          choices={choices}
          typed={typed}
          onType={setTyped}
          onChange={(id) => setTyped(choices.find((one) => one.id === id)?.label ?? typed)}
          acceptsOthers
          autoFocus
          error={error}
        />
        <FormActions>
          <Submit icon="list" busy={making.isPending}>
            {isAdding ? 'Ajouter à la liste' : 'Retirer de la liste'}
          </Submit>
          <Button look="quiet" onPress={onClose}>
            Annuler
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

function choicesFor(lists: readonly Offered[], typed: string, isAdding: boolean) {
  const known = lists.filter(({ name }) => plain(name).includes(plain(typed))).map(({ id, name }) => ({ id, label: name }));
  const isNew = isAdding && typed.trim() !== '' && !lists.some(({ name }) => plain(name) === plain(typed));
  return isNew ? [...known, { id: 'new', label: typed.trim(), help: 'Nouvelle liste' }] : known;
}
