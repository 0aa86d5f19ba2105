import type { KeyboardEvent } from 'react';
import { Button, Checkbox, GridList, GridListItem } from 'react-aria-components/GridList';
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { classNames } from '../class-names.ts';
import choices from '../forms/choices.module.css';
import { Icon } from '../Icon.tsx';
import styles from './ColumnChooser.module.css';
import { moved, reordered } from './column-order.ts';

interface ColumnChooserProps {
  label: string;
  /** Every column there is, but the first one of the table, which does not move. */
  columns: readonly { id: string; label: string }[];
  /** Those shown, in order. */
  shown: readonly string[];
  onChange: (shown: string[]) => void;
}

/** Which columns, in which order: ticked, then dragged by their handle or moved by Alt ↑ ↓. Props: label, columns ({ id, label }), shown, onChange. */
export function ColumnChooser({ label, columns, shown, onChange }: ColumnChooserProps) {
  const chosen = shown.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  const items = [...chosen, ...columns.filter(({ id }) => !shown.includes(id))];
  const order = items.map(({ id }) => id);
  const keep = (next: readonly string[], ids: ReadonlySet<string> = new Set(shown)) => onChange(next.filter((id) => ids.has(id)));
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const [key = ''] = [...keys].map(String);
      keep(reordered(order, key, { key: String(target.key), isAfter: target.dropPosition === 'after' }));
    },
  });
  const onKeyDown = (press: KeyboardEvent<HTMLElement>) => {
    const id = (press.target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset['key'];
    if (!id || !press.altKey || !(press.key === 'ArrowUp' || press.key === 'ArrowDown')) return;
    press.preventDefault();
    press.stopPropagation();
    keep(moved(order, id, press.key === 'ArrowUp' ? -1 : 1));
  };
  return (
    <div onKeyDownCapture={onKeyDown}>
      <GridList
        aria-label={label}
        items={items}
        selectionMode="multiple"
        escapeKeyBehavior="none"
        selectedKeys={new Set(shown)}
        onSelectionChange={(keys) => keep(order, keys === 'all' ? new Set(order) : new Set([...keys].map(String)))}
        dragAndDropHooks={dragAndDropHooks}
        className={styles.list ?? ''}
      >
        {(column) => (
          <GridListItem id={column.id} textValue={column.label} className={styles.line ?? ''}>
            <Button slot="drag" className={styles.handle ?? ''}>
              <Icon name="grip-vertical" size={16} />
            </Button>
            <Checkbox slot="selection" className={classNames(choices.choice, styles.box)}>
              <span className={choices.box} aria-hidden="true" />
            </Checkbox>
            {column.label}
          </GridListItem>
        )}
      </GridList>
    </div>
  );
}
