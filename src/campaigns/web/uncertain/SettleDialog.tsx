import { useState } from 'react';
import type { Verdict } from '../../../messages/evidence/contract.ts';
import { verdictLabel } from '../../../messages/evidence/labels.ts';
import { useWrite } from '../../../ui/ask.ts';
import { announce } from '../../../ui/feedback/toasts.ts';
import { Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import { RadioGroup } from '../../../ui/forms/RadioGroup.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { counted } from '../../../ui/words.ts';
import { campaignsApi } from '../../contract.ts';
import { uncertainApi } from '../../uncertain/contract.ts';

interface SettleProps {
  campaignId: string;
  isOpen: boolean;
  count: number;
  /** Absent: all of them. */
  deliveryIds: string[] | undefined;
  onClose: (isDone: boolean) => void;
}

/** Arrived, or to be sent again: with what it is founded on. */
export function SettleDialog({ campaignId, isOpen, count, deliveryIds, onClose }: SettleProps) {
  const [verdict, setVerdict] = useState<Verdict>('arrived');
  const [reason, setReason] = useState('');
  const settling = useWrite(uncertainApi.settle, [uncertainApi.list, uncertainApi.listSettlements, campaignsApi.show]);
  const messages = counted(count, 'message', 'messages');
  const settle = () =>
    settling.mutate(
      { params: { campaignId }, body: { verdict, reason, ...(deliveryIds ? { deliveryIds } : {}) } },
      {
        onSuccess: () => {
          announce(`${messages}\u00a0: ${verdictLabel[verdict].toLowerCase()}.`);
          onClose(true);
        },
      },
    );
  return (
    <Dialog title={`Trancher ${messages}`} isOpen={isOpen} onOpenChange={(opens) => !opens && onClose(false)}>
      <Form refusal={settling.error} onSubmit={settle}>
        <RadioGroup<Verdict>
          label="Ce que dit la preuve"
          look="cards"
          value={verdict}
          onChange={setVerdict}
          choices={[
            { id: 'arrived', label: verdictLabel.arrived, help: 'Le journal du relais montre qu’il l’a pris en charge.' },
            {
              id: 'not_left',
              label: verdictLabel.not_left,
              help: 'Il est prouvé qu’il n’est pas parti. Dans le doute, ne choisissez pas ceci\u00a0: la personne le recevrait deux fois.',
            },
          ]}
        />
        <TextField
          name="reason"
          label="Sur quoi vous fondez-vous"
          help={'Gardé avec votre nom. Par exemple\u00a0: vu dans le journal du relais de 18\u00a0h.'}
          value={reason}
          onChange={setReason}
          maxLength={300}
          isRequired
        />
        <FormActions>
          <Submit busy={settling.isPending}>
            {verdict === 'arrived' ? `Noter ${messages} comme arrivés` : `Renvoyer ${messages}`}
          </Submit>
        </FormActions>
      </Form>
    </Dialog>
  );
}
