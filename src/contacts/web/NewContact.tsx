import { useState } from 'react';
import { z } from 'zod';
import { useRead, useWrite } from '../../ui/ask.ts';
import { FormDialog } from '../../ui/forms/FormDialog.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import type { FormValues } from '../../ui/forms/refusal.ts';
import { type Contact, type ContactKind, contactsApi, newContact } from '../contract.ts';
import { type CustomField, fieldsApi } from '../fields/contract.ts';
import { kindLabel } from '../labels.ts';
import { AddressFields, IdentityFields, MeansFields } from './ContactFields.tsx';
import { CustomFieldInput, customIn, fieldsOf } from './fields/CustomFieldInput.tsx';
import { Lookalikes } from './Lookalikes.tsx';

interface NewContactProps {
  /** The list one comes from: people, or organizations. */
  kind?: ContactKind;
  onAdded: (contact: Contact) => void;
  onClose: () => void;
}

/** Who comes to the counter and is not known yet: a name is enough, the rest can wait. */
export function NewContact({ kind: asked = 'person', onAdded, onClose }: NewContactProps) {
  const [kind, setKind] = useState<ContactKind>(asked);
  const adding = useWrite(contactsApi.add);
  const own = useRead(fieldsApi.list);
  const fields = fieldsOf(own.data?.items ?? [], kind);
  const isDoubtful = adding.error?.code === 'note.may_be_sensitive';
  return (
    <FormDialog
      title="Nouveau contact"
      size="wide"
      schema={readAs(kind, fields)}
      refusal={adding.error}
      onSubmit={(body) => adding.mutate({ body, query: isDoubtful ? { isReread: 'true' } : {} }, { onSuccess: onAdded })}
      submitLabel={isDoubtful ? 'Ajouter quand même' : 'Ajouter le contact'}
      isBusy={adding.isPending}
      onClose={onClose}
    >
      <RadioGroup
        label="Qui est-ce ?"
        hidesLabel
        look="row"
        value={kind}
        onChange={setKind}
        choices={[
          { id: 'person', label: kindLabel.person },
          { id: 'organization', label: kindLabel.organization },
        ]}
      />
      <Lookalikes>
        <IdentityFields kind={kind} />
        <MeansFields />
      </Lookalikes>
      <AddressFields />
      {fields.map((field) => (
        <CustomFieldInput key={field.id} field={field} />
      ))}
    </FormDialog>
  );
}

/** The form as the contract reads it, with what is known beside its native fields. */
const readAs = (kind: ContactKind, fields: readonly CustomField[]) =>
  z.preprocess((values) => ({ ...(values as FormValues), kind, custom: customIn(fields, values as FormValues) }), newContact);
