import { dayOf, now, secondsAfter } from '../../platform/time.ts';
import { teamApi } from '../../team/contract.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead } from '../../ui/ask.ts';
import { FieldRow } from '../../ui/forms/Form.tsx';
import type { FormValues } from '../../ui/forms/refusal.ts';
import { Select } from '../../ui/forms/Select.tsx';
import { DayField, TextField } from '../../ui/forms/TextField.tsx';
import type { Reminder } from '../reminders/contract.ts';

const DAY = 86_400;
const nextWeek = () => dayOf(secondsAfter(now(), 7 * DAY));

interface ReminderFieldsProps {
  reminder?: Pick<Reminder, 'text' | 'dueOn' | 'assignee'>;
  onGiveUp?: () => void;
}

/** What is to be done, when, by whom. Props: reminder (when it is already there), onGiveUp. */
export function ReminderFields({ reminder, onGiveUp }: ReminderFieldsProps) {
  const { data } = useRead(teamApi.colleagues);
  return (
    <>
      <TextField
        name="reminder.text"
        label="Suite à donner"
        placeholder="Rappeler, envoyer le plan…"
        defaultValue={reminder?.text ?? ''}
        maxLength={300}
        autoComplete="off"
      />
      <FieldRow>
        <DayField name="reminder.dueOn" label="Pour le" defaultValue={reminder?.dueOn ?? nextWeek()} />
        <Select
          name="reminder.assigneeId"
          label="Confié à"
          defaultValue={reminder?.assignee?.id ?? ''}
          choices={[
            { id: '', label: 'À qui le verra' },
            ...(data?.items ?? []).map(({ id, firstName, lastName }) => ({ id, label: `${firstName} ${lastName}`.trim() })),
          ]}
        />
      </FieldRow>
      {onGiveUp && (
        <div>
          <Button look="quiet" size="small" icon="x" onPress={onGiveUp}>
            Sans suite
          </Button>
        </div>
      )}
    </>
  );
}

export const reminderIn = (typed: FormValues) => ({
  text: String(typed['reminder.text'] ?? ''),
  dueOn: String(typed['reminder.dueOn'] ?? ''),
  assigneeId: String(typed['reminder.assigneeId'] ?? ''),
});
