import { useCallback, useState } from 'react';
import { fullName } from '../../contacts/labels.ts';
import { NewContact } from '../../contacts/web/NewContact.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { usePages, useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Tabs } from '../../ui/frames/Tabs.tsx';
import { ResultCount } from '../../ui/frames/Toolbar.tsx';
import { useMay } from '../../ui/permissions.ts';
import { useGo } from '../../ui/place.ts';
import type { Selection } from '../../ui/tables/selection.ts';
import { Table } from '../../ui/tables/Table.tsx';
import { directoryApi, type ListedContact } from '../contract.ts';
import styles from './ContactList.module.css';
import { columns } from './columns.tsx';
import { FilterBar } from './FilterBar.tsx';
import { SelectionActs } from './SelectionActs.tsx';
import { useFilters } from './useFilters.ts';

/** Everyone the town hall knows: searched, narrowed, ticked, opened. */
export function ContactList() {
  const list = useFilters();
  const everyone = useRead(directoryApi.count);
  return (
    <div className={styles.screen}>
      <PageHeader title="Contacts" actions={<Acts />} />
      <Tabs label="Vues" tabs={[{ id: 'all', label: 'Tous', ...(everyone.data ? { count: everyone.data.count } : {}) }]}>
        <FilterBar {...list} />
        <Found list={list} isTownEmpty={everyone.data?.count === 0} />
      </Tabs>
    </div>
  );
}

function Acts() {
  const go = useGo();
  const [isAdding, setIsAdding] = useState(false);
  const mayImport = useMay('imports.run');
  const mayWrite = useMay('contacts.write');
  return (
    <>
      {mayImport && (
        <ButtonLink href="/contacts/importer" icon="file-import">
          Importer
        </ButtonLink>
      )}
      {mayWrite && (
        <Button look="primary" icon="user-plus" onPress={() => setIsAdding(true)}>
          Nouveau contact
        </Button>
      )}
      {isAdding && <NewContact onAdded={({ id }) => go(`/contacts/${id}`)} onClose={() => setIsAdding(false)} />}
    </>
  );
}

const nameOf = (contact: ListedContact) => fullName(contact);
const idOf = (contact: ListedContact) => contact.id;

function Found({ list, isTownEmpty }: { list: ReturnType<typeof useFilters>; isTownEmpty: boolean }) {
  const go = useGo();
  const [selection, setSelection] = useState<Selection>(new Set());
  const { query, sort, sortBy } = list;
  const pages = usePages(directoryApi.list, { query: { ...query, sort } });
  const count = useRead(directoryApi.count, { query });
  const open = useCallback((contact: ListedContact) => go(`/contacts/${contact.id}`), [go]);
  const total = count.data?.count;

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
      <ResultCount count={total} one="contact" many="contacts" isStale={count.isPlaceholderData} />
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
            sort={sort === 'change' ? undefined : { column: sort, direction: sort === 'name' ? 'ascending' : 'descending' }}
            onSort={(column) => sortBy(column === 'name' ? '' : column)}
            onOpen={open}
            onEnd={pages.more}
            total={total}
          />
          {selection.size > 0 && (
            <SelectionActs
              contacts={pages.items.filter(({ id }) => selection.has(id))}
              isArchive={query.archived === 'true'}
              onDone={() => setSelection(new Set())}
            />
          )}
        </div>
      )}
    </>
  );
}

/** Nobody yet, or nobody under these filters: two different things, two ways out. */
function Nobody({ list, isTownEmpty }: { list: ReturnType<typeof useFilters>; isTownEmpty: boolean }) {
  const last = Object.keys(list.filters).at(-1) as keyof typeof list.filters | undefined;
  if (isTownEmpty && !last)
    return (
      <EmptyState
        title="La place est encore vide"
        action={
          <ButtonLink href="/contacts/importer" look="soft" icon="file-import">
            Importer un fichier
          </ButtonLink>
        }
      >
        Importez votre premier fichier, ou ajoutez la première personne.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Personne ne répond à ces critères"
      action={
        last && (
          <Button look="soft" onPress={() => list.set(last, '')}>
            {last === 'search' ? 'Effacer la recherche' : 'Retirer le dernier filtre'}
          </Button>
        )
      }
    >
      Vérifiez l’orthographe, ou élargissez la recherche.
    </EmptyState>
  );
}
