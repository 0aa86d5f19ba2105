import { useState } from 'react';
import { Button } from '../../../ui/actions/Button.tsx';
import { useWrite } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { Checkbox } from '../../../ui/forms/Checkbox.tsx';
import { Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import { TextArea } from '../../../ui/forms/TextField.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { counted } from '../../../ui/words.ts';
import { type CampaignChecks, checksApi } from '../../checks/contract.ts';

const questions = [
  { id: 'existedBefore', words: 'Cette lettre existait avant la période' },
  { id: 'sameRhythm', words: 'Elle garde le même rythme' },
  { id: 'sameForm', words: 'Elle garde la même forme' },
  { id: 'isNeutral', words: 'Elle informe, sans vanter un bilan ni promettre' },
] as const;
type Answers = Record<(typeof questions)[number]['id'], boolean>;

interface NeutralityProps {
  campaignId: string;
  election: CampaignChecks['election'];
}

/** What a judge would look at, and the facts to answer with (trust P-16, P-17). */
export function NeutralityDialog({ campaignId, election }: NeutralityProps) {
  return (
    <Dialog
      title="Avant une élection"
      trigger={
        <Button look="link" size="small">
          {election.neutrality ? 'Revoir les quatre questions' : 'Répondre aux quatre questions'}
        </Button>
      }
    >
      {(close) => <NeutralityForm campaignId={campaignId} election={election} onDone={close} />}
    </Dialog>
  );
}

function NeutralityForm({ campaignId, election, onDone }: NeutralityProps & { onDone: () => void }) {
  const { neutrality, since, before } = election;
  const [answers, setAnswers] = useState<Answers>({
    existedBefore: neutrality?.existedBefore ?? false,
    sameRhythm: neutrality?.sameRhythm ?? false,
    sameForm: neutrality?.sameForm ?? false,
    isNeutral: neutrality?.isNeutral ?? false,
  });
  const [note, setNote] = useState(neutrality?.note ?? '');
  const saving = useWrite(checksApi.answerNeutrality, [checksApi.show]);
  const sent = (one: typeof since) =>
    `${counted(one.letters, 'envoi', 'envois')}, ${counted(one.copies, 'exemplaire', 'exemplaires')}`;
  const hasGrown = before.letters > 0 && since.letters > before.letters * 1.2;
  return (
    <Form
      refusal={saving.error}
      onSubmit={() => saving.mutate({ params: { campaignId }, body: { ...answers, note } }, { onSuccess: onDone })}
    >
      <p>
        Six mois avant un scrutin, une collectivité informe, elle ne se promeut pas (code électoral, L52-1). Vos réponses restent
        avec l’envoi.
      </p>
      <p>
        Depuis le début de la période&nbsp;: {sent(since)}. Un an plus tôt, aux mêmes dates&nbsp;: {sent(before)}.
      </p>
      {hasGrown && (
        <Callout tone="warning" title="Plus d’envois que l’an dernier">
          La hausse dépasse 20&nbsp;%. Dites pourquoi dans la remarque.
        </Callout>
      )}
      {questions.map(({ id, words }) => (
        <Checkbox key={id} isSelected={answers[id]} onChange={(chosen) => setAnswers((others) => ({ ...others, [id]: chosen }))}>
          {words}
        </Checkbox>
      ))}
      <TextArea label="Remarque" isOptional value={note} onChange={setNote} maxLength={1000} rows={3} />
      <FormActions>
        <Submit busy={saving.isPending}>Garder ces réponses</Submit>
      </FormActions>
    </Form>
  );
}
