import type { KeyboardEvent } from 'react';
import { Button } from 'react-aria-components/Button';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { Icon, type IconName } from '../Icon.tsx';
import styles from './Outline.module.css';
import { movedBy, movedTo } from './order.ts';

interface OutlineProps {
  label: string;
  entries: readonly { id: string; label: string; icon: IconName; isMarked?: boolean }[];
  /** The one in hand. */
  chosenId: string | null;
  onChoose: (id: string) => void;
  /** To that place of the list, counted without the entry itself. */
  onPlace: (id: string, place: number) => void;
  onRemove: (id: string) => void;
}

/** What something is made of, in its order: one entry in hand, moved by drag, or by Alt and the arrows. Props: label, entries ({ id, label, icon, isMarked }), chosenId, onChoose, onPlace, onRemove. */
export function Outline({ label, entries, chosenId, onChoose, onPlace, onRemove }: OutlineProps) {
  const ids = entries.map(({ id }) => id);
  const put = (id: string, order: readonly string[]) => onPlace(id, order.indexOf(id));
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': entries.find(({ id }) => id === key)?.label ?? '' })),
    onReorder: ({ keys, target }) => {
      const [id] = [...keys].map(String);
      if (id === undefined || target.key === id) return;
      put(id, movedTo(ids, [id], { id: String(target.key), isAfter: target.dropPosition === 'after' }));
    },
  });
  // React Aria keeps the arrows for going from one entry to the next; with Alt they carry the entry along.
  const carry = (press: KeyboardEvent) => {
    if (chosenId === null) return;
    const step = press.key === 'ArrowUp' ? -1 : press.key === 'ArrowDown' ? 1 : 0;
    if (press.altKey && step !== 0) {
      press.preventDefault();
      press.stopPropagation();
      put(chosenId, movedBy(ids, chosenId, step));
    }
    if (press.key === 'Delete') onRemove(chosenId);
  };
  return (
    <div role="presentation" onKeyDownCapture={carry}>
      <GridList
        aria-label={label}
        items={entries}
        className={styles.list ?? ''}
        dragAndDropHooks={dragAndDropHooks}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={chosenId === null ? [] : [chosenId]}
        onSelectionChange={(keys) => {
          const [id] = keys === 'all' ? [] : [...keys].map(String);
          if (id !== undefined) onChoose(id);
        }}
      >
        {(entry) => (
          <GridListItem id={entry.id} textValue={entry.label} className={styles.entry ?? ''}>
            <Icon name={entry.icon} />
            <span className={styles.name}>{entry.label}</span>
            {entry.isMarked && <Icon name="arrows-split-2" size={16} />}
            <Button slot="drag" className={styles.grip ?? ''} aria-label={`Déplacer ${entry.label}`}>
              <Icon name="grip-vertical" size={16} />
            </Button>
          </GridListItem>
        )}
      </GridList>
    </div>
  );
}
