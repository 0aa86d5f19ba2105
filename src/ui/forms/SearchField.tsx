import type { Ref } from 'react';
import {
  type SearchFieldProps as AriaProps,
  SearchField as AriaSearchField,
  Button,
  Input,
  Label,
} from 'react-aria-components/SearchField';
import { Icon } from '../Icon.tsx';
import styles from './field.module.css';

interface SearchFieldProps
  extends Pick<AriaProps, 'value' | 'defaultValue' | 'onChange' | 'onSubmit' | 'autoFocus' | 'onKeyDown'> {
  /** Its spoken name; shown inside as a hint too unless `placeholder` says more. */
  label: string;
  placeholder?: string;
  ref?: Ref<HTMLInputElement>;
}

/** Searches as one types; Échap or the cross empties it. Props: label, placeholder, value, onChange, onSubmit. */
export function SearchField({ label, placeholder, ref, ...props }: SearchFieldProps) {
  return (
    <AriaSearchField {...props} className={styles.field ?? ''}>
      <Label className={styles.hiddenLabel ?? ''}>{label}</Label>
      <div className={styles.box}>
        <Icon name="search" />
        <Input className={styles.input ?? ''} placeholder={placeholder ?? label} {...(ref ? { ref } : {})} />
        <Button className={styles.clear ?? ''}>
          <Icon name="x" size={16} />
        </Button>
      </div>
    </AriaSearchField>
  );
}
