import type { ReactNode } from 'react';
import { type Channel, channel, type Purpose } from '../../consents/contract.ts';
import { channelLabel, leftOutLabel } from '../../consents/labels.ts';
import type { CustomField } from '../../contacts/fields/contract.ts';
import { customValueInWords } from '../../contacts/fields/labels.ts';
import { categoryLabel, fieldLabel, fullName, phoneInWords } from '../../contacts/labels.ts';
import { kindInShort } from '../../interactions/labels.ts';
import { ageOn, dayInWords, dayOf, now } from '../../platform/time.ts';
import type { District } from '../../townhalls/districts/contract.ts';
import { PlainLink } from '../../ui/actions/Link.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { Avatar } from '../../ui/signs/Avatar.tsx';
import { Badge } from '../../ui/signs/Badge.tsx';
import type { Column } from '../../ui/tables/Table.tsx';
import type { ListedContact } from '../contract.ts';
import { orderLabel } from '../labels.ts';
import type { Listed } from '../views/contract.ts';
import styles from './ContactList.module.css';

type ListColumn = Column<ListedContact>;

const text = (value: string | null) => value || <span className={styles.none}>—</span>;
const dated = (day: string | null) => (day ? dayInWords(day) : text(null));

/** What a list can show of each contact. The first always stands first. */
const native: readonly ListColumn[] = [
  { id: 'name', label: 'Nom', cell: (contact) => <Name contact={contact} />, isSortable: true },
  { id: 'tags', label: 'Étiquettes', cell: (contact) => <Tags contact={contact} /> },
  { id: 'category', label: 'Catégorie', cell: ({ category }) => text(category && categoryLabel[category]) },
  { id: 'address', label: 'Adresse', cell: (contact) => <Address contact={contact} /> },
  { id: 'municipality', label: 'Commune', cell: ({ municipality }) => text(municipality) },
  { id: 'postcode', label: 'Code postal', cell: ({ postcode }) => text(postcode) },
  { id: 'reach', label: 'Joignable par', cell: (contact) => <Means contact={contact} /> },
  { id: 'email', label: 'Adresse e-mail', cell: ({ email }) => text(email) },
  { id: 'mobile', label: 'Téléphone mobile', cell: ({ mobilePhone }) => text(mobilePhone && phoneInWords(mobilePhone)) },
  { id: 'landline', label: 'Téléphone fixe', cell: ({ landlinePhone }) => text(landlinePhone && phoneInWords(landlinePhone)) },
  { id: 'birth', label: orderLabel.birth, cell: (contact) => <Birth contact={contact} />, isSortable: true },
  { id: 'exchange', label: orderLabel.exchange, cell: (contact) => <LastExchange contact={contact} />, isSortable: true },
  { id: 'source', label: 'Origine', cell: ({ source }) => text(source) },
  { id: 'collected', label: 'Recueilli le', cell: ({ collectedOn }) => dated(collectedOn) },
  { id: 'created', label: orderLabel.created, cell: ({ createdAt }) => dated(createdAt), isSortable: true },
  { id: 'change', label: orderLabel.change, cell: ({ changedAt }) => dated(changedAt), isSortable: true },
];

export const usualColumns: Record<Listed, readonly string[]> = {
  contacts: ['name', 'tags', 'address', 'reach', 'exchange'],
  organizations: ['name', 'category', 'address', 'reach', 'tags', 'exchange'],
};

/** What this town hall added to what everyone has. */
export interface OwnWords {
  purposes: readonly Purpose[];
  districts: readonly District[];
  fields: readonly CustomField[];
}

/** Every column there is in this town hall: one of means for each purpose, since whom one may reach depends on it. */
export function allColumns(listed: Listed, { purposes, districts, fields }: OwnWords): ListColumn[] {
  const forPurposes = purposes.map(
    ({ id, name }): ListColumn => ({
      id: `reach.${id}`,
      label: `Joignable pour «\u00a0${name}\u00a0»`,
      cell: (contact) => <MeansFor contact={contact} />,
    }),
  );
  const nameOf = (districtId: string | null) => districts.find(({ id }) => id === districtId)?.name ?? null;
  const own = fields
    .filter(({ archivedAt, appliesTo }) => !archivedAt && (listed === 'contacts' || appliesTo !== 'person'))
    .map(
      (field): ListColumn => ({
        id: `field.${field.id}`,
        label: field.label,
        cell: ({ custom }) => text(customValueInWords(field, custom[field.id])),
      }),
    );
  const district: ListColumn = {
    id: 'district',
    label: fieldLabel.districtId,
    cell: ({ districtId }) => text(nameOf(districtId)),
  };
  const all = native.flatMap((column) => {
    if (column.id === 'reach') return [column, ...forPurposes];
    return column.id === 'postcode' && districts.length > 0 ? [column, district] : [column];
  });
  return [...all, ...own].filter(({ id }) => isOf(listed, id));
}

const isOf = (listed: Listed, id: string) => (listed === 'organizations' ? id !== 'birth' : true);

/** The purpose in use in a list: that of its column of means. */
export const purposeOf = (columns: readonly string[]): string | undefined =>
  columns.find((id) => id.startsWith('reach.'))?.slice('reach.'.length);

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
      {tags.slice(0, TAGS_SHOWN).map(({ id, name, tone }) => (
        <Badge key={id} tone={tone}>
          {name}
        </Badge>
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

function Birth({ contact: { birthDate } }: CellProps) {
  if (!birthDate) return text(null);
  return (
    <span className={styles.exchange}>
      {dayInWords(birthDate)} <small>{`· ${ageOn(dayOf(now()), birthDate)}\u00a0ans`}</small>
    </span>
  );
}

function LastExchange({ contact: { lastExchange } }: CellProps) {
  if (!lastExchange) return <span className={styles.none}>Aucun</span>;
  return (
    <span className={styles.exchange}>
      {dayInWords(lastExchange.happenedAt)} <small>· {kindInShort(lastExchange.kind, lastExchange.kindLabel)}</small>
    </span>
  );
}

/** The same means in the same order everywhere (ui/README.md). */
const meansIcon: Record<Channel, IconName> = { email: 'mail', sms: 'message-2', letter: 'mailbox', call: 'phone' };

/** Whether an address exists, not whether it may be used: that depends on a purpose. */
function Means({ contact }: CellProps) {
  const { email, mobilePhone, landlinePhone, addressLine } = contact;
  const phone = mobilePhone ?? landlinePhone;
  const known: Record<Channel, string | null> = {
    email,
    sms: mobilePhone && phoneInWords(mobilePhone),
    letter: addressLine,
    call: phone && phoneInWords(phone),
  };
  const said = channel.options.filter((one) => known[one]).map((one) => channelLabel[one]);
  return <MeansRow said={said.join(', ')} lookOf={(one) => (known[one] ? styles.has : styles.lacks)} />;
}

/** For a purpose: open, or shut with the reason. */
function MeansFor({ contact: { reach } }: CellProps) {
  if (!reach) return null;
  const said = channel.options.map((one) => {
    const barrier = reach[one];
    return `${channelLabel[one]}\u00a0: ${barrier ? leftOutLabel[barrier].toLowerCase() : 'oui'}`;
  });
  return (
    <MeansRow
      said={said.join('\u00a0; ')}
      lookOf={(one) => {
        const barrier = reach[one];
        if (!barrier) return styles.has;
        return barrier === 'no_address' || barrier === 'no_consent' ? styles.lacks : styles.refused;
      }}
    />
  );
}

function MeansRow({ said, lookOf }: { said: string; lookOf: (channel: Channel) => string | undefined }): ReactNode {
  const words = said || 'Aucun moyen connu';
  return (
    <span role="img" aria-label={words} title={words} className={styles.means}>
      {channel.options.map((one) => (
        <span key={one} className={classNames(lookOf(one))}>
          <Icon name={meansIcon[one]} size={16} />
        </span>
      ))}
    </span>
  );
}
