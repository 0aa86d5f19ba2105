import { useState } from 'react';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { useWrite } from '../../../ui/ask.ts';
import { announce } from '../../../ui/feedback/toasts.ts';
import { Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import type { Campaign } from '../../contract.ts';
import { templatesApi } from '../../templates/contract.ts';

/** The letter as it stands, for the next ones. */
export function KeepAsTemplate({ saved, isDisabled }: { saved: Campaign; isDisabled: boolean }) {
  return (
    <Dialog
      title="Garder comme modèle"
      trigger={<IconButton icon="template" label="Garder comme modèle" isDisabled={isDisabled} />}
    >
      {(close) => <TemplateForm saved={saved} onDone={close} />}
    </Dialog>
  );
}

function TemplateForm({ saved, onDone }: { saved: Campaign; onDone: () => void }) {
  const [name, setName] = useState(saved.name);
  const adding = useWrite(templatesApi.add, [templatesApi.list]);
  const keep = () => {
    const done = () => {
      announce('Modèle gardé\u00a0: il est dans Modèles.');
      onDone();
    };
    adding.mutate({ body: { campaignId: saved.id, name } }, { onSuccess: done });
  };
  return (
    <Form refusal={adding.error} onSubmit={keep}>
      <TextField name="name" label="Nom du modèle" value={name} onChange={setName} maxLength={120} autoFocus />
      <FormActions>
        <Submit busy={adding.isPending}>Garder le modèle</Submit>
      </FormActions>
    </Form>
  );
}
