import { useCallback, useState } from 'react';
import { fullName } from '../../contacts/labels.ts';
import { beginNewSegment } from '../../segments/web/useDraft.ts';
import { Link } from '../../ui/actions/Link.tsx';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { ResultCount } from '../../ui/frames/Toolbar.tsx';
import { useMay } from '../../ui/permissions.ts';
import { useGo } from '../../ui/place.ts';
import type { Selection } from '../../ui/tables/selection.ts';
import { Table } from '../../ui/tables/Table.tsx';
import { contactOrder, type ListedContact, type SortedBy } from '../contract.ts';
import styles from './ContactList.module.css';
import { columns } from './columns.tsx';
import { Nobody, NotAllowed } from './Nobody.tsx';
import { SelectionActs } from './SelectionActs.tsx';
import { useFound } from './useFound.ts';
import type { List } from './useList.ts';

const nameOf = (contact: ListedContact) => fullName(contact);
const idOf = (contact: ListedContact) => contact.id;

/** Those the list keeps: how many, then who. */
export function Found({ list, isTownEmpty }: { list: List; isTownEmpty: boolean }) {
  const go = useGo();
  const [selection, setSelection] = useState<Selection>(new Set());
  const { sort, isArchive, search } = list.asked;
  const { pages, count, spelling } = useFound(list.asked);
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
      <ResultCount {...count} one="contact" many="contacts">
        {spelling === 'close' && pages.items.length > 0 && (
          <p role="status">{`Personne ne répond exactement à «\u00a0${search}\u00a0»\u00a0: voici ce qui s’en approche.`}</p>
        )}
        <AsSegment list={list} />
      </ResultCount>
      {pages.isLoading && (
        <div className={styles.message}>
          <Skeleton lines={10} />
        </div>
      )}
      {!pages.isLoading && pages.items.length === 0 && <Nobody list={list} isTownEmpty={isTownEmpty} />}
      {pages.items.length > 0 && (
        <div className={styles.list} {...(pages.isStale ? { 'data-stale': '' } : {})}>
          <Table
            label="Contacts"
            columns={columns}
            rows={pages.items}
            idOf={idOf}
            nameOf={nameOf}
            selection={selection}
            onSelect={setSelection}
            sort={tableSort(sort)}
            onSort={(column) => list.sortBy(turned(column, sort))}
            onOpen={open}
            onEnd={pages.more}
            total={count.count}
          />
          {selection.size > 0 && (
            <SelectionActs
              contacts={pages.items.filter(({ id }) => selection.has(id))}
              isArchive={isArchive}
              onDone={() => setSelection(new Set())}
            />
          )}
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

/** What narrows the list, kept as a segment; words looked for are not a rule: nobody is chosen by the sound of a name. */
function AsSegment({ list: { asked } }: { list: List }) {
  const mayWrite = useMay('segments.write');
  const { conditions, except } = asked.rule;
  if (!mayWrite || asked.search || asked.isArchive || conditions.length + except.length === 0) return null;
  return (
    <Link href="/segments/nouveau" onPress={() => beginNewSegment(asked.rule)}>
      En faire un segment
    </Link>
  );
}
