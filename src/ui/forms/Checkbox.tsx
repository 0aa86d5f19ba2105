import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaProps } from 'react-aria-components/Checkbox';
import { CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components/CheckboxGroup';
import styles from './choices.module.css';
import { FieldFault, FieldHead, type FieldProps, useAriaProps } from './FieldParts.tsx';
import type { Choice } from './Option.tsx';

interface CheckboxProps
  extends Pick<AriaProps, 'isSelected' | 'defaultSelected' | 'onChange' | 'isIndeterminate' | 'isDisabled' | 'name' | 'value'> {
  children?: ReactNode;
  help?: string;
  /** Its spoken name when nothing is written beside it. */
  label?: string;
}

/** A real box to tick. Props: children (its words), help, label (when alone), name, value, isSelected, defaultSelected, isIndeterminate, onChange. */
export function Checkbox({ children, help, label, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox {...props} className={styles.choice ?? ''} {...(label ? { 'aria-label': label } : {})}>
      <span className={styles.box} aria-hidden="true" />
      {children && (
        <span>
          {children}
          {help && <small>{help}</small>}
        </span>
      )}
    </AriaCheckbox>
  );
}

interface CheckboxGroupProps extends FieldProps {
  choices: readonly Choice[];
  value?: string[];
  defaultValue?: string[];
  onChange?: (ids: string[]) => void;
}

/** Several among a few. Props: label, name, choices, value, defaultValue, onChange. */
export function CheckboxGroup(props: CheckboxGroupProps) {
  const { choices, value, defaultValue, onChange } = props;
  return (
    <AriaCheckboxGroup
      {...useAriaProps(props)}
      {...(value ? { value } : {})}
      {...(defaultValue ? { defaultValue } : {})}
      {...(onChange ? { onChange } : {})}
    >
      <FieldHead {...props} />
      <div className={styles.list}>
        {choices.map((choice) => (
          <Checkbox key={choice.id} value={choice.id} {...(choice.help ? { help: choice.help } : {})}>
            {choice.label}
          </Checkbox>
        ))}
      </div>
      <FieldFault {...props} />
    </AriaCheckboxGroup>
  );
}
