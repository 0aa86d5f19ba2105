import { fullName, phoneInWords } from '../../contacts/labels.ts';
import { shortInteraction } from '../../interactions/labels.ts';
import { dayInWords } from '../../platform/time.ts';
import { PlainLink } from '../../ui/actions/Link.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { Avatar } from '../../ui/signs/Avatar.tsx';
import { Badge } from '../../ui/signs/Badge.tsx';
import type { Column } from '../../ui/tables/Table.tsx';
import type { ListedContact } from '../contract.ts';
import styles from './ContactList.module.css';

/** What the list shows of each contact. */
export const columns: readonly Column<ListedContact>[] = [
  { id: 'name', label: 'Nom', cell: (contact) => <Name contact={contact} />, isSortable: true },
  { id: 'tags', label: 'Étiquettes', cell: (contact) => <Tags contact={contact} /> },
  { id: 'address', label: 'Adresse', cell: (contact) => <Address contact={contact} />, isSecondary: true },
  { id: 'reach', label: 'Joignable par', cell: (contact) => <Means contact={contact} /> },
  {
    id: 'exchange',
    label: 'Dernier échange',
    cell: ({ lastExchange }) =>
      lastExchange ? (
        <span className={styles.exchange}>
          {dayInWords(lastExchange.happenedAt)} <small>· {shortInteraction[lastExchange.kind]}</small>
        </span>
      ) : (
        <span className={styles.none}>Aucun</span>
      ),
    isSortable: true,
  },
];

interface CellProps {
  contact: ListedContact;
}

function Name({ contact }: CellProps) {
  const name = fullName(contact);
  return (
    <span className={styles.name}>
      <Avatar name={name} shape={contact.kind === 'person' ? 'person' : 'structure'} />
      <PlainLink href={`/contacts/${contact.id}`}>{name}</PlainLink>
    </span>
  );
}

const TAGS_SHOWN = 2;

function Tags({ contact: { tags } }: CellProps) {
  const rest = tags.slice(TAGS_SHOWN);
  return (
    <span className={styles.tags}>
      {tags.slice(0, TAGS_SHOWN).map(({ id, name }) => (
        <Badge key={id}>{name}</Badge>
      ))}
      {rest.length > 0 && <span title={rest.map(({ name }) => name).join(', ')}>+{rest.length}</span>}
    </span>
  );
}

function Address({ contact: { addressLine, municipality } }: CellProps) {
  if (!addressLine && !municipality) return <span className={styles.none}>Inconnue</span>;
  return (
    <span className={styles.address}>
      {addressLine}
      {addressLine && municipality && ' · '}
      <small>{municipality}</small>
    </span>
  );
}

/** The same means in the same order everywhere; whether one exists, not whether it may be used: that depends on a purpose. */
function Means({ contact }: CellProps) {
  const { email, mobilePhone, landlinePhone, addressLine } = contact;
  const phone = mobilePhone ?? landlinePhone;
  const means: [IconName, string, string | null][] = [
    ['mail', 'E-mail', email],
    ['message-2', 'SMS', mobilePhone && phoneInWords(mobilePhone)],
    ['mailbox', 'Courrier', addressLine],
    ['phone', 'Appel', phone && phoneInWords(phone)],
  ];
  const known = means.filter(([, , value]) => value).map(([, label]) => label);
  return (
    <span
      role="img"
      aria-label={known.length > 0 ? known.join(', ') : 'Aucun moyen connu'}
      title={known.length > 0 ? known.join(', ') : 'Aucun moyen connu'}
      className={styles.means}
    >
      {means.map(([icon, label, value]) => (
        <span key={label} className={value ? styles.has : styles.lacks}>
          <Icon name={icon} size={16} />
        </span>
      ))}
    </span>
  );
}
