import { useState } from 'react';
import { districtsApi } from '../../townhalls/districts/contract.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead } from '../../ui/ask.ts';
import { FieldRow } from '../../ui/forms/Form.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { DayField, TextField } from '../../ui/forms/TextField.tsx';
import { type Contact, type ContactKind, honorific, organizationCategory } from '../contract.ts';
import { categoryLabel, countryLabel, fieldLabel, honorificLabel, nearCountries, phoneInWords } from '../labels.ts';

type Written = Partial<Contact>;
interface Known {
  contact?: Written;
}

/** Who the contact is. Props: kind, contact (when it is already known). */
export function IdentityFields({ kind, contact = {} }: { kind: ContactKind } & Known) {
  return kind === 'person' ? <PersonFields contact={contact} /> : <OrganizationFields contact={contact} />;
}

function PersonFields({ contact }: Required<Known>) {
  return (
    <>
      <FieldRow>
        <HonorificField contact={contact} />
        <LineField name="firstName" contact={contact} />
        <LineField name="lastName" contact={contact} isRequired />
      </FieldRow>
      <FieldRow>
        <LineField name="birthName" contact={contact} isOptional />
        <DayOfBirthField contact={contact} isOptional />
      </FieldRow>
    </>
  );
}

function OrganizationFields({ contact }: Required<Known>) {
  return (
    <>
      <LineField name="lastName" label="Nom de la structure" contact={contact} isRequired />
      <FieldRow>
        <CategoryField contact={contact} />
        <LineField name="siret" contact={contact} isOptional />
      </FieldRow>
    </>
  );
}

/** By what means the contact is reached: the preferred ones. Props: contact. */
export function MeansFields({ contact = {} }: Known) {
  return (
    <FieldRow>
      <LineField name="email" contact={contact} />
      <LineField name="mobilePhone" contact={contact} />
      <LineField name="landlinePhone" contact={contact} />
    </FieldRow>
  );
}

/** Where they live, and the district its street proposes. Props: contact. */
export function AddressFields({ contact = {} }: Known) {
  const [line, setLine] = useState(contact.addressLine ?? '');
  return (
    <>
      <TextField
        name="addressLine"
        label="Numéro et rue"
        defaultValue={line}
        autoComplete="off"
        onBlur={(blur) => setLine((blur.target as HTMLInputElement).value)}
      />
      <FieldRow>
        <LineField name="addressComplement" contact={contact} isOptional />
        <LineField name="place" contact={contact} isOptional />
      </FieldRow>
      <FieldRow>
        <LineField name="postcode" contact={contact} />
        <LineField name="municipality" contact={contact} />
        <Select
          name="country"
          label={fieldLabel.country}
          defaultValue={contact.country ?? 'FR'}
          choices={[...new Set([...nearCountries, contact.country ?? 'FR'])].map((id) => ({ id, label: countryLabel(id) }))}
        />
      </FieldRow>
      <DistrictField addressLine={line} chosen={contact.districtId ?? ''} />
    </>
  );
}

function DistrictField({ addressLine, chosen }: { addressLine: string; chosen: string }) {
  const [districtId, setDistrictId] = useState(chosen);
  const { data } = useRead(districtsApi.list);
  const proposal = useRead(districtsApi.propose, addressLine.trim() ? { query: { addressLine } } : null);
  const known = data?.items ?? [];
  const offered = known.filter(({ id, archivedAt }) => archivedAt === null || id === chosen);
  const proposed = offered.find(({ id }) => addressLine.trim() && id === proposal.data?.districtId && id !== districtId);
  if (offered.length === 0) return null;
  return (
    <div>
      <Select
        name="districtId"
        label={fieldLabel.districtId}
        value={districtId}
        onChange={setDistrictId}
        choices={[{ id: '', label: 'Non précisé' }, ...offered.map(({ id, name }) => ({ id, label: name }))]}
      />
      {proposed && (
        <Button look="link" onPress={() => setDistrictId(proposed.id)}>
          D’après la rue&nbsp;: {proposed.name}
        </Button>
      )}
    </div>
  );
}

export const HonorificField = ({ contact }: Required<Known>) => (
  <Select
    name="honorific"
    label={fieldLabel.honorific}
    defaultValue={contact.honorific ?? ''}
    choices={[{ id: '', label: 'Non précisée' }, ...honorific.options.map((id) => ({ id, label: honorificLabel[id] }))]}
  />
);

export const CategoryField = ({ contact }: Required<Known>) => (
  <Select
    name="category"
    label={fieldLabel.category}
    defaultValue={contact.category ?? ''}
    choices={[{ id: '', label: 'Non précisée' }, ...organizationCategory.options.map((id) => ({ id, label: categoryLabel[id] }))]}
  />
);

export const DayOfBirthField = ({ contact, isOptional = false }: Required<Known> & { isOptional?: boolean }) => (
  <DayField name="birthDate" label={fieldLabel.birthDate} defaultValue={contact.birthDate ?? ''} isOptional={isOptional} />
);

/** What is typed on one line, with the keyboard it calls for on a phone. */
const keyboards = { siret: 'numeric', postcode: 'numeric', email: 'email', mobilePhone: 'tel', landlinePhone: 'tel' } as const;

type LineName = 'firstName' | 'lastName' | 'birthName' | 'addressComplement' | 'place' | 'municipality' | keyof typeof keyboards;

interface LineFieldProps extends Required<Known> {
  name: LineName;
  label?: string;
  isRequired?: boolean;
  isOptional?: boolean;
}

export function LineField({ name, label = fieldLabel[name], contact, ...asked }: LineFieldProps) {
  const keyboard = (keyboards as Partial<Record<LineName, 'numeric' | 'email' | 'tel'>>)[name];
  const known = contact[name] ?? '';
  return (
    <TextField
      name={name}
      label={label}
      defaultValue={keyboard === 'tel' && known ? phoneInWords(known) : known}
      autoComplete="off"
      {...(keyboard ? { inputMode: keyboard } : {})}
      {...asked}
    />
  );
}
