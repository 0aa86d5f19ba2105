import { useState } from 'react';
import { addressOf } from '../../../platform/client.ts';
import { dayInWords } from '../../../platform/time.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../../ui/ask.ts';
import { announce } from '../../../ui/feedback/toasts.ts';
import { Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { counted } from '../../../ui/words.ts';
import type { Campaign } from '../../contract.ts';
import { type ExportKind, reportApi } from '../../report/contract.ts';
import styles from './Report.module.css';

interface TakeOutProps {
  campaign: Campaign;
  kind: ExportKind;
  /** What the button says: « Liste d’appel ». */
  words: string;
}

/** A list of people leaves the product with its reason, kept with the name of whoever took it. */
export function TakeOut({ campaign, kind, words }: TakeOutProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" icon="download" onPress={() => setOpen(true)}>
        {words}
      </Button>
      <Dialog title={words} isOpen={isOpen} onOpenChange={setOpen}>
        <TakeOutForm campaignId={campaign.id} kind={kind} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function TakeOutForm({ campaignId, kind, onDone }: { campaignId: string; kind: ExportKind; onDone: () => void }) {
  const [reason, setReason] = useState('');
  const params = { campaignId };
  const taking = useWrite(reportApi.addExport, [reportApi.listExports]);
  const exports = useRead(reportApi.listExports, { params });
  const take = () =>
    taking.mutate(
      { params, body: { kind, reason } },
      {
        onSuccess: ({ id, rows }) => {
          window.location.assign(addressOf(reportApi.download, { params: { campaignId, campaignExportId: id } }));
          announce(`${counted(rows, 'ligne', 'lignes')} dans le tableur.`);
          onDone();
        },
      },
    );
  return (
    <Form refusal={taking.error} onSubmit={take}>
      <p>Des noms sortent de Parvis&nbsp;: dites pourquoi. La raison et votre nom restent au bilan.</p>
      <TextField
        name="reason"
        label={'À quoi servira cette liste\u00a0?'}
        value={reason}
        onChange={setReason}
        maxLength={300}
        autoFocus
      />
      {exports.data && exports.data.length > 0 && (
        <ul className={styles.quiet} aria-label="Listes déjà prises">
          {exports.data.map(({ id, madeAt, actorName, rows, reason: why }) => (
            <li key={id}>{`${dayInWords(madeAt)}, ${actorName}, ${counted(rows, 'ligne', 'lignes')}\u00a0: ${why}`}</li>
          ))}
        </ul>
      )}
      <FormActions>
        <Submit icon="download" busy={taking.isPending}>
          Télécharger le tableur
        </Submit>
      </FormActions>
    </Form>
  );
}
