import { useState } from 'react';
import type { JournalReading } from '../../../messages/evidence/contract.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { useWrite } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { announce } from '../../../ui/feedback/toasts.ts';
import { Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import { TextArea } from '../../../ui/forms/TextField.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { counted, figure } from '../../../ui/words.ts';
import { campaignsApi } from '../../contract.ts';
import { uncertainApi } from '../../uncertain/contract.ts';

const FOUND = 'Vu dans le journal du relais';

/** An extract of the relay's journal, pasted, says which messages it took. */
export function ReadJournal({ campaignId }: { campaignId: string }) {
  return (
    <Dialog
      title="Chercher dans le journal du relais"
      size="wide"
      trigger={<Button icon="search">Chercher dans le journal du relais</Button>}
    >
      {(close) => <JournalForm campaignId={campaignId} onDone={close} />}
    </Dialog>
  );
}

function JournalForm({ campaignId, onDone }: { campaignId: string; onDone: () => void }) {
  const [extract, setExtract] = useState('');
  const reading = useWrite(uncertainApi.readJournal);
  const settling = useWrite(uncertainApi.settle, [uncertainApi.list, uncertainApi.listSettlements, campaignsApi.show]);
  const params = { campaignId };
  const keep = ({ arrived }: JournalReading) =>
    settling.mutate(
      { params, body: { verdict: 'arrived', reason: FOUND, deliveryIds: arrived } },
      {
        onSuccess: () => {
          announce(`${counted(arrived.length, 'message noté comme arrivé', 'messages notés comme arrivés')}.`);
          onDone();
        },
      },
    );
  const found = reading.data;
  return (
    <Form refusal={reading.error ?? settling.error} onSubmit={() => reading.mutate({ params, body: { extract } })}>
      <TextArea
        name="extract"
        label="Extrait du journal"
        help={'Les lignes autour de l’heure de l’envoi (Postfix, Exim…). Rien n’en est gardé.'}
        rows={10}
        value={extract}
        onChange={setExtract}
        isRequired
        autoFocus
      />
      {found && (
        <Callout tone={found.arrived.length > 0 ? 'done' : 'warning'} title={inWords(found)} isLive>
          {found.unclear > 0 &&
            `${counted(found.unclear, 'autre est nommé', 'autres sont nommés')} sans preuve que le relais l’ait gardé. `}
          {found.absent > 0 &&
            `${figure(found.absent)} ${found.absent < 2 ? 'n’y est pas' : 'n’y sont pas'}\u00a0: cela ne prouve pas que rien n’est parti.`}
        </Callout>
      )}
      <FormActions>
        <Submit look={found ? 'secondary' : 'primary'} icon="search" busy={reading.isPending}>
          Chercher
        </Submit>
        {found && found.arrived.length > 0 && (
          <Button look="primary" busy={settling.isPending} onPress={() => keep(found)}>
            {`Noter ${counted(found.arrived.length, 'message', 'messages')} comme arrivés`}
          </Button>
        )}
      </FormActions>
    </Form>
  );
}

const inWords = ({ arrived }: JournalReading) =>
  arrived.length > 0
    ? `Le relais a pris ${counted(arrived.length, 'message', 'messages')}`
    : 'Aucun de ces messages n’est montré comme pris en charge';
