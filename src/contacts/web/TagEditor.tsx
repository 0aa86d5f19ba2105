import { type FormEvent, useState } from 'react';
import type { Refusal } from '../../platform/client.ts';
import type { Endpoint } from '../../platform/contract.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ComboBox } from '../../ui/forms/ComboBox.tsx';
import { Popover } from '../../ui/frames/Popover.tsx';
import { useMay } from '../../ui/permissions.ts';
import { Chips } from '../../ui/signs/Chips.tsx';
import type { Contact } from '../contract.ts';
import styles from './TagEditor.module.css';
import { useTagging } from './tagging.ts';

/** The tags of a record, each taken off by its cross. */
export function TagEditor({ contact }: { contact: Pick<Contact, 'id' | 'tags'> }) {
  const tagging = useTagging();
  const mayWrite = useMay('contacts.write');
  const remove = (tagId: string) => {
    const tag = contact.tags.find(({ id }) => id === tagId);
    if (tag) void tagging.remove(tag, [contact.id]);
  };
  if (contact.tags.length === 0 && !mayWrite) return null;
  return (
    <Chips
      label="Étiquettes"
      chips={contact.tags.map(({ id, name, tone }) => ({ id, label: name, tone }))}
      {...(mayWrite ? { onRemove: remove } : {})}
    >
      {mayWrite && (
        <Popover
          label="Ajouter une étiquette"
          trigger={
            <Button size="small" icon="plus">
              Étiquette
            </Button>
          }
        >
          {(close) => <TagForm contactIds={[contact.id]} onTagged={close} />}
        </Popover>
      )}
    </Chips>
  );
}

interface TagFormProps {
  contactIds: string[];
  onTagged: () => void;
  refresh?: readonly Endpoint[];
}

/** One tag, chosen or written, for one contact or many. */
export function TagForm({ contactIds, onTagged, refresh = [] }: TagFormProps) {
  const tagging = useTagging(refresh);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  const choices = tagging.choicesFor(typed);

  const tag = (submission: FormEvent) => {
    submission.preventDefault();
    if (!typed.trim()) return setError('Choisissez une étiquette, ou écrivez-en une nouvelle.');
    setIsBusy(true);
    tagging
      .add(typed.trim(), contactIds)
      .then(onTagged, (refusal: Refusal) => setError(refusal.message))
      .finally(() => setIsBusy(false));
  };
  return (
    <form onSubmit={tag} className={styles.form}>
      <ComboBox
        label="Étiquette"
        help="Choisissez, ou écrivez un nouveau nom."
        choices={choices}
        typed={typed}
        onType={setTyped}
        onChange={(id) => setTyped(choices.find((one) => one.id === id)?.label ?? typed)}
        acceptsOthers
        error={error}
      />
      <div>
        <Button look="primary" type="submit" icon="tag" busy={isBusy}>
          Étiqueter
        </Button>
      </div>
    </form>
  );
}
