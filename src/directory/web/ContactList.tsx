import { useState } from 'react';
import { NewContact } from '../../contacts/web/NewContact.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useRead } from '../../ui/ask.ts';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Tabs } from '../../ui/frames/Tabs.tsx';
import { useMay } from '../../ui/permissions.ts';
import { useGo } from '../../ui/place.ts';
import { directoryApi } from '../contract.ts';
import styles from './ContactList.module.css';
import { FilterBar } from './FilterBar.tsx';
import { Found } from './Found.tsx';
import { useList } from './useList.ts';

/** Everyone the town hall knows: searched, narrowed, ticked, opened. */
export function ContactList() {
  const list = useList();
  const everyone = useRead(directoryApi.count);
  return (
    <div className={styles.screen}>
      <PageHeader title="Contacts" actions={<Acts />} />
      <Tabs label="Vues" tabs={[{ id: 'all', label: 'Tous', ...(everyone.data ? { count: everyone.data.count } : {}) }]}>
        <FilterBar list={list} />
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
