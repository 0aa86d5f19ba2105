import { useState } from 'react';
import { dayInWords, dayOf, now } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { Block, Heading } from '../../ui/frames/Card.tsx';
import { useMay } from '../../ui/permissions.ts';
import { Badge } from '../../ui/signs/Badge.tsx';
import { type Reminder, remindersApi } from '../reminders/contract.ts';
import { ReminderDialog } from './ReminderDialog.tsx';
import styles from './Reminders.module.css';

/** What is to be done for one contact. Props: contactId, name. */
export function ContactReminders({ contactId, name }: { contactId: string; name: string }) {
  const { data } = useRead(remindersApi.ofContact, { params: { contactId } });
  const due = (data?.items ?? []).filter(({ doneAt }) => doneAt === null);
  if (due.length === 0) return null;
  return (
    <Block>
      <Heading title="À faire" />
      <ReminderList reminders={due} editName={name} />
    </Block>
  );
}

interface ReminderListProps {
  reminders: readonly Reminder[];
  editName: string;
}

function ReminderList({ reminders, editName }: ReminderListProps) {
  const mayWrite = useMay('contacts.write');
  const [edited, setEdited] = useState<Reminder | null>(null);
  const refresh = [remindersApi.ofContact, remindersApi.list];
  const completing = useWrite(remindersApi.complete, refresh);
  const reopening = useWrite(remindersApi.reopen, refresh);
  const complete = ({ id, text }: Reminder) => {
    const params = { reminderId: id };
    completing.mutate(
      { params },
      { onSuccess: () => announce(`«\u00a0${text}\u00a0»\u00a0: fait`, () => reopening.mutate({ params })) },
    );
  };
  return (
    <>
      <ul className={styles.reminders}>
        {reminders.map((one) => (
          <li key={one.id}>
            <div className={styles.words}>
              <span>{one.text}</span>
              <small>
                {isLate(one) && <Badge tone="warning">En retard</Badge>} Pour le {dayInWords(one.dueOn)}
                {one.assignee && `, ${one.assignee.name}`}
              </small>
            </div>
            {mayWrite && (
              <div className={styles.acts}>
                <Button size="small" icon="check" aria-label={`Fait : ${one.text}`} onPress={() => complete(one)}>
                  Fait
                </Button>
                <Button look="quiet" size="small" aria-label={`Modifier le rappel ${one.text}`} onPress={() => setEdited(one)}>
                  Modifier
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {edited && (
        <ReminderDialog contactId={edited.contact.id} name={editName} reminder={edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

const isLate = ({ dueOn }: Reminder) => dueOn < dayOf(now());
