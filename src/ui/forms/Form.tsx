import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Form as AriaForm } from 'react-aria-components/Form';
import type { z } from 'zod';
import { Button, type ButtonProps } from '../actions/Button.tsx';
import { ErrorSummary } from './ErrorSummary.tsx';
import { Faults } from './FieldParts.tsx';
import styles from './Form.module.css';
import { type FormValues, faultsByField, type Refusal, refusalOf, valuesOf } from './refusal.ts';

export interface FormProps<Values> {
  /** The contract's schema of the body: its faults are shown by field before anything leaves. */
  schema?: z.ZodType<Values>;
  /** The refusal of the last attempt: `error` of a `useWrite`. */
  refusal?: Refusal | null;
  onSubmit: (values: Values) => void;
  /** Its spoken name, where several forms share a screen. */
  label?: string;
  children: ReactNode;
}

/** Fields by name, a summary of what to correct on top, one `Submit`. Props: schema, refusal, onSubmit(values), label, children. */
export function Form<Values = FormValues>({ schema, refusal, onSubmit, label, children }: FormProps<Values>) {
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Refusal | null>(null);
  const shown = faults ?? refusal ?? null;

  const submit = (submission: FormEvent<HTMLFormElement>) => {
    submission.preventDefault();
    const values = valuesOf(new FormData(submission.currentTarget));
    const checked = schema?.safeParse(values);
    setFaults(checked?.error ? refusalOf(checked.error) : null);
    if (!checked?.error) onSubmit((checked ? checked.data : values) as Values);
  };

  return (
    <AriaForm
      ref={form}
      className={styles.form ?? ''}
      validationBehavior="aria"
      onSubmit={submit}
      {...(label ? { 'aria-label': label } : {})}
    >
      {shown && <ErrorSummary refusal={shown} form={form} />}
      <Faults value={faultsByField(shown)}>{children}</Faults>
    </AriaForm>
  );
}

/** Fields side by side, one under the other on a phone. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

/** The buttons at the foot of a form. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}

/** The primary button of a form, named by its result. Props: as `Button`. */
export function Submit(props: ButtonProps) {
  return <Button look="primary" {...props} type="submit" />;
}
