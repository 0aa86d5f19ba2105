import { useState } from 'react';
import { z } from 'zod';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import type { FormValues } from '../../ui/forms/refusal.ts';
import { Dialog } from '../../ui/frames/Dialog.tsx';
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
    <Dialog title="Nouveau contact" size="wide" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Form
        schema={readAs(kind, fields)}
        refusal={adding.error}
        onSubmit={(body) => adding.mutate({ body, query: isDoubtful ? { isReread: 'true' } : {} }, { onSuccess: onAdded })}
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
        <FormActions>
          <Submit busy={adding.isPending}>{isDoubtful ? 'Ajouter quand même' : 'Ajouter le contact'}</Submit>
          <Button look="quiet" onPress={onClose}>
            Annuler
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

/** The form as the contract reads it, with what is known beside its native fields. */
const readAs = (kind: ContactKind, fields: readonly CustomField[]) =>
  z.preprocess((values) => ({ ...(values as FormValues), kind, custom: customIn(fields, values as FormValues) }), newContact);
