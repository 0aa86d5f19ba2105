import { useState } from 'react';
import { contactsApi } from '../../contacts/contract.ts';
import { TagForm } from '../../contacts/web/TagEditor.tsx';
import { SelectionAct, SelectionBar } from '../../ui/actions/SelectionBar.tsx';
import { useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { useMay } from '../../ui/permissions.ts';
import { counted } from '../../ui/words.ts';
import { directoryApi, type ListedContact } from '../contract.ts';

interface SelectionActsProps {
  contacts: ListedContact[];
  /** The list shows archived records: they are restored, not archived. */
  isArchive: boolean;
  onDone: () => void;
}

const lists = [directoryApi.list, directoryApi.count, contactsApi.listTags];

/** What can be done at once to the ticked contacts; all of it can be undone. */
export function SelectionActs({ contacts, isArchive, onDone }: SelectionActsProps) {
  const [isTagging, setIsTagging] = useState(false);
  const mayWrite = useMay('contacts.write');
  const archiving = useWrite(contactsApi.archive, lists);
  const restoring = useWrite(contactsApi.restore, lists);
  const contactIds = contacts.map(({ id }) => id);

  const move = ({ act, back, words }: { act: typeof archiving; back: typeof archiving; words: [string, string] }) =>
    act.mutate(
      { body: { contactIds } },
      {
        onSuccess: (done) => {
          announce(counted(done.contactIds.length, ...words), () => back.mutate({ body: done }));
          onDone();
        },
        onError: (refusal) => announce(refusal.message),
      },
    );
  const archive = () => move({ act: archiving, back: restoring, words: ['contact archivé', 'contacts archivés'] });
  const restore = () => move({ act: restoring, back: archiving, words: ['contact restauré', 'contacts restaurés'] });

  return (
    <SelectionBar summary={counted(contacts.length, 'contact', 'contacts')} onClear={onDone}>
      {mayWrite && (
        <>
          <SelectionAct icon="tag" onPress={() => setIsTagging(true)}>
            Étiqueter
          </SelectionAct>
          <SelectionAct icon={isArchive ? 'arrow-back-up' : 'archive'} onPress={isArchive ? restore : archive}>
            {isArchive ? 'Restaurer' : 'Archiver'}
          </SelectionAct>
        </>
      )}
      <Dialog
        title={`Étiqueter ${counted(contacts.length, 'contact', 'contacts')}`}
        isOpen={isTagging}
        onOpenChange={setIsTagging}
      >
        <TagForm
          contactIds={contactIds}
          refresh={lists}
          onTagged={() => {
            setIsTagging(false);
            onDone();
          }}
        />
      </Dialog>
    </SelectionBar>
  );
}
