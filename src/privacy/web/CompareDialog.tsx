import { useState } from 'react';
import { type Contact, type ContactChange, contactsApi } from '../../contacts/contract.ts';
import { duplicatesApi } from '../../contacts/duplicates/contract.ts';
import { type CustomField, fieldsApi } from '../../contacts/fields/contract.ts';
import { customValueInWords } from '../../contacts/fields/labels.ts';
import { categoryLabel, fieldLabel, fullName, honorificLabel, phoneInWords } from '../../contacts/labels.ts';
import { dayInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { FormDialog } from '../../ui/forms/FormDialog.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { mergesApi } from '../merges/contract.ts';
import { useSeparating } from './useSeparating.ts';

interface CompareDialogProps {
  /** The older record: its address in the app stays. */
  keptId: string;
  mergedId: string;
  onClose: () => void;
}

/** Two records side by side: where both know something else, which to believe. */
export function CompareDialog({ keptId, mergedId, onClose }: CompareDialogProps) {
  const kept = useRead(contactsApi.show, { params: { contactId: keptId } });
  const merged = useRead(contactsApi.show, { params: { contactId: mergedId } });
  const own = useRead(fieldsApi.list);
  if (kept.data && merged.data && own.data)
    return <Comparing kept={kept.data} merged={merged.data} fields={own.data.items} onClose={onClose} />;
  const refusal = kept.error ?? merged.error ?? own.error;
  return (
    <Dialog title={words.person.title} size="wide" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      {refusal ? <p role="alert">{refusal.message}</p> : <Skeleton lines={8} />}
    </Dialog>
  );
}

const words = {
  person: { title: 'Est-ce la même personne\u00a0?', apart: 'Ce sont deux personnes' },
  organization: { title: 'Est-ce la même structure\u00a0?', apart: 'Ce sont deux structures' },
};

interface ComparingProps {
  kept: Contact;
  merged: Contact;
  fields: readonly CustomField[];
  onClose: () => void;
}

function Comparing({ kept, merged, fields, onClose }: ComparingProps) {
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const refresh = [duplicatesApi.list, mergesApi.list, contactsApi.show];
  const merging = useWrite(mergesApi.add, refresh);
  const apart = useApart({ contactId: kept.id, otherId: merged.id }, onClose);
  const separate = useSeparating();
  const differences = differencesBetween(kept, merged, fields);
  const take = (field: string, from: string) =>
    setTaken((before) => new Set([...before].filter((one) => one !== field).concat(from === 'merged' ? [field] : [])));
  const merge = () =>
    merging.mutate(
      {
        body: {
          ...{ keptId: kept.id, keptVersion: kept.version, mergedId: merged.id, mergedVersion: merged.version },
          changes: changesFor(
            merged,
            differences.filter(({ id }) => taken.has(id)),
          ),
        },
      },
      {
        onSuccess: (done) => {
          announce(`Les fiches de ${done.keptName} n’en font plus qu’une`, () => separate(done));
          onClose();
        },
      },
    );
  return (
    <FormDialog
      title={words[kept.kind].title}
      size="wide"
      refusal={merging.error ?? apart.error}
      onSubmit={merge}
      submitLabel="Fusionner les deux fiches"
      submitIcon="arrow-merge"
      isBusy={merging.isPending}
      otherAct={
        <Button busy={apart.isPending} onPress={apart.say}>
          {words[kept.kind].apart}
        </Button>
      }
      onClose={onClose}
    >
      <p>
        La fiche de {fullName(kept)} du {dayInWords(kept.createdAt)} reste. Elle reçoit tout ce que l’autre contient&nbsp;:
        historique, étiquettes, accords et refus, fonctions, listes, e-mails et téléphones.
      </p>
      {differences.length === 0 && <p>Ce que disent les deux fiches se complète&nbsp;: il n’y a rien à choisir.</p>}
      {differences.map(({ id, label, keptWords, mergedWords }) => (
        <RadioGroup
          key={id}
          label={label}
          look="cards"
          value={taken.has(id) ? 'merged' : 'kept'}
          onChange={(from) => take(id, from)}
          choices={[
            { id: 'kept', label: keptWords },
            { id: 'merged', label: mergedWords },
          ]}
        />
      ))}
    </FormDialog>
  );
}

function useApart(body: { contactId: string; otherId: string }, onClose: () => void) {
  const setting = useWrite(duplicatesApi.setApart, [duplicatesApi.list]);
  const taking = useWrite(duplicatesApi.takeBack, [duplicatesApi.list]);
  const say = () =>
    setting.mutate(
      { body },
      {
        onSuccess: () => {
          announce('Ces deux fiches ne seront plus proposées', () => taking.mutate({ body }));
          onClose();
        },
      },
    );
  return { say, isPending: setting.isPending, error: setting.error };
}

interface Difference {
  /** A native field, `address` for all of it, or `custom.` and the id of a field of the mairie's own. */
  id: string;
  label: string;
  keptWords: string;
  mergedWords: string;
}

const plain = (value: unknown) => String(value ?? '');

/** How each field reads; what one record does not know is no choice. */
const readings: [keyof typeof fieldLabel, (contact: Contact) => string][] = [
  ['honorific', ({ honorific }) => (honorific ? honorificLabel[honorific] : '')],
  ['firstName', ({ firstName }) => firstName],
  ['lastName', ({ lastName }) => lastName],
  ['birthName', ({ birthName }) => birthName],
  ['birthDate', ({ birthDate }) => (birthDate ? dayInWords(birthDate) : '')],
  ['category', ({ category }) => (category ? categoryLabel[category] : '')],
  ['siret', ({ siret }) => plain(siret)],
  ['email', ({ email }) => plain(email)],
  ['mobilePhone', ({ mobilePhone }) => (mobilePhone ? phoneInWords(mobilePhone) : '')],
  ['landlinePhone', ({ landlinePhone }) => (landlinePhone ? phoneInWords(landlinePhone) : '')],
];

const addressOf = ({ addressLine, addressComplement, place, postcode, municipality }: Contact): string =>
  [addressLine, addressComplement, place, `${postcode} ${municipality}`.trim()].filter(Boolean).join(', ');

function differencesBetween(kept: Contact, merged: Contact, fields: readonly CustomField[]): Difference[] {
  const all: Difference[] = [
    ...readings.map(([id, wordsOf]) => ({ id, label: fieldLabel[id], keptWords: wordsOf(kept), mergedWords: wordsOf(merged) })),
    { id: 'address', label: fieldLabel.addressLine, keptWords: addressOf(kept), mergedWords: addressOf(merged) },
    ...fields.map((field) => ({
      id: `custom.${field.id}`,
      label: field.label,
      keptWords: field.id in kept.custom ? customValueInWords(field, kept.custom[field.id]) : '',
      mergedWords: field.id in merged.custom ? customValueInWords(field, merged.custom[field.id]) : '',
    })),
  ];
  return all.filter(({ keptWords, mergedWords }) => keptWords && mergedWords && keptWords !== mergedWords);
}

function changesFor(merged: Contact, taken: readonly Difference[]): ContactChange {
  const { addressLine, addressComplement, place, postcode, municipality, country, districtId } = merged;
  const address = { addressLine, addressComplement, place, postcode, municipality, country, districtId };
  const custom: [string, Contact['custom'][string]][] = [];
  const natives = taken.flatMap(({ id }) => {
    if (id === 'address') return Object.entries(address);
    if (!id.startsWith('custom.')) return [[id, merged[id as keyof Contact]] as const];
    const value = merged.custom[id.slice('custom.'.length)];
    if (value !== undefined) custom.push([id.slice('custom.'.length), value]);
    return [];
  });
  return { ...Object.fromEntries(natives), ...(custom.length > 0 ? { custom: Object.fromEntries(custom) } : {}) };
}
