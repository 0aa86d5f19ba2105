import type { KeyboardEvent, ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { Icon } from '../Icon.tsx';
import styles from './OrderedList.module.css';
import { movedBy, movedTo } from './order.ts';

interface OrderedListProps<Row extends { id: string }> {
  label: string;
  rows: readonly Row[];
  nameOf: (row: Row) => string;
  /** The ids in their new order, as soon as one has moved. */
  onOrder: (ids: string[]) => void;
  /** What a row shows; its buttons bear the name of the row. */
  children: (row: Row) => ReactNode;
}

/** Rows people put in order: by the handle (mouse, finger, or Entrée then arrows), or Alt ↑ and Alt ↓ anywhere on a row. Props: label, rows, nameOf, onOrder, children(row). */
export function OrderedList<Row extends { id: string }>({ label, rows, nameOf, onOrder, children }: OrderedListProps<Row>) {
  const ids = rows.map(({ id }) => id);
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) =>
      onOrder(movedTo(ids, [...keys].map(String), { id: String(target.key), isAfter: target.dropPosition === 'after' })),
  });
  const move = (press: KeyboardEvent<HTMLElement>) => {
    const step = press.altKey ? { ArrowUp: -1, ArrowDown: 1 }[press.key] : undefined;
    const id = step && (press.target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset['key'];
    if (!step || !id) return;
    press.preventDefault();
    press.stopPropagation();
    onOrder(movedBy(ids, id, step));
  };

  return (
    <div onKeyDownCapture={move}>
      <GridList aria-label={label} items={rows} dragAndDropHooks={dragAndDropHooks} className={styles.list ?? ''}>
        {(row) => (
          <GridListItem id={row.id} textValue={nameOf(row)} className={styles.row ?? ''}>
            <AriaButton slot="drag" className={styles.handle ?? ''}>
              <Icon name="grip-vertical" />
            </AriaButton>
            <div className={styles.body}>{children(row)}</div>
          </GridListItem>
        )}
      </GridList>
    </div>
  );
}

/** What a row says and what may be done to it. Props: title, note, aside (buttons). */
export function RowWords({ title, note, aside }: { title: ReactNode; note?: ReactNode; aside?: ReactNode }) {
  return (
    <>
      <div className={styles.words}>
        <strong>{title}</strong>
        {note && <p>{note}</p>}
      </div>
      {aside && <div className={styles.aside}>{aside}</div>}
    </>
  );
}

/** The same rows where no order is to be given. */
export function PlainRows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className={styles.list}>
      {children}
    </ul>
  );
}

export function PlainRow({ children }: { children: ReactNode }) {
  return (
    <li className={styles.row}>
      <div className={styles.body}>{children}</div>
    </li>
  );
}
