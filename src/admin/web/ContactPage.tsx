import { useState } from 'react';
import { ChannelMatrix } from '../../consents/web/ChannelMatrix.tsx';
import { type Contact, contactsApi } from '../../contacts/contract.ts';
import { fullName } from '../../contacts/labels.ts';
import { ChangeContact } from '../../contacts/web/ChangeContact.tsx';
import { Memberships } from '../../contacts/web/memberships/Memberships.tsx';
import { ContactOrigin } from '../../contacts/web/record/ContactOrigin.tsx';
import { Needs } from '../../contacts/web/record/Needs.tsx';
import { OwnFields } from '../../contacts/web/record/OwnFields.tsx';
import { RecordFacts } from '../../contacts/web/record/RecordFacts.tsx';
import { TagEditor } from '../../contacts/web/TagEditor.tsx';
import { Engagement } from '../../engagement/web/Engagement.tsx';
import { ContactTimeline } from '../../interactions/web/ContactTimeline.tsx';
import { NoteComposer } from '../../interactions/web/NoteComposer.tsx';
import { ReminderDialog } from '../../interactions/web/ReminderDialog.tsx';
import { ContactReminders } from '../../interactions/web/Reminders.tsx';
import { dayInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { Menu } from '../../ui/actions/Menu.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Block } from '../../ui/frames/Card.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Columns, Pane, Slab } from '../../ui/frames/Slab.tsx';
import { useLive } from '../../ui/live.ts';
import { useMay } from '../../ui/permissions.ts';
import { useParam, useTitle } from '../../ui/place.ts';
import { Avatar } from '../../ui/signs/Avatar.tsx';
import { useFoundContacts } from './useFoundContacts.ts';
import { useWalk, type Walking } from './useWalk.ts';

/** The record of a contact: who they are, what happened with them, what they are part of. */
export function ContactPage() {
  const contactId = useParam('contactId');
  const walk = useWalk(contactId);
  const { data: contact, error, isPlaceholderData } = useRead(contactsApi.show, { params: { contactId } });
  useLive({ contact: [contactsApi.show] });
  useTitle(contact && fullName(contact));

  if (error) return error.status === 404 ? <Unknown /> : <Unread reason={error.message} />;
  if (!contact || isPlaceholderData)
    return (
      <Slab>
        <Skeleton lines={9} />
      </Slab>
    );
  return <Record key={contact.id} contact={contact} walk={walk} />;
}

function Record({ contact, walk }: { contact: Contact; walk: Walking }) {
  const name = fullName(contact);
  const mayWrite = useMay('contacts.write') && !contact.archivedAt;
  const mayReadConsents = useMay('consents.read');
  return (
    <>
      <PageHeader
        title={name}
        breadcrumb={walk.breadcrumb}
        sign={<Avatar name={name} shape={contact.kind === 'person' ? 'person' : 'structure'} size="large" />}
        under={<TagEditor contact={contact} />}
        actions={<RecordActs contact={contact} walk={walk} />}
      />
      {contact.archivedAt && <Archived contact={contact} />}
      <Columns shape="both">
        <Pane label="Identité et coordonnées">
          <Block>
            <RecordFacts contact={contact} />
          </Block>
          <OwnFields contact={contact} />
          {mayReadConsents && (
            <Block>
              <ChannelMatrix contactId={contact.id} />
            </Block>
          )}
          <Block>
            <ContactOrigin contact={contact} />
          </Block>
        </Pane>
        <Pane label="Échanges">
          {mayWrite && <NoteComposer contactId={contact.id} name={name} />}
          <ContactTimeline contactId={contact.id} />
        </Pane>
        <Pane label="Autour de la fiche">
          <Block>
            <Engagement contactId={contact.id} />
          </Block>
          <ContactReminders contactId={contact.id} name={name} />
          <Memberships contact={contact} useFound={useFoundContacts} />
          {contact.kind === 'person' && <Needs contact={contact} />}
        </Pane>
      </Columns>
    </>
  );
}

function RecordActs({ contact, walk }: { contact: Contact; walk: Walking }) {
  const [opened, setOpened] = useState<'identity' | 'reminder' | null>(null);
  const mayWrite = useMay('contacts.write') && !contact.archivedAt;
  const { archive } = useArchiving(contact.id);
  const close = () => setOpened(null);
  return (
    <>
      <IconButton icon="chevron-left" label="Fiche précédente (K)" isDisabled={!walk.goBack} onPress={() => walk.goBack?.()} />
      <IconButton icon="chevron-right" label="Fiche suivante (J)" isDisabled={!walk.goOn} onPress={() => walk.goOn?.()} />
      {mayWrite && (
        <>
          <Button icon="bell-ringing" onPress={() => setOpened('reminder')}>
            Planifier un rappel
          </Button>
          {contact.email && (
            <ButtonLink href={`mailto:${contact.email}`} look="primary" icon="send">
              Écrire
            </ButtonLink>
          )}
          <Menu
            label="Autres actions"
            trigger={<IconButton icon="dots" label="Autres actions" look="secondary" />}
            entries={[
              {
                id: 'identity',
                label: 'Modifier l’identité et l’adresse',
                icon: 'pencil',
                onAction: () => setOpened('identity'),
              },
              { id: 'archive', label: 'Archiver la fiche', icon: 'archive', onAction: archive },
            ]}
          />
        </>
      )}
      {opened === 'identity' && <ChangeContact contact={contact} onClose={close} />}
      {opened === 'reminder' && <ReminderDialog contactId={contact.id} name={fullName(contact)} onClose={close} />}
    </>
  );
}

function useArchiving(contactId: string) {
  const archiving = useWrite(contactsApi.archive, [contactsApi.show]);
  const restoring = useWrite(contactsApi.restore, [contactsApi.show]);
  const body = { contactIds: [contactId] };
  const restore = () => restoring.mutate({ body }, { onSuccess: () => announce('Fiche restaurée') });
  return { restore, archive: () => archiving.mutate({ body }, { onSuccess: () => announce('Fiche archivée', restore) }) };
}

function Archived({ contact }: { contact: Contact }) {
  const { restore } = useArchiving(contact.id);
  const mayWrite = useMay('contacts.write');
  return (
    <Slab>
      <Callout tone="info" icon="archive" title={`Fiche archivée le ${dayInWords(contact.archivedAt ?? '')}`}>
        Elle ne reçoit plus rien et n’est plus dans les listes.{' '}
        {mayWrite && (
          <Button look="link" icon="arrow-back-up" onPress={restore}>
            Restaurer la fiche
          </Button>
        )}
      </Callout>
    </Slab>
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
