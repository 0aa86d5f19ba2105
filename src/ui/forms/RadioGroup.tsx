import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components/RadioGroup';
import { classNames } from '../class-names.ts';
import styles from './choices.module.css';
import { FieldFault, FieldHead, type FieldProps, useAriaProps } from './FieldParts.tsx';
import type { Choice } from './Option.tsx';

interface RadioGroupProps<Id extends string> extends FieldProps {
  choices: readonly Choice<Id>[];
  value?: Id | null;
  defaultValue?: Id;
  onChange?: (id: Id) => void;
  /** `cards` gives each choice a frame; `row` puts them side by side, joined, for two or three short words. */
  look?: 'list' | 'cards' | 'row';
}

/** One among a few, all in sight. Props: label, name, choices, value, defaultValue, onChange, look. */
export function RadioGroup<Id extends string>({ look = 'list', ...props }: RadioGroupProps<Id>) {
  const { choices, value, defaultValue, onChange } = props;
  return (
    <AriaRadioGroup
      {...useAriaProps(props)}
      {...(value === undefined ? {} : { value })}
      {...(defaultValue ? { defaultValue } : {})}
      {...(onChange ? { onChange: (id: string) => onChange(id as Id) } : {})}
    >
      <FieldHead {...props} />
      <div className={look === 'row' ? styles.row : styles.list}>
        {choices.map((choice) => (
          <Radio
            key={choice.id}
            value={choice.id}
            className={look === 'row' ? (styles.segment ?? '') : classNames(styles.choice, look === 'cards' && styles.card)}
          >
            {look !== 'row' && <span className={styles.disc} aria-hidden="true" />}
            <span>
              {choice.label}
              {choice.help && <small>{choice.help}</small>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldFault {...props} />
    </AriaRadioGroup>
  );
}
