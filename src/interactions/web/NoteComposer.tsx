import { type KeyboardEvent, useRef, useState } from 'react';
import { dayOf, now } from '../../platform/time.ts';
import { useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { Form, Submit } from '../../ui/forms/Form.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { DayField, TextArea } from '../../ui/forms/TextField.tsx';
import { interactionsApi, type NotedKind, notedKind } from '../contract.ts';
import { notedKindLabel } from '../labels.ts';
import styles from './NoteComposer.module.css';

interface NoteComposerProps {
  contactId: string;
  /** « Léa Martin » */
  name: string;
}

/** Writes down an exchange: type, choose its kind, Ctrl Entrée. What is typed outlives a wrong click (kept until the tab is closed). */
export function NoteComposer({ contactId, name }: NoteComposerProps) {
  const kept = `note ${contactId}`;
  const [kind, setKind] = useState<NotedKind>('note');
  const [text, setText] = useState(() => sessionStorage.getItem(kept) ?? '');
  const [day, setDay] = useState('');
  const noting = useWrite(interactionsApi.note, [interactionsApi.list, interactionsApi.tally]);
  const frame = useRef<HTMLDivElement>(null);

  const write = (typed: string) => {
    setText(typed);
    if (typed) sessionStorage.setItem(kept, typed);
    else sessionStorage.removeItem(kept);
  };
  const note = () =>
    noting.mutate(
      { params: { contactId }, body: { kind, note: text, ...happenedOn(kind === 'note' ? '' : day) } },
      {
        onSuccess: () => {
          write('');
          setDay('');
          announce('Échange noté.');
        },
      },
    );
  const onKeyDown = (press: KeyboardEvent) => {
    if (press.key === 'Enter' && (press.ctrlKey || press.metaKey)) frame.current?.querySelector('form')?.requestSubmit();
  };

  return (
    <div ref={frame} className={styles.composer}>
      <Form label="Noter un échange" refusal={noting.error} onSubmit={note}>
        <TextArea
          name="note"
          label={`Noter un échange avec ${name}`}
          hidesLabel
          placeholder={`Noter un échange avec ${name}…`}
          value={text}
          onChange={write}
          onKeyDown={onKeyDown}
          maxLength={5000}
          rows={2}
        />
        <p className={styles.reminder}>
          Des faits, sans jugement ni donnée sensible (santé, religion, opinions). La personne peut lire cette note.
        </p>
        <div className={styles.foot}>
          <RadioGroup
            label="Sorte d’échange"
            hidesLabel
            look="row"
            value={kind}
            onChange={setKind}
            choices={notedKind.options.map((id) => ({ id, label: notedKindLabel[id] }))}
          />
          {kind !== 'note' && <DayField label="Jour de l’échange" hidesLabel max={dayOf(now())} value={day} onChange={setDay} />}
          <Submit busy={noting.isPending} isDisabled={!text.trim()}>
            Noter l’échange
          </Submit>
        </div>
      </Form>
    </div>
  );
}

/** Today is now; an earlier day is remembered at noon. */
const happenedOn = (day: string) => (day && day < dayOf(now()) ? { happenedAt: `${day}T12:00:00Z` } : {});
