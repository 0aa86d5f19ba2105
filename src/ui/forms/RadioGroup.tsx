import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components/RadioGroup';
import { classNames } from '../class-names.ts';
import { Icon } from '../Icon.tsx';
import styles from './choices.module.css';
import { FieldFault, FieldHead, type FieldProps, useAriaProps } from './FieldParts.tsx';
import type { Choice } from './Option.tsx';

interface RadioGroupProps<Id extends string> extends FieldProps {
  choices: readonly Choice<Id>[];
  value?: Id | null;
  defaultValue?: Id;
  onChange?: (id: Id) => void;
  /** `cards` gives each choice a frame; `row` joins two or three short words side by side; `pills` puts more of them apart, with their drawings. */
  look?: 'list' | 'cards' | 'row' | 'pills';
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
      <div className={frames[look]}>
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className={choiceLooks[look]}>
            {(look === 'list' || look === 'cards') && <span className={styles.disc} aria-hidden="true" />}
            {look === 'pills' && choice.icon && <Icon name={choice.icon} size={18} />}
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

const frames = { list: styles.list, cards: styles.list, row: styles.row, pills: styles.pills };
const choiceLooks = {
  list: classNames(styles.choice),
  cards: classNames(styles.choice, styles.card),
  row: classNames(styles.segment),
  pills: classNames(styles.pill),
};
