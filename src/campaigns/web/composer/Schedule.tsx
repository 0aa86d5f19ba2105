import { useState } from 'react';
import { dayOf, instantInWords, now, secondsAfter, timeOf } from '../../../platform/time.ts';
import { sessionApi } from '../../../team/contract.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { announce } from '../../../ui/feedback/toasts.ts';
import { FieldRow, Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import { DayField, TextField } from '../../../ui/forms/TextField.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { type Campaign, campaignsApi } from '../../contract.ts';
import styles from './Composer.module.css';

interface ScheduleProps {
  saved: Campaign;
  /** What is typed is not saved yet, or something stands in the way. */
  isDisabled?: boolean;
}

/** Gives a letter the hour it leaves at, or another one. */
export function Schedule({ saved, isDisabled = false }: ScheduleProps) {
  const isPlanned = saved.state === 'scheduled';
  return (
    <Dialog
      title={isPlanned ? 'Changer l’heure' : 'Programmer l’envoi'}
      trigger={
        <Button icon="clock" isDisabled={isDisabled}>
          {isPlanned ? 'Changer l’heure' : 'Programmer'}
        </Button>
      }
    >
      {(close) => <HourForm saved={saved} onDone={close} />}
    </Dialog>
  );
}

function HourForm({ saved, onDone }: { saved: Campaign; onDone: () => void }) {
  const today = now();
  const { data: session } = useRead(sessionApi.whoAmI);
  const zone = session?.state === 'signed_in' ? session.townHall.zone : undefined;
  const known = saved.leavesAt && saved.leavesAt > today ? saved.leavesAt : null;
  const [day, setDay] = useState(dayOf(known ?? secondsAfter(today, 86_400), zone));
  const [time, setTime] = useState(known ? timeOf(known, zone) : '09:00');
  const planning = useWrite(campaignsApi.schedule, [campaignsApi.show, campaignsApi.list]);
  const plan = () =>
    planning.mutate(
      { params: { campaignId: saved.id }, version: saved.version, body: { day, time } },
      {
        onSuccess: ({ leavesAt }) => {
          announce(`L’envoi partira le ${instantInWords(leavesAt ?? today)}.`);
          onDone();
        },
      },
    );
  return (
    <Form refusal={planning.error} onSubmit={plan}>
      <FieldRow>
        <DayField name="day" label="Jour" min={dayOf(today, zone)} value={day} onChange={setDay} isRequired autoFocus />
        <TextField name="time" label="Heure de la mairie" type="time" value={time} onChange={setTime} isRequired />
      </FieldRow>
      <p className={styles.quiet}>
        Les destinataires seront choisis à cette heure, et tout sera vérifié à nouveau. Jusque-là, vous pouvez changer l’heure ou
        annuler.
      </p>
      <FormActions>
        <Submit icon="clock" busy={planning.isPending}>
          Programmer l’envoi
        </Submit>
      </FormActions>
    </Form>
  );
}

/** Said until the letter has another hour, or leaves. */
export function MissedHour({ saved: { leavesAt, missedBecause } }: { saved: Campaign }) {
  if (missedBecause === '') return null;
  return (
    <div className={styles.message}>
      <Callout
        tone="danger"
        title={`Cette lettre n’est pas partie${leavesAt ? ` le ${instantInWords(leavesAt)}` : ' à son heure'}`}
      >
        {missedBecause} Personne ne l’a reçue. Corrigez, puis envoyez-la ou programmez-la à nouveau.
      </Callout>
    </div>
  );
}
