import { useState } from 'react';
import { fullName } from '../../contacts/labels.ts';
import { engagementApi } from '../../engagement/contract.ts';
import { dayInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { ButtonLink, PlainLink } from '../../ui/actions/Link.tsx';
import { usePages, useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Columns, Pane } from '../../ui/frames/Slab.tsx';
import { useMay } from '../../ui/permissions.ts';
import { useTitle } from '../../ui/place.ts';
import { Avatar } from '../../ui/signs/Avatar.tsx';
import { type ChosenContact, type Segment, segmentsApi } from '../contract.ts';
import { listsApi } from '../lists/contract.ts';
import { CountPanel } from './CountPanel.tsx';
import { NameDialog } from './NameDialog.tsx';
import styles from './SegmentList.module.css';

/** A list: who is in it, one by one. */
export function ListScreen({ list }: { list: Segment }) {
  const counting = useRead(segmentsApi.count, { body: { rule: list.rule } });
  const limit = useRead(engagementApi.showLimit);
  useTitle(list.name);
  return (
    <>
      <PageHeader
        title={list.name}
        breadcrumb={[{ label: 'Segments', href: '/segments' }]}
        actions={<Acts list={list} isEmpty={counting.data?.total === 0} />}
      />
      <Columns shape="right">
        <Pane label="Personnes de la liste">
          <p className={styles.remark}>
            {`Liste tenue à la main depuis le ${dayInWords(list.fixedAt ?? '')}\u00a0: personne n’y entre ni n’en sort sans vous.`}
          </p>
          <Members list={list} />
        </Pane>
        <Pane label="Qui est concerné" isSunken>
          <CountPanel
            rule={list.rule}
            count={counting.data}
            isStale={counting.isPlaceholderData}
            refusal={counting.error}
            emptying={undefined}
            isList
            solicitedFrom={limit.data?.letters ?? 1}
          />
        </Pane>
      </Columns>
    </>
  );
}

function Acts({ list, isEmpty }: { list: Segment; isEmpty: boolean }) {
  const [isRenaming, setIsRenaming] = useState(false);
  const renaming = useWrite(segmentsApi.change, [segmentsApi.list, segmentsApi.get, segmentsApi.vocabulary]);
  const mayWrite = useMay('segments.write');
  const mayWriteTo = useMay('campaigns.write');
  const rename = (name: string) =>
    renaming.mutate(
      { params: { segmentId: list.id }, body: { name, rule: list.rule }, version: list.version },
      { onSuccess: () => setIsRenaming(false) },
    );
  return (
    <>
      {mayWrite && (
        <Button look="quiet" icon="pencil" onPress={() => setIsRenaming(true)}>
          Renommer
        </Button>
      )}
      {mayWriteTo && !isEmpty && (
        <ButtonLink look="primary" icon="send" href={`/envois/nouveau?segment=${list.id}`}>
          Écrire à ces personnes
        </ButtonLink>
      )}
      {isRenaming && (
        <NameDialog
          title="Renommer la liste"
          act="Renommer"
          name={list.name}
          refusal={renaming.error}
          onName={rename}
          onClose={() => setIsRenaming(false)}
        />
      )}
    </>
  );
}

function Members({ list }: { list: Segment }) {
  const pages = usePages(segmentsApi.listContacts, { params: { segmentId: list.id } });
  if (pages.error)
    return (
      <Callout tone="danger" title="Les personnes de la liste n’ont pas pu être lues" isLive>
        {pages.error.detail}
      </Callout>
    );
  if (pages.isLoading) return <Skeleton lines={6} />;
  if (pages.items.length === 0)
    return (
      <EmptyState
        title="Personne dans cette liste pour l’instant"
        action={
          <ButtonLink look="primary" icon="users" href="/contacts">
            Ouvrir les contacts
          </ButtonLink>
        }
      >
        Dans les contacts, cochez des lignes, puis « Ajouter à une liste ».
      </EmptyState>
    );
  return (
    <>
      <ul className={styles.list} aria-label="Personnes de la liste">
        {pages.items.map((contact) => (
          <Member key={contact.id} list={list} contact={contact} />
        ))}
      </ul>
      {pages.hasMore && <IconButton icon="chevron-down" label="Voir la suite de la liste" onPress={pages.more} />}
    </>
  );
}

const refresh = [segmentsApi.listContacts, segmentsApi.count, segmentsApi.sample];

function Member({ list, contact }: { list: Segment; contact: ChosenContact }) {
  const removing = useWrite(listsApi.removeMembers, refresh);
  const adding = useWrite(listsApi.addMembers, refresh);
  const mayWrite = useMay('segments.write');
  const name = fullName(contact);
  const moved = { params: { listId: list.id }, body: { contactIds: [contact.id] } };
  // A promise: the line is gone by the time it is undone.
  const remove = () =>
    void removing
      .mutateAsync(moved)
      .then(() => announce(`${name}\u00a0: retiré de la liste.`, () => void adding.mutateAsync(moved)))
      .catch(({ message }: Error) => announce(message));
  return (
    <li className={styles.member}>
      <Avatar name={name} shape={contact.kind === 'person' ? 'person' : 'structure'} />
      <div>
        <PlainLink href={`/contacts/${contact.id}`}>{name}</PlainLink>
        <p>{contact.municipality}</p>
      </div>
      {mayWrite && <IconButton icon="x" size="small" label={`Retirer ${name} de la liste`} onPress={remove} />}
    </li>
  );
}
