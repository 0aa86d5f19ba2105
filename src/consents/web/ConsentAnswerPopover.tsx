import { useState } from 'react';
import { z } from 'zod';
import { interactionsApi } from '../../interactions/contract.ts';
import { dayOf, now } from '../../platform/time.ts';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { DayField, TextArea } from '../../ui/forms/TextField.tsx';
import { Popover } from '../../ui/frames/Popover.tsx';
import {
  type Channel,
  type ConsentCell,
  type ConsentRow,
  consentAnswer,
  consentsApi,
  witnessedAnswer,
  witnessedMethod,
} from '../contract.ts';
import { answerLabel, byChannelLabel, consentMethodLabel, leftOutLabel } from '../labels.ts';
import styles from './ChannelMatrix.module.css';
import { markIcon, markOf, sentenceOf } from './marks.ts';

interface CellProps {
  contactId: string;
  row: ConsentRow;
  cell: ConsentCell;
}

/** One cell: its mark, and under it the question that an answer is never noted without. */
export function ConsentAnswerPopover(props: CellProps) {
  const { row, cell } = props;
  const mark = markOf(row, cell);
  const said = sentenceOf(row, cell);
  return (
    <span className={styles[mark]}>
      <Popover label="Noter une réponse" trigger={<IconButton icon={markIcon[mark]} label={said} size="small" />}>
        {(close) => <AnswerForm {...props} said={said} onDone={close} />}
      </Popover>
    </span>
  );
}

const answered = witnessedAnswer.omit({ purposeId: true, channel: true }).extend({
  answer: z.enum(consentAnswer.options, 'Choisissez ce que la personne répond.'),
});

function AnswerForm({ contactId, row, cell, said, onDone }: CellProps & { said: string; onDone: () => void }) {
  const recording = useWrite(consentsApi.record, [
    consentsApi.list,
    consentsApi.listProofs,
    interactionsApi.list,
    interactionsApi.tally,
  ]);
  const [today] = useState(() => dayOf(now()));
  const { purposeId } = row;
  const { channel } = cell;

  return (
    <Form
      label="Noter une réponse"
      schema={answered}
      refusal={recording.error}
      onSubmit={(answer) =>
        recording.mutate(
          { params: { contactId }, body: { ...answer, purposeId, channel } },
          {
            onSuccess: () => {
              onDone();
              announce('Réponse notée, avec sa preuve.');
            },
          },
        )
      }
    >
      <p className={styles.said}>
        {said}.{(cell.leftOut === 'no_address' || cell.leftOut === 'suppressed') && ` ${leftOutLabel[cell.leftOut]}.`}
      </p>
      <RadioGroup
        name="answer"
        label="La personne répond"
        look="row"
        choices={consentAnswer.options.map((id) => ({ id, label: answerLabel(row.legalBasis, id) }))}
      />
      <RadioGroup
        name="method"
        label={'Où l’a-t-elle dit\u00a0?'}
        look="row"
        defaultValue="counter"
        choices={witnessedMethod.options.map((id) => ({ id, label: capitalized(consentMethodLabel[id]) }))}
      />
      <DayField name="happenedOn" label={'Quel jour\u00a0?'} defaultValue={today} max={today} />
      <TextArea
        name="wording"
        label="Les mots dits ou lus à la personne"
        help={'Ils servent de preuve\u00a0: corrigez-les s’ils étaient autres.'}
        defaultValue={usualWords(row, channel)}
        rows={3}
      />
      <FormActions>
        <Submit busy={recording.isPending}>Noter la réponse</Submit>
      </FormActions>
    </Form>
  );
}

const usualWords = ({ legalBasis, purposeName }: ConsentRow, channel: Channel) =>
  legalBasis === 'consent'
    ? `Acceptez-vous de recevoir «\u00a0${purposeName}\u00a0» ${byChannelLabel[channel]}\u00a0? Vous pourrez changer d’avis à tout moment.`
    : `La mairie vous écrit «\u00a0${purposeName}\u00a0» ${byChannelLabel[channel]} sans vous demander d’accord. Vous pouvez vous y opposer à tout moment.`;

const capitalized = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
