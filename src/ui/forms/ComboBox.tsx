import { ComboBox as AriaComboBox, Button, Input, ListBox, Popover } from 'react-aria-components/ComboBox';
import { Icon } from '../Icon.tsx';
import { FieldFault, FieldHead, type FieldProps, useAriaProps } from './FieldParts.tsx';
import styles from './field.module.css';
import { type Choice, Option } from './Option.tsx';

interface ComboBoxProps extends FieldProps {
  choices: readonly Choice[];
  /** What is chosen, by id. */
  value?: string | null;
  onChange?: (id: string | null) => void;
  /** What is typed: give both to search on the server, and pass `choices` already filtered. */
  typed?: string;
  onType?: (text: string) => void;
  /** What is typed may stand without being one of the choices. */
  acceptsOthers?: boolean;
  placeholder?: string;
  autoFocus?: boolean;
}

/** One among many, found by typing. Props: label, name, choices, value, onChange, typed, onType, acceptsOthers, placeholder, autoFocus. */
export function ComboBox(props: ComboBoxProps) {
  const { choices, value, onChange, typed, onType, acceptsOthers = false, placeholder, autoFocus = false } = props;
  return (
    <AriaComboBox
      {...useAriaProps(props)}
      {...(typed === undefined ? { defaultItems: choices } : { items: choices, inputValue: typed })}
      {...(value === undefined ? {} : { value })}
      {...(onChange ? { onChange: (id) => onChange(id === null ? null : String(id)) } : {})}
      {...(onType ? { onInputChange: onType } : {})}
      formValue={acceptsOthers ? 'text' : 'key'}
      allowsCustomValue={acceptsOthers}
      allowsEmptyCollection
      autoFocus={autoFocus}
      menuTrigger="focus"
    >
      <FieldHead {...props} />
      <div className={styles.box}>
        <Input className={styles.input ?? ''} {...(placeholder ? { placeholder } : {})} />
        <Button className={styles.stepper ?? ''}>
          <Icon name="chevron-down" size={16} />
        </Button>
      </div>
      <FieldFault {...props} />
      <Popover className={styles.popover ?? ''}>
        <ListBox className={styles.options ?? ''} renderEmptyState={() => <p className={styles.empty}>Rien ne correspond.</p>}>
          {(choice: Choice) => <Option choice={choice} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
