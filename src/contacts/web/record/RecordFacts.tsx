import { type ReactNode, useState } from 'react';
import { ageOn, dayInWords, dayOf, now } from '../../../platform/time.ts';
import { districtsApi } from '../../../townhalls/districts/contract.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Menu } from '../../../ui/actions/Menu.tsx';
import { useRead } from '../../../ui/ask.ts';
import { Why } from '../../../ui/feedback/Callout.tsx';
import type { Editor } from '../../../ui/forms/InPlace.tsx';
import type { FormValues } from '../../../ui/forms/refusal.ts';
import type { IconName } from '../../../ui/Icon.tsx';
import { useMay } from '../../../ui/permissions.ts';
import { type Fact, Facts } from '../../../ui/signs/Facts.tsx';
import { type Contact, type ContactChange, type ContactKind, contactChange } from '../../contract.ts';
import { categoryLabel, fieldLabel, honorificLabel } from '../../labels.ts';
import { AddressFields, CategoryField, DayOfBirthField, HonorificField, LineField } from '../ContactFields.tsx';
import { DistrictProposal } from './DistrictProposal.tsx';
import { MeansDialog } from './MeansDialog.tsx';
import { MeansFacts } from './MeansFacts.tsx';
import { useRecordSaving } from './saving.ts';

/** What a record says of someone beside their means: read, or asked for to be filled. */
interface Native {
  id: string;
  icon: IconName;
  label: string;
  kind: ContactKind | 'both';
  /** Empty when it is not known. */
  value: (contact: Contact, district: string) => ReactNode;
  note?: (contact: Contact, district: string) => ReactNode;
  fields: (contact: Contact) => ReactNode;
}

const natives: Native[] = [
  {
    id: 'address',
    icon: 'map-pin',
    label: fieldLabel.addressLine,
    kind: 'both',
    value: ({ addressLine, place, ...contact }) => addressLine || place || townOf(contact),
    note: ({ addressLine, addressComplement, place, ...contact }, district) =>
      [addressComplement, addressLine && place, (addressLine || place) && townOf(contact), district].filter(Boolean).join(' · '),
    fields: (contact) => <AddressFields contact={contact} />,
  },
  {
    id: 'birthDate',
    icon: 'cake',
    label: fieldLabel.birthDate,
    kind: 'person',
    value: ({ birthDate }) => birthDate && `${ageOn(dayOf(now()), birthDate)}\u00a0ans`,
    note: ({ birthDate }) => birthDate && `Date de naissance\u00a0: ${dayInWords(birthDate)}`,
    fields: (contact) => <DayOfBirthField contact={contact} />,
  },
  {
    id: 'honorific',
    icon: 'user',
    label: fieldLabel.honorific,
    kind: 'person',
    value: ({ honorific }) => honorific && honorificLabel[honorific],
    fields: (contact) => <HonorificField contact={contact} />,
  },
  {
    id: 'birthName',
    icon: 'signature',
    label: fieldLabel.birthName,
    kind: 'person',
    value: ({ birthName }) => birthName,
    note: ({ birthName }) => birthName && fieldLabel.birthName,
    fields: (contact) => <LineField name="birthName" contact={contact} />,
  },
  {
    id: 'category',
    icon: 'building-arch',
    label: fieldLabel.category,
    kind: 'organization',
    value: ({ category }) => category && categoryLabel[category],
    fields: (contact) => <CategoryField contact={contact} />,
  },
  {
    id: 'siret',
    icon: 'building-community',
    label: fieldLabel.siret,
    kind: 'organization',
    value: ({ siret }) => siret,
    note: ({ siret }) => siret && fieldLabel.siret,
    fields: (contact) => <LineField name="siret" contact={contact} />,
  },
];

const townOf = ({ postcode, municipality }: Pick<Contact, 'postcode' | 'municipality'>) => `${postcode} ${municipality}`.trim();

/** Who the contact is and how they are reached, each corrected where it is read; what is not known is asked for by name. */
export function RecordFacts({ contact }: { contact: Contact }) {
  const [asked, setAsked] = useState<string | null>(null);
  const [isReaching, setIsReaching] = useState(false);
  const save = useRecordSaving([]);
  const mayWrite = useMay('contacts.write') && !contact.archivedAt;
  const { data: districts } = useRead(districtsApi.list);
  const district = districts?.items.find(({ id }) => id === contact.districtId)?.name ?? '';
  const ours = natives.filter(({ kind }) => kind === 'both' || kind === contact.kind);
  const isKnown = (one: Native) => Boolean(one.value(contact, district));

  const editorOf = ({ id, label, fields }: Native): Editor => ({
    fields: fields(contact),
    save: (values) => save(contact, understood(values), `${label}\u00a0: c’est enregistré`),
    ...(id === asked ? { onAsked: () => setAsked(null) } : {}),
  });
  const facts: Fact[] = ours
    .filter((one) => isKnown(one) || one.id === asked)
    .map((one) => ({
      icon: one.icon,
      label: one.label,
      value: one.value(contact, district),
      note: one.note?.(contact, district),
      ...(mayWrite ? { editor: editorOf(one) } : {}),
    }));
  const missing = ours.filter((one) => !isKnown(one) && one.id !== asked);

  return (
    <>
      <MeansFacts contact={contact} mayWrite={mayWrite} onChange={() => setIsReaching(true)} />
      <Facts facts={facts} />
      {mayWrite && <DistrictProposal contact={contact} districts={districts?.items ?? []} />}
      {mayWrite && (
        <div>
          <Menu
            label="Ajouter une information"
            trigger={
              <Button look="quiet" size="small" icon="plus">
                Ajouter une information
              </Button>
            }
            entries={[
              { id: 'means', label: 'E-mail ou téléphone', icon: 'at', onAction: () => setIsReaching(true) },
              ...missing.map(({ id, label, icon }) => ({ id, label, icon, onAction: () => setAsked(id) })),
            ]}
          />
        </div>
      )}
      {isReaching && <MeansDialog contact={contact} onClose={() => setIsReaching(false)} />}
      {!isReachable(contact) && <Why>Aucun moyen de contact connu pour l’instant.</Why>}
    </>
  );
}

const isReachable = ({ email, mobilePhone, landlinePhone, addressLine }: Contact) =>
  email || mobilePhone || landlinePhone || addressLine;

/** As the contract reads it; a fault is shown where it was typed. */
function understood(values: FormValues): ContactChange {
  const read = contactChange.safeParse(values);
  if (read.success) return read.data;
  throw {
    message: 'Un champ est à corriger.',
    errors: read.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
  };
}
