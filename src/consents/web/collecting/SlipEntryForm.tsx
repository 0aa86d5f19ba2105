import { useState } from 'react';
import { z } from 'zod';
import { contactsApi } from '../../../contacts/contract.ts';
import { fullName } from '../../../contacts/labels.ts';
import { interactionsApi } from '../../../interactions/contract.ts';
import { dayInWords, dayOf, now } from '../../../platform/time.ts';
import { useRead, useWrite } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { FieldRow, Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import { RadioGroup } from '../../../ui/forms/RadioGroup.tsx';
import type { FormValues } from '../../../ui/forms/refusal.ts';
import { Select } from '../../../ui/forms/Select.tsx';
import { DayField } from '../../../ui/forms/TextField.tsx';
import { consentsApi, type WitnessedAnswer, witnessedMethod } from '../../contract.ts';
import { type EnteredSlip, type SignUpDesk, type Slip, slipEntry, slipsApi } from '../../slips/contract.ts';
import { NOBODY, SignerFields } from './SignerFields.tsx';
import { SlipBoxes } from './SlipBoxes.tsx';

type Method = WitnessedAnswer['method'];

const methodLabel: Record<Method, string> = { paper: 'Bulletin rendu', counter: 'Au guichet', phone: 'Par téléphone' };

/** What the last entry said stays for the next: a pile of slips was filled in the same week. */
const kept: { method: Method; happenedOn: string } = { method: 'paper', happenedOn: '' };

interface SlipEntryFormProps {
  desk: SignUpDesk;
  slips: readonly Slip[];
  /** Whose record one comes from. */
  contactId: string;
  onEntered: (entered: EnteredSlip) => void;
}

/** One slip after the other without leaving the keyboard: the name, the boxes, Entrée. */
export function SlipEntryForm({ desk, slips, contactId, onEntered }: SlipEntryFormProps) {
  const [slipId, setSlipId] = useState((slips.find(({ isCurrent }) => isCurrent) ?? slips[0])?.id ?? '');
  const [method, setMethod] = useState<Method>(contactId ? 'counter' : kept.method);
  const [today] = useState(() => dayOf(now()));
  const signer = useRead(contactsApi.show, contactId ? { params: { contactId } } : null);
  const entering = useWrite(slipsApi.enter, [consentsApi.list, consentsApi.listProofs, interactionsApi.list]);
  const slip = slips.find(({ id }) => id === slipId);
  const schema = z.preprocess((values) => readForm(values as FormValues, contactId), slipEntry);

  return (
    <Form
      label="Noter des réponses"
      schema={schema}
      refusal={entering.error}
      onSubmit={(body) => {
        Object.assign(kept, { method: body.method, happenedOn: body.happenedOn });
        entering.mutate({ params: { slipId }, body }, { onSuccess: onEntered });
      }}
    >
      <FieldRow>
        <RadioGroup
          name="method"
          label="Comment la personne a-t-elle répondu ?"
          look="row"
          value={method}
          onChange={setMethod}
          choices={witnessedMethod.options.map((id) => ({ id, label: methodLabel[id] }))}
        />
        <DayField name="happenedOn" label={'Quel jour\u00a0?'} defaultValue={kept.happenedOn || today} max={today} />
        {method === 'paper' && slips.length > 1 && (
          <Select
            label="Référence au bas du bulletin"
            choices={slips.map((one) => ({ id: one.id, label: slipName(one) }))}
            value={slipId}
            onChange={setSlipId}
          />
        )}
      </FieldRow>
      {method !== 'paper' && <ReadAloud notice={desk.notice} />}
      <SignerFields {...(contactId && signer.data ? { known: signer.data } : {})} />
      {slip && <SlipBoxes boxes={slip.boxes} name={signer.data && contactId ? fullName(signer.data) : ''} />}
      <FormActions>
        <Submit busy={entering.isPending} icon="check">
          Noter et passer au suivant
        </Submit>
      </FormActions>
    </Form>
  );
}

/** Whoever answers by word of mouth has heard what a form would have shown (RGPD art. 13). */
const ReadAloud = ({ notice }: Pick<SignUpDesk, 'notice'>) => (
  <Callout tone="info" title="À dire à la personne avant de cocher">
    <ul>
      {notice.map(({ title, text }) => (
        <li key={title}>
          {title}&nbsp;: {text}
        </li>
      ))}
    </ul>
  </Callout>
);

/** A box bears its purpose and its channel. */
function readForm({ choices = [], knownId = '', ...values }: FormValues, contactId: string) {
  const ticked = [choices].flat().map((box) => {
    const [purposeId, channel] = box.split(' ');
    return { purposeId, channel };
  });
  return { ...values, contactId: contactId || (knownId === NOBODY ? '' : String(knownId)), choices: ticked };
}

/** « Bulletin 3fa9c01b, du 24 novembre 2026 ». */
const slipName = ({ reference, printedAt }: Slip): string => `${reference}, du ${dayInWords(printedAt)}`;
