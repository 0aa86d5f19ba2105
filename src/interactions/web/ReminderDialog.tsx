import { useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { FormDialog } from '../../ui/forms/FormDialog.tsx';
import type { Refusal } from '../../ui/forms/refusal.ts';
import { type Reminder, remindersApi } from '../reminders/contract.ts';
import { ReminderFields, reminderIn } from './ReminderFields.tsx';

interface ReminderDialogProps {
  contactId: string;
  /** « Léa Martin » */
  name: string;
  /** Absent: a new one. */
  reminder?: Reminder;
  onClose: () => void;
}

/** Something to do about someone, on a day. */
export function ReminderDialog({ contactId, name, reminder, onClose }: ReminderDialogProps) {
  const refresh = [remindersApi.ofContact, remindersApi.list];
  const adding = useWrite(remindersApi.add, refresh);
  const changing = useWrite(remindersApi.change, refresh);
  const done = {
    onSuccess: () => {
      announce(reminder ? 'Rappel enregistré' : 'Rappel planifié');
      onClose();
    },
  };
  return (
    <FormDialog
      title={reminder ? 'Modifier le rappel' : `Planifier un rappel, ${name}`}
      refusal={named(adding.error ?? changing.error)}
      onSubmit={(typed) => {
        const body = reminderIn(typed);
        if (reminder) changing.mutate({ params: { reminderId: reminder.id }, version: reminder.version, body }, done);
        else adding.mutate({ params: { contactId }, body }, done);
      }}
      submitLabel={reminder ? 'Enregistrer le rappel' : 'Planifier le rappel'}
      isBusy={adding.isPending || changing.isPending}
      submitIcon="bell-ringing"
      onClose={onClose}
    >
      <ReminderFields {...(reminder ? { reminder } : {})} />
    </FormDialog>
  );
}

/** The fields bear the name they have beside a note. */
const named = (refusal: Refusal | null): Refusal | null =>
  refusal && {
    message: refusal.message,
    errors: (refusal.errors ?? []).map(({ field, message }) => ({ field: `reminder.${field}`, message })),
  };
