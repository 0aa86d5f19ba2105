import { type FormEvent, type ReactNode, useCallback, useRef, useState } from 'react';
import { Form as AriaForm } from 'react-aria-components/Form';
import { Button } from '../actions/Button.tsx';
import { IconButton } from '../actions/IconButton.tsx';
import { Faults } from './FieldParts.tsx';
import styles from './InPlace.module.css';
import { type FormValues, faultsByField, type Refusal, valuesOf } from './refusal.ts';

/** Something to think over before it is saved: a colleague wrote meanwhile, a word is worth a second look. */
export interface Doubt {
  title: string;
  text?: string;
  /** Named by their results: « Garder ma saisie », « Garder la sienne ». */
  proceed: { label: string; act: () => Promise<Doubt | undefined> };
  giveUp: string;
}

/** What it takes to correct a value where it is read. */
export interface Editor {
  /** Fields by name; the first one takes the focus. */
  fields: ReactNode;
  /** Saves, or says what to think over; rejects with a refusal. */
  save: (values: FormValues) => Promise<Doubt | undefined>;
  /** The field has just been asked for: it opens by itself, and says when it is done with. */
  onAsked?: () => void;
}

interface InPlaceProps {
  /** « Adresse e-mail »: the button is called « Modifier Adresse e-mail ». */
  label: string;
  editor?: Editor;
  /** Given instead: the pencil opens something else. */
  onEdit?: () => void;
  /** The value as it is read. */
  children: ReactNode;
}

/** A value that is corrected where it stands: Entrée saves, Échap gives up, nothing typed is lost in between. Props: label, editor, children. */
export function InPlace({ label, editor, onEdit, children }: InPlaceProps) {
  // The editor of the moment it was opened: what is compared with is what the agent had read.
  const [opened, setOpened] = useState<Editor | null>(editor?.onAsked ? editor : null);
  const place = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpened(null);
    opened?.onAsked?.();
    requestAnimationFrame(() => place.current?.querySelector('button')?.focus());
  };
  return (
    <div ref={place} className={styles.place}>
      {opened ? (
        <Editing label={label} editor={opened} onClose={close} />
      ) : (
        <>
          <div className={styles.value}>{children}</div>
          <span className={styles.pencil}>
            <IconButton
              icon="pencil"
              size="small"
              label={`Modifier ${label}`}
              onPress={() => (editor ? setOpened(editor) : onEdit?.())}
            />
          </span>
        </>
      )}
    </div>
  );
}

function Editing({ label, editor, onClose }: { label: string; editor: Editor; onClose: () => void }) {
  const saving = useSaving(onClose);
  const keys = useKeys(onClose);
  const submit = (submission: FormEvent<HTMLFormElement>) => {
    submission.preventDefault();
    void saving.run(() => editor.save(valuesOf(new FormData(submission.currentTarget))));
  };
  return (
    <AriaForm
      ref={keys}
      aria-label={`Modifier ${label}`}
      className={styles.form ?? ''}
      validationBehavior="aria"
      onSubmit={submit}
    >
      <FirstFocused>
        <Faults value={faultsByField(saving.refusal)}>{editor.fields}</Faults>
      </FirstFocused>
      {saving.refusal && (
        <p className={styles.refusal} role="alert">
          {saving.refusal.message}
        </p>
      )}
      {saving.doubt ? (
        <div className={styles.doubt} role="alert">
          <strong>{saving.doubt.title}</strong>
          {saving.doubt.text && <p>{saving.doubt.text}</p>}
          <div className={styles.acts}>
            <Button size="small" onPress={onClose}>
              {saving.doubt.giveUp}
            </Button>
            <Button size="small" look="primary" busy={saving.isBusy} onPress={() => saving.run(saving.doubt!.proceed.act)}>
              {saving.doubt.proceed.label}
            </Button>
          </div>
        </div>
      ) : (
        <div className={styles.acts}>
          <Button size="small" look="primary" type="submit" busy={saving.isBusy}>
            Enregistrer
          </Button>
          <IconButton icon="x" size="small" label="Annuler" onPress={onClose} />
        </div>
      )}
    </AriaForm>
  );
}

function useSaving(onSaved: () => void) {
  const [state, setState] = useState<{ isBusy: boolean; refusal: Refusal | null; doubt: Doubt | null }>(still);
  const run = async (work: () => Promise<Doubt | undefined>) => {
    setState((now) => ({ ...now, isBusy: true }));
    try {
      const doubt = await work();
      if (doubt) setState({ ...still, doubt });
      else onSaved();
    } catch (refusal) {
      setState({ ...still, refusal: refusal as Refusal });
    }
  };
  return { ...state, run };
}

/** Échap gives up; Ctrl Entrée saves from a text of several lines, where Entrée goes to the next one. */
const useKeys = (onClose: () => void) =>
  useCallback(
    (form: HTMLFormElement | null) => {
      const listen = (press: KeyboardEvent) => {
        const isText = press.target instanceof HTMLTextAreaElement;
        if (press.key === 'Escape') onClose();
        else if (press.key === 'Enter' && isText && (press.ctrlKey || press.metaKey)) form?.requestSubmit();
        else return;
        press.preventDefault();
        press.stopPropagation();
      };
      form?.addEventListener('keydown', listen);
      return () => form?.removeEventListener('keydown', listen);
    },
    [onClose],
  );

const still = { isBusy: false, refusal: null, doubt: null };

/** The first field takes the focus as it appears. */
function FirstFocused({ children }: { children: ReactNode }) {
  const focusFirst = (box: HTMLDivElement | null) =>
    box?.querySelector<HTMLElement>('input:not([type=hidden]), textarea, select, button')?.focus();
  return (
    <div ref={focusFirst} className={styles.fields}>
      {children}
    </div>
  );
}
