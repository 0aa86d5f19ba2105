import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components/TextField';
import { classNames } from '../class-names.ts';
import { Icon } from '../Icon.tsx';
import styles from './field.module.css';

/** What every field takes. */
export interface FieldProps {
  label: string;
  /** Its name in the form's values, and in the `errors[]` of a refusal. */
  name?: string;
  /** One line before the field, on how to fill it. */
  help?: ReactNode;
  /** What is wrong and what to do; the form fills it by itself from a refusal. */
  error?: string | undefined;
  isRequired?: boolean;
  /** Adds « (facultatif) » after the label. */
  isOptional?: boolean;
  /** Keeps the label for screen readers only, where the place says it. */
  hidesLabel?: boolean;
}

export function FieldHead({ label, help, isOptional, hidesLabel }: FieldProps) {
  return (
    <>
      <Label className={classNames(hidesLabel ? styles.hiddenLabel : styles.label)}>
        {label}
        {isOptional && <span className={styles.optional}> (facultatif)</span>}
      </Label>
      {help && (
        <Text slot="description" className={styles.help ?? ''}>
          {help}
        </Text>
      )}
    </>
  );
}

export function FieldFault({ error }: { error?: string | undefined }) {
  return (
    <FieldError className={styles.error ?? ''}>
      {({ validationErrors }) => (
        <>
          <Icon name="alert-circle" size={16} />
          <span>{error ?? validationErrors.join(' ')}</span>
        </>
      )}
    </FieldError>
  );
}

/** What a React Aria field takes of ours: nothing is passed that was not given. */
export const ariaProps = ({ name, error, isRequired }: FieldProps) => ({
  ...(name ? { name } : {}),
  ...(error ? { isInvalid: true } : {}),
  ...(isRequired ? { isRequired: true } : {}),
  className: styles.field ?? '',
});
