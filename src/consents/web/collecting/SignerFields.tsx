import { useState } from 'react';
import { type Contact, contactsApi } from '../../../contacts/contract.ts';
import { fieldLabel, fullName } from '../../../contacts/labels.ts';
import { useRead } from '../../../ui/ask.ts';
import { FieldRow } from '../../../ui/forms/Form.tsx';
import { RadioGroup } from '../../../ui/forms/RadioGroup.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';

/** Without case or accents. */
const letters = new Intl.Collator('fr', { sensitivity: 'base' });

/** None of the records proposed. */
export const NOBODY = 'new';

const nobody = { firstName: '', lastName: '', email: '', phone: '' };
type Typed = typeof nobody;

/** Who signed, as the slip says it; a record that bears this name or address already is proposed first. */
export function SignerFields({ known }: { known?: Contact }) {
  const [typed, setTyped] = useState(nobody);
  const [asked, setAsked] = useState(nobody);
  const found = useRead(contactsApi.lookAlikes, !known && asked.lastName ? { query: asked } : null);
  const alike = (found.data?.items ?? []).filter(({ kind, archivedAt }) => kind === 'person' && archivedAt === null);
  // An address may be shared by a couple: only the same name is taken for the same person.
  const namesake = alike.find((one) => letters.compare(fullName(one), fullName(asked)) === 0);
  const field = (name: keyof Typed) => ({
    name,
    value: typed[name],
    onChange: (text: string) => setTyped((before) => ({ ...before, [name]: text })),
    onBlur: () => setAsked(typed),
    autoComplete: 'off',
  });
  return (
    <>
      {known ? (
        <p>
          Pour <strong>{fullName(known)}</strong>. Ce que la fiche ne sait pas encore se complète ici.
        </p>
      ) : (
        <FieldRow>
          <TextField {...field('lastName')} label={fieldLabel.lastName} autoFocus />
          <TextField {...field('firstName')} label={fieldLabel.firstName} />
        </FieldRow>
      )}
      {alike.length > 0 && (
        <RadioGroup
          key={alike.map(({ id }) => id).join()}
          name="knownId"
          label="Cette personne est peut-être déjà connue"
          defaultValue={namesake?.id ?? NOBODY}
          choices={[
            ...alike.map((one) => ({ id: one.id, label: fullName(one), help: one.addressLine || one.municipality })),
            { id: NOBODY, label: 'Quelqu’un d’autre', help: 'Une nouvelle fiche sera ajoutée.' },
          ]}
        />
      )}
      <FieldRow>
        {!known?.email && <TextField {...field('email')} label={fieldLabel.email} inputMode="email" />}
        {!known?.mobilePhone && !known?.landlinePhone && <TextField {...field('phone')} label="Téléphone" inputMode="tel" />}
      </FieldRow>
      {!known?.addressLine && (
        <FieldRow>
          <TextField name="addressLine" label="Numéro et rue" autoComplete="off" />
          <TextField name="postcode" label={fieldLabel.postcode} inputMode="numeric" autoComplete="off" />
          <TextField name="municipality" label={fieldLabel.municipality} autoComplete="off" />
        </FieldRow>
      )}
    </>
  );
}
