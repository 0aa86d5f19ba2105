import { createContext, type ReactNode, useContext } from 'react';
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

/** The faults of the form around, by field: they stay until the next attempt, so that nothing moves under the pointer meanwhile. */
export const Faults = createContext<Readonly<Record<string, string[]>>>({});

const useFault = ({ name, error }: Pick<FieldProps, 'name' | 'error'>): string | undefined => {
  const faults = useContext(Faults);
  return error ?? (name ? faults[name]?.join(' ') : undefined);
};

export function FieldFault(props: Pick<FieldProps, 'name' | 'error'>) {
  const fault = useFault(props);
  return (
    <FieldError className={styles.error ?? ''}>
      <Icon name="alert-circle" size={16} />
      <span>{fault}</span>
    </FieldError>
  );
}

/** What a React Aria field takes of ours: nothing is passed that was not given. */
export const useAriaProps = (props: FieldProps) => ({
  ...(props.name ? { name: props.name } : {}),
  ...(useFault(props) ? { isInvalid: true } : {}),
  ...(props.isRequired ? { isRequired: true } : {}),
  className: styles.field ?? '',
});
