import { useState } from 'react';
import { ChannelMatrix } from '../../consents/web/ChannelMatrix.tsx';
import type { Contact } from '../../contacts/contract.ts';
import { contactsApi } from '../../contacts/contract.ts';
import { categoryLabel, fullName } from '../../contacts/labels.ts';
import { ChangeContact } from '../../contacts/web/ChangeContact.tsx';
import { ContactFacts, ContactOrigin } from '../../contacts/web/ContactFacts.tsx';
import { TagEditor } from '../../contacts/web/TagEditor.tsx';
import { Engagement } from '../../engagement/web/Engagement.tsx';
import { ContactTimeline } from '../../interactions/web/ContactTimeline.tsx';
import { NoteComposer } from '../../interactions/web/NoteComposer.tsx';
import { dayInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Block, Heading } from '../../ui/frames/Card.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Columns, Pane, Slab } from '../../ui/frames/Slab.tsx';
import { useMay } from '../../ui/permissions.ts';
import { useParam, useTitle } from '../../ui/place.ts';
import { Avatar } from '../../ui/signs/Avatar.tsx';

/** The record of a contact: who they are, what happened with them, where the record comes from. */
export function ContactPage() {
  const contactId = useParam('contactId');
  const { data: contact, error, isPlaceholderData } = useRead(contactsApi.show, { params: { contactId } });
  useTitle(contact && fullName(contact));

  if (error) return error.status === 404 ? <Unknown /> : <Unread reason={error.message} />;
  if (!contact || isPlaceholderData)
    return (
      <Slab>
        <Skeleton lines={9} />
      </Slab>
    );
  return <Record key={contact.id} contact={contact} />;
}

function Record({ contact }: { contact: Contact }) {
  const name = fullName(contact);
  const mayWrite = useMay('contacts.write');
  const mayReadConsents = useMay('consents.read');
  return (
    <>
      <PageHeader
        title={name}
        breadcrumb={[{ label: 'Contacts', href: '/contacts' }]}
        {...(contact.category ? { subtitle: categoryLabel[contact.category] } : {})}
        sign={<Avatar name={name} shape={contact.kind === 'person' ? 'person' : 'structure'} size="large" />}
        under={<TagEditor contact={contact} />}
        actions={mayWrite && <RecordActs contact={contact} />}
      />
      <Columns shape="both">
        <Pane label="Identité et coordonnées">
          <Block>
            <ContactFacts contact={contact} />
          </Block>
          {mayReadConsents && (
            <Block>
              <ChannelMatrix contactId={contact.id} />
            </Block>
          )}
        </Pane>
        <Pane label="Échanges">
          {mayWrite && !contact.archivedAt && <NoteComposer contactId={contact.id} name={name} />}
          <ContactTimeline contactId={contact.id} />
        </Pane>
        <Pane label="À propos de la fiche">
          <Block>
            <Engagement contactId={contact.id} />
          </Block>
          <Block>
            <Heading title="Origine des données" />
            <ContactOrigin contact={contact} />
          </Block>
        </Pane>
      </Columns>
    </>
  );
}

function RecordActs({ contact }: { contact: Contact }) {
  const [isChanging, setIsChanging] = useState(false);
  const archiving = useWrite(contactsApi.archive, [contactsApi.show]);
  const restoring = useWrite(contactsApi.restore, [contactsApi.show]);
  const body = { contactIds: [contact.id] };
  const restore = () => restoring.mutate({ body }, { onSuccess: () => announce('Fiche restaurée') });
  const archive = () => archiving.mutate({ body }, { onSuccess: () => announce('Fiche archivée', restore) });

  if (contact.archivedAt)
    return (
      <>
        <Callout tone="info" icon="archive" title={`Fiche archivée le ${dayInWords(contact.archivedAt)}`}>
          Elle ne reçoit plus rien et n’est plus dans les listes.
        </Callout>
        <Button look="primary" icon="arrow-back-up" busy={restoring.isPending} onPress={restore}>
          Restaurer la fiche
        </Button>
      </>
    );
  return (
    <>
      <Button icon="archive" busy={archiving.isPending} onPress={archive}>
        Archiver
      </Button>
      <Button icon="pencil" onPress={() => setIsChanging(true)}>
        Modifier
      </Button>
      {isChanging && <ChangeContact contact={contact} onClose={() => setIsChanging(false)} />}
    </>
  );
}

const Unknown = () => (
  <>
    <PageHeader title="Fiche introuvable" breadcrumb={[{ label: 'Contacts', href: '/contacts' }]} />
    <EmptyState
      title="Cette fiche n’existe pas, ou n’existe plus"
      action={
        <ButtonLink href="/contacts" look="primary" icon="users">
          Voir tous les contacts
        </ButtonLink>
      }
    >
      Le lien est peut-être ancien, ou la fiche a été effacée.
    </EmptyState>
  </>
);

const Unread = ({ reason }: { reason: string }) => (
  <>
    <PageHeader title="Fiche" breadcrumb={[{ label: 'Contacts', href: '/contacts' }]} />
    <Slab>
      <Callout tone="danger" title="La fiche n’a pas pu être lue" isLive>
        {reason}
      </Callout>
    </Slab>
  </>
);
