import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaProps,
  Button,
  Group,
  Input,
} from 'react-aria-components/NumberField';
import { Icon } from '../Icon.tsx';
import { FieldFault, FieldHead, type FieldProps, useAriaProps } from './FieldParts.tsx';
import styles from './field.module.css';

type Counting = Pick<
  AriaProps,
  'value' | 'defaultValue' | 'onChange' | 'minValue' | 'maxValue' | 'step' | 'isDisabled' | 'formatOptions'
>;

const countingOf = ({ label, name, help, error, isRequired, isOptional, hidesLabel, ...counting }: FieldProps & Counting) =>
  counting;

/** A quantity (not a code or a phone number). Props: label, name, help, error, value, onChange, minValue, maxValue, step. */
export function NumberField(props: FieldProps & Counting) {
  return (
    <AriaNumberField {...countingOf(props)} {...useAriaProps(props)}>
      <FieldHead {...props} />
      <Group className={styles.box ?? ''}>
        <Input className={styles.input ?? ''} />
        <Button slot="decrement" className={styles.stepper ?? ''}>
          <Icon name="minus" size={16} />
        </Button>
        <Button slot="increment" className={styles.stepper ?? ''}>
          <Icon name="plus" size={16} />
        </Button>
      </Group>
      <FieldFault {...props} />
    </AriaNumberField>
  );
}
