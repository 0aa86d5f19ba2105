import { useCallback } from 'react';
import { fullName } from '../../contacts/labels.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { ResultCount } from '../../ui/frames/Toolbar.tsx';
import { useLive } from '../../ui/live.ts';
import { useGo } from '../../ui/place.ts';
import { Table } from '../../ui/tables/Table.tsx';
import { contactOrder, directoryApi, type ListedContact, type SortedBy } from '../contract.ts';
import { listLabel } from '../labels.ts';
import type { Listed } from '../views/contract.ts';
import { Changes } from './Changes.tsx';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import styles from './ContactList.module.css';
import { FilterBar } from './FilterBar.tsx';
import { Nobody, NotAllowed } from './Nobody.tsx';
import { SelectionActs } from './SelectionActs.tsx';
import { useColumns } from './useColumns.ts';
import { useFound } from './useFound.ts';
import type { List } from './useList.ts';
import { useSelection } from './useSelection.ts';
import { useWalkMemory } from './walk.ts';

const nameOf = (contact: ListedContact) => fullName(contact);
const idOf = (contact: ListedContact) => contact.id;

const counted: Record<Listed, [string, string]> = {
  contacts: ['contact', 'contacts'],
  organizations: ['structure', 'structures'],
};

/** What the list shows: its filters, how many it keeps, then who. */
export function Found({ list }: { list: List }) {
  const go = useGo();
  const { sort, search } = list.asked;
  const { pages, count, spelling } = useFound(list);
  const { columns, shown } = useColumns(list);
  const total = count.isAtLeast ? undefined : count.count;
  const selection = useSelection(list, { items: pages.items, total, spelling });
  useWalkMemory(list, { spelling, items: pages.items, total });
  useLive({ bulk_act: [directoryApi.list, directoryApi.count] });
  const [one, many] = counted[list.listed];
  const open = useCallback((contact: ListedContact) => go(`/contacts/${contact.id}`), [go]);

  if (pages.error?.status === 403) return <NotAllowed />;
  if (pages.error)
    return (
      <div className={styles.message}>
        <Callout tone="danger" title="La liste n’a pas pu être lue" isLive>
          {pages.error.message}
        </Callout>
      </div>
    );
  return (
    <>
      <FilterBar list={list}>
        <ColumnsMenu list={list} columns={columns} />
      </FilterBar>
      <ResultCount {...count} one={one} many={many}>
        {spelling === 'close' && pages.items.length > 0 && (
          <p role="status">{`Personne ne répond exactement à «\u00a0${search}\u00a0»\u00a0: voici ce qui s’en approche.`}</p>
        )}
        <Changes list={list} />
      </ResultCount>
      {pages.isLoading && (
        <div className={styles.message}>
          <Skeleton lines={10} />
        </div>
      )}
      {!pages.isLoading && pages.items.length === 0 && <Nobody list={list} />}
      {pages.items.length > 0 && (
        <div className={styles.list} {...(pages.isStale ? { 'data-stale': '' } : {})}>
          <Table
            label={listLabel[list.listed]}
            columns={shown}
            rows={pages.items}
            idOf={idOf}
            nameOf={nameOf}
            selection={selection.ticked}
            onSelect={selection.tick}
            sort={tableSort(sort)}
            onSort={(column) => list.sortBy(turned(column, sort))}
            onOpen={open}
            onEnd={pages.more}
            total={count.count}
          />
          {selection.count > 0 && <SelectionActs list={list} selection={selection} total={total} />}
        </div>
      )}
    </>
  );
}

const tableSort = (sort: SortedBy) => ({
  column: sort.replace('-', ''),
  direction: sort.startsWith('-') ? ('descending' as const) : ('ascending' as const),
});

/** The latest first, where a column holds dates; names from A. A second press turns it round. */
function turned(column: string, sort: SortedBy): SortedBy {
  const order = contactOrder.parse(column);
  if (sort === order) return `-${order}`;
  if (sort === `-${order}`) return order;
  return order === 'name' ? order : `-${order}`;
}
