import { useState } from 'react';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { PlainLink } from '../../../ui/actions/Link.tsx';
import { useRead } from '../../../ui/ask.ts';
import { Block, Heading } from '../../../ui/frames/Card.tsx';
import { useMay } from '../../../ui/permissions.ts';
import { Avatar } from '../../../ui/signs/Avatar.tsx';
import { Badge } from '../../../ui/signs/Badge.tsx';
import type { Contact } from '../../contract.ts';
import { fullName, phoneInWords } from '../../labels.ts';
import { type Membership, membershipsApi, type Party } from '../../memberships/contract.ts';
import { roleInWords } from '../../memberships/labels.ts';
import { MembershipDialog, type UseFound } from './MembershipDialog.tsx';
import styles from './Memberships.module.css';

interface MembershipsProps {
  contact: Contact;
  /** Finds the other end, as one types. */
  useFound: UseFound;
}

/** Where a person has a role; on an organization's record, who has one. Props: contact, useFound. */
export function Memberships({ contact, useFound }: MembershipsProps) {
  const { data } = useRead(membershipsApi.list, { params: { contactId: contact.id } });
  const [edited, setEdited] = useState<Membership | 'new' | null>(null);
  const mayWrite = useMay('contacts.write') && !contact.archivedAt;
  const isPerson = contact.kind === 'person';
  const memberships = data?.items ?? [];
  if (memberships.length === 0 && !mayWrite) return null;
  return (
    <Block>
      <Heading
        title={isPerson ? 'Fonctions' : 'Ses personnes'}
        aside={
          mayWrite && (
            <IconButton
              icon="plus"
              size="small"
              label={isPerson ? 'Ajouter une fonction' : 'Ajouter une personne'}
              onPress={() => setEdited('new')}
            />
          )
        }
      />
      {data && memberships.length === 0 && (
        <p className={styles.none}>
          {isPerson ? 'Aucune fonction connue dans une structure.' : 'Personne n’est encore rattaché à cette structure.'}
        </p>
      )}
      <ul className={styles.relations}>
        {memberships.map((one) => (
          <Relation
            key={one.id}
            membership={one}
            other={isPerson ? one.organization : one.person}
            {...(mayWrite ? { onEdit: () => setEdited(one) } : {})}
          />
        ))}
      </ul>
      {edited && (
        <MembershipDialog
          contact={contact}
          useFound={useFound}
          {...(edited === 'new' ? {} : { membership: edited })}
          onClose={() => setEdited(null)}
        />
      )}
    </Block>
  );
}

interface RelationProps {
  membership: Membership;
  other: Party;
  onEdit?: () => void;
}

function Relation({ membership, other, onEdit }: RelationProps) {
  const name = fullName(other);
  return (
    <li className={styles.relation} {...(membership.until ? { 'data-past': '' } : {})}>
      <Avatar name={name} shape={other.kind === 'person' ? 'person' : 'structure'} />
      <div>
        <PlainLink href={`/contacts/${other.id}`}>{name}</PlainLink>
        <span>{roleInWords(membership)}</span>
        {membership.isMainContact && (
          <span className={styles.main}>
            <Badge tone="info">Personne à contacter</Badge>
            {other.kind === 'person' && <Reach party={other} />}
          </span>
        )}
      </div>
      {onEdit && <IconButton icon="pencil" size="small" label={`Modifier la fonction, ${name}`} onPress={onEdit} />}
    </li>
  );
}

/** An organization is often reached through someone. */
function Reach({ party: { email, mobilePhone, landlinePhone } }: { party: Party }) {
  const phone = mobilePhone ?? landlinePhone;
  return (
    <>
      {email && <a href={`mailto:${email}`}>{email}</a>}
      {phone && <a href={`tel:${phone}`}>{phoneInWords(phone)}</a>}
    </>
  );
}
