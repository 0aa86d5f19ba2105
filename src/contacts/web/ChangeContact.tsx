import { useState } from 'react';
import { call } from '../../platform/client.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { type Contact, type ContactChange, contactChange, contactsApi } from '../contract.ts';
import { fieldLabel, fullName } from '../labels.ts';
import { IdentityFields, MeansFields } from './ContactFields.tsx';

/** Corrects a record. If a colleague did so meanwhile, what they wrote is shown and what is typed here stays. */
export function ChangeContact({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const [read] = useState(contact);
  const [latest, setLatest] = useState(contact);
  const changing = useWrite(contactsApi.change, [contactsApi.show]);
  const isStale = changing.error?.status === 412;

  const change = (typed: ContactChange) => {
    const changes = changedFields(read, typed);
    if (Object.keys(changes).length === 0) return onClose();
    changing.mutate(
      { params: { contactId: contact.id }, body: changes, version: latest.version },
      {
        onSuccess: () => {
          announce(`La fiche de ${fullName({ ...read, ...typed } as Contact)} est à jour.`);
          onClose();
        },
        onError: async ({ status }) => {
          if (status === 412) setLatest(await call(contactsApi.show, { params: { contactId: contact.id } }));
        },
      },
    );
  };

  return (
    <Dialog title={`Modifier ${fullName(contact)}`} size="wide" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Form schema={contactChange} refusal={isStale ? null : changing.error} onSubmit={change}>
        {isStale && <ChangedMeanwhile read={read} latest={latest} />}
        <IdentityFields kind={contact.kind} contact={read} />
        <MeansFields contact={read} />
        <FormActions>
          <Submit busy={changing.isPending}>{isStale ? 'Enregistrer ma saisie' : 'Enregistrer la fiche'}</Submit>
          <Button look="quiet" onPress={onClose}>
            Annuler
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

/** What a colleague wrote while this form was open. */
function ChangedMeanwhile({ read, latest }: { read: Contact; latest: Contact }) {
  const changed = Object.entries(changedFields(read, latest) as Record<string, string | null>);
  return (
    <Callout tone="warning" title="Cette fiche vient d’être modifiée par quelqu’un d’autre" isLive>
      <ul>
        {changed.map(([field, value]) => (
          <li key={field}>
            {fieldLabel[field as keyof typeof fieldLabel]}&nbsp;: {value || 'vidé'}
          </li>
        ))}
      </ul>
      <p>Votre saisie est gardée. Seuls les champs que vous avez changés seront enregistrés.</p>
    </Callout>
  );
}

/** The fields that differ from what was read; a field left out of the form is left alone. */
function changedFields(read: Contact, other: Partial<Contact> | ContactChange): ContactChange {
  const isField = (field: string) => field in fieldLabel && field !== 'kind';
  const differs = ([field, value]: [string, unknown]) => isField(field) && value !== read[field as keyof Contact];
  return Object.fromEntries(Object.entries(other).filter(differs)) as ContactChange;
}
