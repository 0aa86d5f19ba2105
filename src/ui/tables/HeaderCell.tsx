import { classNames } from '../class-names.ts';
import { Icon } from '../Icon.tsx';
import type { Sort } from './selection.ts';
import styles from './Table.module.css';

interface HeaderCellProps {
  column: { id: string; label: string; isSortable?: boolean; isFigure?: boolean; isSecondary?: boolean };
  sort: Sort | undefined;
  onSort: ((column: string) => void) | undefined;
}

export function HeaderCell({ column, sort, onSort }: HeaderCellProps) {
  const direction = sort?.column === column.id ? sort.direction : undefined;
  return (
    <th
      scope="col"
      className={classNames(column.isFigure && styles.figure, column.isSecondary && styles.secondary)}
      {...(direction ? { 'aria-sort': direction } : {})}
    >
      {column.isSortable && onSort ? (
        <button type="button" className={styles.sorter} onClick={() => onSort(column.id)}>
          {column.label}
          {direction && <Icon name={direction === 'ascending' ? 'chevron-up' : 'chevron-down'} size={16} />}
        </button>
      ) : (
        column.label
      )}
    </th>
  );
}
