import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { classNames } from '../class-names.ts';
import { Icon, type IconName } from '../Icon.tsx';
import styles from './Button.module.css';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'soft' | 'danger' | 'link';

export interface Dress {
  /** One `primary` per screen, named by its result. `quiet` has no border; `link` reads as a link. Default `secondary`. */
  look?: ButtonLook;
  size?: 'normal' | 'small';
  icon?: IconName;
}

export const dressOf = ({ look = 'secondary', size = 'normal' }: Dress) =>
  classNames(styles.button, styles[look], size === 'small' && styles.small);

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'isPending'>, Dress {
  children: ReactNode;
  /** The work is under way: the button stays focusable, says so, and does nothing more. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** Props: look, size, icon, busy, onPress, isDisabled, type, children. */
export function Button({ look, size, icon, busy = false, children, onPress, type, ...rest }: ButtonProps) {
  // Not React Aria's `isPending`: its announcement stays in the page as an image that has lost its name once the button is gone.
  const acts = busy ? waiting : { ...(onPress ? { onPress } : {}), ...(type ? { type } : {}) };
  return (
    <AriaButton {...rest} {...acts} className={dressOf({ ...(look ? { look } : {}), ...(size ? { size } : {}) })}>
      {busy ? <span className={styles.turning} aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
      {busy && <span className={styles.spoken}>, en cours</span>}
    </AriaButton>
  );
}

const waiting = { 'aria-disabled': true, type: 'button' } as const;
