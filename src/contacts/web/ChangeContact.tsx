import { useState } from 'react';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { FormDialog } from '../../ui/forms/FormDialog.tsx';
import type { Doubt } from '../../ui/forms/InPlace.tsx';
import type { Refusal } from '../../ui/forms/refusal.ts';
import { type Contact, type ContactChange, contactChange } from '../contract.ts';
import { fieldsApi } from '../fields/contract.ts';
import { fieldLabel, fullName } from '../labels.ts';
import { AddressFields, IdentityFields } from './ContactFields.tsx';
import { useRecordSaving } from './record/saving.ts';

/** Who someone is and where they live, in one form. A colleague's change of the same field is shown before anything is overwritten. */
export function ChangeContact({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const [read] = useState(contact);
  const { data } = useRead(fieldsApi.list);
  const save = useRecordSaving(data?.items ?? []);
  const [state, setState] = useState<{ isBusy: boolean; refusal: Refusal | null; doubt: Doubt | null }>(still);
  const run = async (work: () => Promise<Doubt | undefined>) => {
    setState({ ...still, isBusy: true });
    await work().then(
      (doubt) => (doubt ? setState({ ...still, doubt }) : onClose()),
      (refusal: Refusal) => setState({ ...still, refusal }),
    );
  };
  const change = (typed: ContactChange) => {
    const changes = changedFields(read, typed);
    if (Object.keys(changes).length === 0) return onClose();
    void run(() => save(read, changes, `La fiche de ${fullName({ ...read, ...typed } as Contact)} est à jour`));
  };
  const { doubt } = state;

  return (
    <FormDialog
      title={`Modifier ${fullName(contact)}`}
      size="wide"
      schema={contactChange}
      refusal={state.refusal}
      onSubmit={change}
      submitLabel="Enregistrer la fiche"
      isBusy={state.isBusy}
      onClose={onClose}
    >
      {doubt && (
        <Callout tone="warning" title={doubt.title} isLive>
          <p>{doubt.text}</p>
          <Button size="small" onPress={onClose}>
            {doubt.giveUp}
          </Button>{' '}
          <Button size="small" look="primary" busy={state.isBusy} onPress={() => void run(doubt.proceed.act)}>
            {doubt.proceed.label}
          </Button>
        </Callout>
      )}
      <IdentityFields kind={contact.kind} contact={read} />
      <AddressFields contact={read} />
    </FormDialog>
  );
}

const still = { isBusy: false, refusal: null, doubt: null };

/** The fields that differ from what was read; a field left out of the form is left alone. */
function changedFields(read: Contact, typed: ContactChange): ContactChange {
  const differs = ([field, value]: [string, unknown]) =>
    field in fieldLabel && field !== 'kind' && value !== read[field as keyof Contact];
  return Object.fromEntries(Object.entries(typed).filter(differs)) as ContactChange;
}
