import { useState } from 'react';
import { sessionApi } from '../../../team/contract.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Link } from '../../../ui/actions/Link.tsx';
import { useRead, useWrite } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { campaignsApi } from '../../contract.ts';

interface SendTrialProps {
  campaignId: string;
  /** The person whose letter is on show; null: one of whom nothing is known. */
  seenBy: string | null;
  isDisabled: boolean;
}

/** One copy, to oneself, before everyone else's. */
export function SendTrial({ isDisabled, ...letter }: SendTrialProps) {
  return (
    <Dialog
      title="Envoyer un essai"
      trigger={
        <Button icon="mail-forward" isDisabled={isDisabled}>
          Envoyer un essai
        </Button>
      }
    >
      <TrialForm {...letter} />
    </Dialog>
  );
}

function TrialForm({ campaignId, seenBy }: Omit<SendTrialProps, 'isDisabled'>) {
  const { data: session } = useRead(sessionApi.whoAmI);
  const mine = session?.state === 'signed_in' ? session.member.email : '';
  const [typed, setTyped] = useState<string | null>(null);
  const email = typed ?? mine;
  const sending = useWrite(campaignsApi.sendTrial);
  const send = () => sending.mutate({ params: { campaignId }, body: { email, contactId: seenBy } });
  return (
    <Form refusal={sending.error} onSubmit={send}>
      <p>La lettre de la personne affichée dans l’aperçu, marquée «&nbsp;Essai&nbsp;».</p>
      <TextField
        name="email"
        label="Votre adresse e-mail"
        type="email"
        autoComplete="email"
        value={email}
        onChange={setTyped}
        autoFocus
      />
      {sending.data?.state === 'delivered' && (
        <Callout tone="done" title="L’essai est parti" isLive>
          Sans messagerie réglée, il attend dans la <Link href="/boite-d-essai">boîte d’essai</Link>.
        </Callout>
      )}
      {sending.data && sending.data.state !== 'delivered' && (
        <Callout tone="warning" title="L’essai n’est pas arrivé" isLive>
          La messagerie a répondu&nbsp;: {sending.data.reply}
        </Callout>
      )}
      <FormActions>
        <Submit icon="mail-forward" busy={sending.isPending}>
          Envoyer l’essai
        </Submit>
      </FormActions>
    </Form>
  );
}
