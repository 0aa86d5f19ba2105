import { ListBoxItem } from 'react-aria-components/Select';
import { Icon, type IconName } from '../Icon.tsx';
import styles from './field.module.css';

/** One thing that can be chosen, in `Select`, `ComboBox`, `RadioGroup` and `CheckboxGroup`. */
export interface Choice<Id extends string = string> {
  id: Id;
  label: string;
  help?: string;
  /** Drawn in `RadioGroup` with the look `pills`. */
  icon?: IconName;
}

export function Option({ choice }: { choice: Choice }) {
  return (
    <ListBoxItem id={choice.id} textValue={choice.label} className={styles.option ?? ''}>
      {({ isSelected }) => (
        <>
          <span>
            {choice.label}
            {choice.help && <small>{choice.help}</small>}
          </span>
          {isSelected && <Icon name="check" size={16} className={styles.tick} />}
        </>
      )}
    </ListBoxItem>
  );
}
