import { Select as AriaSelect, Button, ListBox, Popover, SelectValue } from 'react-aria-components/Select';
import { classNames } from '../class-names.ts';
import { Icon } from '../Icon.tsx';
import { FieldFault, FieldHead, type FieldProps, useAriaProps } from './FieldParts.tsx';
import styles from './field.module.css';
import { type Choice, Option } from './Option.tsx';

interface SelectProps<Id extends string> extends FieldProps {
  choices: readonly Choice<Id>[];
  value?: Id | null;
  defaultValue?: Id;
  onChange?: (id: Id) => void;
  placeholder?: string;
  isDisabled?: boolean;
}

/** One among a few: a menu of choices. Props: label, name, choices ({ id, label, help }), value, defaultValue, onChange, placeholder. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { choices, value, defaultValue, onChange, placeholder, isDisabled = false } = props;
  return (
    <AriaSelect
      {...useAriaProps(props)}
      placeholder={placeholder ?? 'Choisir…'}
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      // Without choices yet it would not open, without a word: it says so by its look.
      isDisabled={isDisabled || choices.length === 0}
      onChange={(id) => id !== null && onChange?.(id as Id)}
    >
      <FieldHead {...props} />
      <Button className={classNames(styles.box, styles.trigger)}>
        <SelectValue>
          {({ selectedText, isPlaceholder, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <Icon name="chevron-down" size={16} />
      </Button>
      <FieldFault {...props} />
      <Popover className={styles.popover ?? ''}>
        <ListBox items={choices} className={styles.options ?? ''}>
          {(choice) => <Option choice={choice} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
