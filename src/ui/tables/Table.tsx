import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, useCallback, useEffect, useRef } from 'react';
import { classNames } from '../class-names.ts';
import { useLook } from '../theme.ts';
import { HeaderCell } from './HeaderCell.tsx';
import { coverage, extended, type Selection, type Sort, toggled, withAll } from './selection.ts';
import styles from './Table.module.css';
import { useRowKeys } from './useRowKeys.ts';

/** Above this many rows, only those in sight are drawn. */
const DRAWN_AT_ONCE = 200;

export interface Column<Row> {
  id: string;
  label: string;
  cell: (row: Row) => ReactNode;
  isSortable?: boolean;
  /** Figures are aligned right. */
  isFigure?: boolean;
  /** Shown on wide screens only; the first column always is. */
  isSecondary?: boolean;
}

interface TableProps<Row> {
  /** Its spoken name: « Contacts ». */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  idOf: (row: Row) => string;
  /** What the row's box is named after: « Choisir Léa Martin ». */
  nameOf: (row: Row) => string;
  selection?: Selection;
  onSelect?: (selection: Selection) => void;
  sort?: Sort | undefined;
  onSort?: (column: string) => void;
  /** Entrée on a row. The first column should hold a link for the mouse. */
  onOpen?: (row: Row) => void;
  /** The last rows are near: fetch the next page. */
  onEnd?: () => void;
  /** How many rows there are in all, beyond those fetched. */
  total?: number | undefined;
}

/** A real table: sticky header and first column, boxes to tick, sort, arrows / X / Maj / Entrée / Échap; draws what is in sight above 200 rows.
 * Props: label, columns ({ id, label, cell, isSortable, isFigure, isSecondary }), rows, idOf, nameOf, selection, onSelect, sort, onSort, onOpen, onEnd, total. */
export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, idOf, nameOf, selection, onSelect, onOpen, onEnd, total } = props;
  const pane = useRef<HTMLElement>(null);
  const ids = rows.map(idOf);
  const isVirtual = rows.length > DRAWN_AT_ONCE;
  const rowHeight = useLook().density === 'compact' ? 38 : 46;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pane.current,
    estimateSize: () => rowHeight,
    overscan: 14,
    enabled: isVirtual,
  });
  const drawn = isVirtual ? virtual.getVirtualItems().map((one) => one.index) : rows.map((_, rank) => rank);
  const above = isVirtual ? (virtual.getVirtualItems()[0]?.start ?? 0) : 0;
  const below = isVirtual ? virtual.getTotalSize() - (virtual.getVirtualItems().at(-1)?.end ?? 0) : 0;

  const lastTicked = useRef('');
  const latest = useRef({ selection, onSelect, ids });
  latest.current = { selection, onSelect, ids };
  const tick = useCallback((id: string, isRange: boolean) => {
    const { selection: ticked = new Set<string>(), onSelect: report, ids: onShow } = latest.current;
    report?.(isRange ? extended(ticked, onShow, { from: lastTicked.current, to: id }) : toggled(ticked, id));
    lastTicked.current = id;
  }, []);
  const onKeyDown = useRowKeys({
    pane,
    onTick: (rank, isRange) => ids[rank] !== undefined && tick(ids[rank], isRange),
    onOpen: (rank) => rows[rank] !== undefined && onOpen?.(rows[rank]),
    onClear: () => onSelect?.(new Set()),
    bringIntoSight: (rank) => isVirtual && virtual.scrollToIndex(rank),
  });
  const all = selection ? coverage(selection, ids) : 'none';

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section ref={pane} className={styles.pane} aria-label={label} tabIndex={0} onKeyDown={onKeyDown}>
      <table className={styles.table} aria-rowcount={(total ?? rows.length) + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {selection && (
              <th className={styles.tick}>
                <input
                  type="checkbox"
                  aria-label="Choisir toutes les lignes affichées"
                  checked={all === 'all'}
                  ref={(box) => {
                    if (box) box.indeterminate = all === 'some';
                  }}
                  onChange={() => onSelect?.(withAll(selection, ids))}
                />
              </th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Gap height={above} columns={columns.length + 1} />}
          {drawn.map((rank) => {
            const row = rows[rank] as Row;
            const id = idOf(row);
            const isTicked = selection?.has(id);
            return <TableRow key={id} {...{ id, rank, row, columns, nameOf, isTicked, tick }} />;
          })}
          {below > 0 && <Gap height={below} columns={columns.length + 1} />}
        </tbody>
      </table>
      {onEnd && <End pane={pane} onEnd={onEnd} />}
    </section>
  );
}

interface TableRowProps<Row> {
  id: string;
  rank: number;
  row: Row;
  columns: readonly Column<Row>[];
  nameOf: (row: Row) => string;
  /** Undefined where rows cannot be ticked. */
  isTicked: boolean | undefined;
  tick: (id: string, isRange: boolean) => void;
}

const TableRow = memo(DrawnRow) as typeof DrawnRow;

function DrawnRow<Row>({ id, rank, row, columns, nameOf, isTicked, tick }: TableRowProps<Row>) {
  return (
    <tr data-rank={rank} aria-rowindex={rank + 2} className={classNames(isTicked && styles.ticked)}>
      {isTicked !== undefined && (
        <td className={styles.tick}>
          <input
            type="checkbox"
            aria-label={`Choisir ${nameOf(row)}`}
            checked={isTicked}
            onChange={(change) => tick(id, (change.nativeEvent as MouseEvent).shiftKey ?? false)}
          />
        </td>
      )}
      {columns.map((column, place) => {
        const look = classNames(column.isFigure && styles.figure, column.isSecondary && styles.secondary);
        return place === 0 ? (
          <th key={column.id} scope="row" className={look}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.id} className={look}>
            {column.cell(row)}
          </td>
        );
      })}
    </tr>
  );
}

/** Stands for the rows that are not drawn. */
const Gap = ({ height, columns }: { height: number; columns: number }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row holds nothing to focus
  <tr aria-hidden="true">
    <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
  </tr>
);

function End({ pane, onEnd }: { pane: React.RefObject<HTMLElement | null>; onEnd: () => void }) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && onEnd(), {
      root: pane.current,
      rootMargin: '0px 0px 2400px 0px',
    });
    if (mark.current) watch.observe(mark.current);
    return () => watch.disconnect();
  }, [pane, onEnd]);
  return <div ref={mark} className={styles.end} />;
}
