import { classNames } from '../class-names.ts';
import { Icon, type IconName } from '../Icon.tsx';
import styles from './Badge.module.css';

export type Tone = 'neutral' | 'info' | 'warning' | 'danger' | 'done' | 'voice' | 'outline';

interface BadgeProps {
  tone?: Tone;
  icon?: IconName;
  children: string;
}

/** A state, in a word, never by colour alone. Props: tone (info, warning, danger, done, voice, neutral, outline), icon, children. */
export function Badge({ tone = 'neutral', icon, children }: BadgeProps) {
  return (
    <span className={classNames(styles.badge, styles[tone])}>
      {icon && <Icon name={icon} size={16} />}
      {children}
    </span>
  );
}
