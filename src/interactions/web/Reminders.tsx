import { type ReactNode, useState } from 'react';
import { dayInWords, dayOf, now } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { PlainLink } from '../../ui/actions/Link.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { Block, Card, Heading } from '../../ui/frames/Card.tsx';
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

/** What waits for the agent, for the home page; nothing while nothing waits. */
export function DueReminders() {
  const { data } = useRead(remindersApi.list, { query: { limit: 20 } });
  const due = data?.items ?? [];
  if (due.length === 0) return null;
  return (
    <Card title="Rappels">
      <ReminderList
        reminders={due}
        titleOf={({ contact }) => <PlainLink href={`/contacts/${contact.id}`}>{nameOf(contact)}</PlainLink>}
      />
    </Card>
  );
}

const nameOf = ({ firstName, lastName }: Reminder['contact']) => `${firstName} ${lastName}`.trim();

interface ReminderListProps {
  reminders: readonly Reminder[];
  /** Whom it is about, where the place does not say it. */
  titleOf?: (reminder: Reminder) => ReactNode;
  editName?: string;
}

function ReminderList({ reminders, titleOf, editName }: ReminderListProps) {
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
              {titleOf && <strong>{titleOf(one)}</strong>}
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
                {editName !== undefined && (
                  <Button look="quiet" size="small" aria-label={`Modifier le rappel ${one.text}`} onPress={() => setEdited(one)}>
                    Modifier
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {edited && (
        <ReminderDialog contactId={edited.contact.id} name={editName ?? ''} reminder={edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

const isLate = ({ dueOn }: Reminder) => dueOn < dayOf(now());
