import { useState } from 'react';
import { sessionApi } from '../../../team/contract.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../../ui/ask.ts';
import { announce } from '../../../ui/feedback/toasts.ts';
import { Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import { Select } from '../../../ui/forms/Select.tsx';
import { TextArea } from '../../../ui/forms/TextField.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { useMay } from '../../../ui/permissions.ts';
import { checksApi, type Review } from '../../checks/contract.ts';

/** Asks a colleague to read; or, for the colleague, answers. */
export function AskReview({ campaignId, reviews }: { campaignId: string; reviews: readonly Review[] }) {
  const { data: session } = useRead(sessionApi.whoAmI);
  const mayWrite = useMay('campaigns.write');
  const me = session?.state === 'signed_in' ? session.member.id : '';
  const mine = reviews.find(({ askedOf, answer }) => askedOf === me && answer === null);
  if (!mine && !mayWrite) return null;
  const words = mine ? 'Répondre à la relecture' : 'Demander à un collègue';
  return (
    <Dialog
      title={words}
      trigger={
        <Button look="link" size="small">
          {words}
        </Button>
      }
    >
      {(close) =>
        mine ? (
          <AnswerForm campaignId={campaignId} reviewId={mine.id} onDone={close} />
        ) : (
          <AskForm campaignId={campaignId} onDone={close} />
        )
      }
    </Dialog>
  );
}

function AskForm({ campaignId, onDone }: { campaignId: string; onDone: () => void }) {
  const reviewers = useRead(checksApi.listReviewers);
  const [memberId, setMember] = useState<string | null>(null);
  const asking = useWrite(checksApi.askReview, [checksApi.show]);
  const ask = () => {
    if (!memberId) return;
    const done = () => {
      announce('Relecture demandée\u00a0: elle attend votre collègue dans Envois.');
      onDone();
    };
    asking.mutate({ params: { campaignId }, body: { memberId } }, { onSuccess: done });
  };
  return (
    <Form refusal={asking.error} onSubmit={ask}>
      <Select
        label="Collègue"
        value={memberId}
        onChange={setMember}
        placeholder="Choisir un collègue"
        choices={(reviewers.data ?? []).map(({ id, name }) => ({ id, label: name }))}
      />
      <FormActions>
        <Submit busy={asking.isPending}>Demander la relecture</Submit>
      </FormActions>
    </Form>
  );
}

function AnswerForm({ campaignId, reviewId, onDone }: { campaignId: string; reviewId: string; onDone: () => void }) {
  const [comment, setComment] = useState('');
  const answering = useWrite(checksApi.answerReview, [checksApi.show, checksApi.listAwaited]);
  const answer = (kind: 'approved' | 'commented') =>
    answering.mutate({ params: { campaignId, reviewId }, body: { answer: kind, comment } }, { onSuccess: onDone });
  return (
    <Form refusal={answering.error} onSubmit={() => answer('approved')}>
      <TextArea label="Remarque" isOptional value={comment} onChange={setComment} maxLength={2000} rows={4} autoFocus />
      <FormActions>
        <Button isDisabled={!comment.trim()} onPress={() => answer('commented')}>
          Envoyer la remarque
        </Button>
        <Submit busy={answering.isPending}>Approuver la lettre</Submit>
      </FormActions>
    </Form>
  );
}
