import { useState } from 'react';
import { Button } from '../../ui/actions/Button.tsx';
import { useWrite } from '../../ui/ask.ts';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { type Contact, type ContactKind, contactsApi, newContact } from '../contract.ts';
import { kindLabel } from '../labels.ts';
import { IdentityFields, MeansFields } from './ContactFields.tsx';

interface NewContactProps {
  /** Whom one most likely adds from there. */
  kind?: ContactKind;
  onAdded: (contact: Contact) => void;
  onClose: () => void;
}

/** Who comes to the counter and is not known yet: a name is enough, the rest can wait. */
export function NewContact({ kind: likely = 'person', onAdded, onClose }: NewContactProps) {
  const [kind, setKind] = useState(likely);
  const adding = useWrite(contactsApi.add);
  return (
    <Dialog title="Nouveau contact" size="wide" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Form
        schema={newContact.transform((values) => ({ ...values, kind }))}
        refusal={adding.error}
        onSubmit={(body) => adding.mutate({ body }, { onSuccess: onAdded })}
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
        <IdentityFields kind={kind} />
        <MeansFields />
        <FormActions>
          <Submit busy={adding.isPending}>Ajouter le contact</Submit>
          <Button look="quiet" onPress={onClose}>
            Annuler
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
