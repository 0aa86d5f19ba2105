import type { ReactNode } from 'react';
import { type SwitchProps as AriaProps, Switch as AriaSwitch } from 'react-aria-components/Switch';
import styles from './choices.module.css';

interface SwitchProps extends Pick<AriaProps, 'isSelected' | 'defaultSelected' | 'onChange' | 'isDisabled' | 'name'> {
  children: ReactNode;
  help?: string;
}

/** Takes effect at once, unlike a box to tick in a form. Props: children, help, isSelected, onChange. */
export function Switch({ children, help, ...props }: SwitchProps) {
  return (
    <AriaSwitch {...props} className={styles.choice ?? ''}>
      <span className={styles.track} aria-hidden="true" />
      <span>
        {children}
        {help && <small>{help}</small>}
      </span>
    </AriaSwitch>
  );
}
