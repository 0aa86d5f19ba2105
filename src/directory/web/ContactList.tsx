import { useState } from 'react';
import type { ContactKind } from '../../contacts/contract.ts';
import { NewContact } from '../../contacts/web/NewContact.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { useMay } from '../../ui/permissions.ts';
import { useGo } from '../../ui/place.ts';
import { listLabel } from '../labels.ts';
import type { Listed } from '../views/contract.ts';
import styles from './ContactList.module.css';
import { Found } from './Found.tsx';
import { useList } from './useList.ts';
import { ViewTabs } from './ViewTabs.tsx';

/** Everyone the town hall knows: searched, narrowed, ticked, opened. */
export const ContactList = () => <ListScreen listed="contacts" />;

/** Associations, shops, schools and partners alone, with views of their own. */
export const OrganizationList = () => <ListScreen listed="organizations" />;

function ListScreen({ listed }: { listed: Listed }) {
  const list = useList(listed);
  return (
    <div className={styles.screen}>
      <PageHeader title={listLabel[listed]} actions={<Acts listed={listed} />} />
      {list.views.isReady ? (
        <ViewTabs list={list}>
          <Found key={list.view?.id} list={list} />
        </ViewTabs>
      ) : (
        <div className={styles.message}>
          <Skeleton lines={10} />
        </div>
      )}
    </div>
  );
}

const added: Record<Listed, { label: string; kind: ContactKind; icon: 'user-plus' | 'plus' }> = {
  contacts: { label: 'Nouveau contact', kind: 'person', icon: 'user-plus' },
  organizations: { label: 'Nouvelle structure', kind: 'organization', icon: 'plus' },
};

function Acts({ listed }: { listed: Listed }) {
  const go = useGo();
  const [isAdding, setIsAdding] = useState(false);
  const mayImport = useMay('imports.run');
  const mayWrite = useMay('contacts.write');
  const { label, kind, icon } = added[listed];
  return (
    <>
      {mayImport && (
        <ButtonLink href="/contacts/importer" icon="file-import">
          Importer
        </ButtonLink>
      )}
      {mayWrite && (
        <Button look="primary" icon={icon} onPress={() => setIsAdding(true)}>
          {label}
        </Button>
      )}
      {isAdding && <NewContact kind={kind} onAdded={({ id }) => go(`/contacts/${id}`)} onClose={() => setIsAdding(false)} />}
    </>
  );
}
