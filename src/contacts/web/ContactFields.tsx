import { FieldRow } from '../../ui/forms/Form.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { DayField, TextField } from '../../ui/forms/TextField.tsx';
import { type Contact, type ContactKind, honorific, organizationCategory } from '../contract.ts';
import { categoryLabel, fieldLabel, honorificLabel, phoneInWords } from '../labels.ts';

type Written = Partial<Contact>;

/** Who the contact is. Props: kind, contact (when it is already known). */
export function IdentityFields({ kind, contact = {} }: { kind: ContactKind; contact?: Written }) {
  return kind === 'person' ? <PersonFields contact={contact} /> : <OrganizationFields contact={contact} />;
}

function PersonFields({ contact }: { contact: Written }) {
  return (
    <>
      <FieldRow>
        <Select
          name="honorific"
          label={fieldLabel.honorific}
          defaultValue={contact.honorific ?? ''}
          choices={[{ id: '', label: 'Non précisée' }, ...honorific.options.map((id) => ({ id, label: honorificLabel[id] }))]}
        />
        <TextField name="firstName" label={fieldLabel.firstName} defaultValue={contact.firstName ?? ''} autoComplete="off" />
        <TextField
          name="lastName"
          label={fieldLabel.lastName}
          defaultValue={contact.lastName ?? ''}
          autoComplete="off"
          isRequired
        />
      </FieldRow>
      <FieldRow>
        <TextField
          name="birthName"
          label={fieldLabel.birthName}
          defaultValue={contact.birthName ?? ''}
          autoComplete="off"
          isOptional
        />
        <DayField name="birthDate" label={fieldLabel.birthDate} defaultValue={contact.birthDate ?? ''} isOptional />
      </FieldRow>
    </>
  );
}

function OrganizationFields({ contact }: { contact: Written }) {
  return (
    <>
      <TextField
        name="lastName"
        label="Nom de la structure"
        defaultValue={contact.lastName ?? ''}
        autoComplete="off"
        isRequired
      />
      <FieldRow>
        <Select
          name="category"
          label={fieldLabel.category}
          defaultValue={contact.category ?? ''}
          choices={[
            { id: '', label: 'Non précisée' },
            ...organizationCategory.options.map((id) => ({ id, label: categoryLabel[id] })),
          ]}
        />
        <TextField
          name="siret"
          label={fieldLabel.siret}
          defaultValue={contact.siret ?? ''}
          inputMode="numeric"
          autoComplete="off"
          isOptional
        />
      </FieldRow>
    </>
  );
}

/** By what means the contact is reached. Props: contact. */
export function MeansFields({ contact = {} }: { contact?: Written }) {
  return (
    <>
      <FieldRow>
        <TextField
          name="email"
          label={fieldLabel.email}
          defaultValue={contact.email ?? ''}
          inputMode="email"
          autoComplete="off"
        />
        <TextField
          name="mobilePhone"
          label={fieldLabel.mobilePhone}
          defaultValue={dialled(contact.mobilePhone)}
          inputMode="tel"
          autoComplete="off"
        />
        <TextField
          name="landlinePhone"
          label={fieldLabel.landlinePhone}
          defaultValue={dialled(contact.landlinePhone)}
          inputMode="tel"
          autoComplete="off"
        />
      </FieldRow>
      <TextField name="addressLine" label={fieldLabel.addressLine} defaultValue={contact.addressLine ?? ''} autoComplete="off" />
      <FieldRow>
        <TextField
          name="postcode"
          label={fieldLabel.postcode}
          defaultValue={contact.postcode ?? ''}
          inputMode="numeric"
          autoComplete="off"
        />
        <TextField
          name="municipality"
          label={fieldLabel.municipality}
          defaultValue={contact.municipality ?? ''}
          autoComplete="off"
        />
      </FieldRow>
    </>
  );
}

const dialled = (number: string | null | undefined) => (number ? phoneInWords(number) : '');
