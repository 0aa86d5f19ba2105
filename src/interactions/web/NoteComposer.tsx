import { type KeyboardEvent, useRef, useState } from 'react';
import { FactsOnly } from '../../contacts/web/FactsOnly.tsx';
import type { Refusal } from '../../platform/client.ts';
import { dayOf, now } from '../../platform/time.ts';
import { themesApi } from '../../townhalls/themes/contract.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { FieldRow, Form, Submit } from '../../ui/forms/Form.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import type { FormValues } from '../../ui/forms/refusal.ts';
import { Select } from '../../ui/forms/Select.tsx';
import { DayField, TextArea } from '../../ui/forms/TextField.tsx';
import { interactionsApi, notedKind } from '../contract.ts';
import { kindsApi } from '../kinds/contract.ts';
import { notedKindLabel } from '../labels.ts';
import { remindersApi } from '../reminders/contract.ts';
import { builtInIcon } from './icons.ts';
import styles from './NoteComposer.module.css';
import { ReminderFields, reminderIn } from './ReminderFields.tsx';

interface NoteComposerProps {
  contactId: string;
  /** « Léa Martin » */
  name: string;
}

/** Writes down an exchange: type, choose its kind, Ctrl Entrée. What is typed outlives a wrong click (kept until the tab is closed). */
export function NoteComposer({ contactId, name }: NoteComposerProps) {
  const draft = useDraft(contactId);
  const noting = useWrite(interactionsApi.note, [interactionsApi.list, interactionsApi.tally, remindersApi.ofContact]);
  const frame = useRef<HTMLDivElement>(null);
  const isDoubtful = noting.error?.code === 'note.may_be_sensitive';

  const note = (typed: FormValues) =>
    noting.mutate(
      {
        params: { contactId },
        query: isDoubtful ? { isReread: 'true' } : {},
        body: {
          kind: draft.kind,
          note: draft.text,
          themeId: String(typed['themeId'] ?? ''),
          ...happenedOn(String(typed['happenedOn'] ?? '')),
          ...(draft.hasReminder ? { reminder: reminderIn(typed) } : {}),
        },
      },
      {
        onSuccess: () => {
          announce(draft.hasReminder ? 'Échange noté, rappel planifié' : 'Échange noté');
          draft.clear();
        },
      },
    );
  const onKeyDown = (press: KeyboardEvent) => {
    if (press.key === 'Enter' && (press.ctrlKey || press.metaKey)) frame.current?.querySelector('form')?.requestSubmit();
  };

  return (
    <div ref={frame} className={styles.composer}>
      <Form label="Noter un échange" refusal={isDoubtful ? null : noting.error} onSubmit={note}>
        <TextArea
          name="note"
          label={`Noter un échange avec ${name}`}
          hidesLabel
          placeholder={`Noter un échange avec ${name}…`}
          value={draft.text}
          onChange={(text) => {
            draft.write(text);
            noting.reset();
          }}
          onKeyDown={onKeyDown}
          maxLength={5000}
          rows={2}
        />
        <FactsOnly />
        {noting.error && isDoubtful && <Doubts refusal={noting.error} />}
        {draft.text.trim() !== '' && <Details draft={draft} />}
        <div className={styles.foot}>
          <KindChoice kind={draft.kind} onChange={draft.choose} />
          <Submit busy={noting.isPending} isDisabled={!draft.text.trim()}>
            {isDoubtful ? 'Noter quand même' : 'Noter l’échange'}
          </Submit>
        </div>
      </Form>
    </div>
  );
}

type Draft = ReturnType<typeof useDraft>;

function useDraft(contactId: string) {
  const kept = `note ${contactId}`;
  const [kind, choose] = useState<string>('note');
  const [text, setText] = useState(() => sessionStorage.getItem(kept) ?? '');
  const [hasReminder, setReminder] = useState(false);
  const write = (typed: string) => {
    setText(typed);
    if (typed) sessionStorage.setItem(kept, typed);
    else sessionStorage.removeItem(kept);
  };
  const clear = () => {
    write('');
    choose('note');
    setReminder(false);
  };
  return { kind, choose, text, write, hasReminder, setReminder, clear };
}

function KindChoice({ kind, onChange }: { kind: string; onChange: (kind: string) => void }) {
  const own = useRead(kindsApi.list);
  const ownKinds = (own.data?.items ?? []).filter(({ archivedAt }) => archivedAt === null);
  return (
    <RadioGroup
      label="Sorte d’échange"
      hidesLabel
      look="pills"
      value={kind}
      onChange={onChange}
      choices={[
        ...notedKind.options.map((id) => ({ id, label: notedKindLabel[id], icon: builtInIcon[id] })),
        ...ownKinds.map(({ id, label, icon }) => ({ id, label, icon })),
      ]}
    />
  );
}

/** When, about what, and what is to be done next: asked once there is something to note. */
function Details({ draft }: { draft: Draft }) {
  const { data } = useRead(themesApi.list);
  const themes = (data?.items ?? []).filter(({ archivedAt }) => archivedAt === null);
  return (
    <>
      <FieldRow>
        {draft.kind !== 'note' && (
          <DayField name="happenedOn" label="Jour de l’échange" max={dayOf(now())} defaultValue={dayOf(now())} />
        )}
        {themes.length > 0 && (
          <Select
            name="themeId"
            label="Thématique"
            defaultValue=""
            choices={[{ id: '', label: 'Aucune' }, ...themes.map(({ id, name }) => ({ id, label: name }))]}
          />
        )}
      </FieldRow>
      {draft.hasReminder ? (
        <ReminderFields onGiveUp={() => draft.setReminder(false)} />
      ) : (
        <div>
          <Button look="quiet" size="small" icon="bell-ringing" onPress={() => draft.setReminder(true)}>
            Suite à donner
          </Button>
        </div>
      )}
    </>
  );
}

const Doubts = ({ refusal }: { refusal: Refusal }) => (
  <Callout tone="warning" title={refusal.message} isLive>
    <ul>
      {refusal.errors.map(({ message }) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  </Callout>
);

/** Today is now; an earlier day is remembered at noon. */
const happenedOn = (day: string) => (day && day < dayOf(now()) ? { happenedAt: `${day}T12:00:00Z` } : {});
