import { useState } from 'react';
import type { Refusal } from '../../../platform/client.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { useWrite } from '../../../ui/ask.ts';
import { Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { checksApi } from '../../checks/contract.ts';

/** Why an alert leaves while people vote. */
export function ExplainUrgency({ campaignId }: { campaignId: string }) {
  const saving = useWrite(checksApi.explainUrgency, [checksApi.show]);
  return (
    <ReasonDialog
      title="Pourquoi cela ne peut pas attendre"
      label="Raison"
      refusal={saving.error}
      isBusy={saving.isPending}
      onKeep={(reason, close) => saving.mutate({ params: { campaignId }, body: { reason } }, { onSuccess: close })}
    />
  );
}

/** Why this letter has no space for the opposition (CGCT L2121-27-1). */
export function ExemptOpposition({ campaignId }: { campaignId: string }) {
  const saving = useWrite(checksApi.exemptOpposition, [checksApi.show]);
  return (
    <ReasonDialog
      title="Dire pourquoi il n’y a pas d’espace"
      label="Raison"
      help="Par exemple\u00a0: des horaires et des démarches, rien sur l’action du conseil."
      refusal={saving.error}
      isBusy={saving.isPending}
      onKeep={(reason, close) => saving.mutate({ params: { campaignId }, body: { reason } }, { onSuccess: close })}
    />
  );
}

interface ReasonDialogProps {
  title: string;
  label: string;
  help?: string;
  refusal: Refusal | null;
  isBusy: boolean;
  onKeep: (reason: string, close: () => void) => void;
}

function ReasonDialog({ title, label, help, refusal, isBusy, onKeep }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <Dialog
      title={title}
      trigger={
        <Button look="link" size="small">
          {title}
        </Button>
      }
    >
      {(close) => (
        <Form refusal={refusal} onSubmit={() => onKeep(reason, close)}>
          <TextField
            name="reason"
            label={label}
            {...(help ? { help } : {})}
            value={reason}
            onChange={setReason}
            maxLength={500}
            autoFocus
          />
          <FormActions>
            <Submit busy={isBusy}>Garder cette raison</Submit>
          </FormActions>
        </Form>
      )}
    </Dialog>
  );
}
