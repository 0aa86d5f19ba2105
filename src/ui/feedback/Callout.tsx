import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import { Icon, type IconName } from '../Icon.tsx';
import styles from './Callout.module.css';

const iconOf = { info: 'info-circle', warning: 'alert-triangle', danger: 'alert-circle', done: 'circle-check' } as const;

interface CalloutProps {
  tone: keyof typeof iconOf;
  title: string;
  icon?: IconName;
  /** Spoken as soon as it appears. */
  isLive?: boolean;
  children?: ReactNode;
}

/** A remark that matters, with its title. Props: tone (info, warning, danger, done), title, icon, isLive, children. */
export function Callout({ tone, title, icon, isLive = false, children }: CalloutProps) {
  return (
    <div className={classNames(styles.callout, styles[tone])} {...(isLive ? { role: 'status' } : {})}>
      <Icon name={icon ?? iconOf[tone]} />
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}

/** The explanation beside a computed thing. Props: children. */
export function Why({ children }: { children: ReactNode }) {
  return (
    <p className={styles.why}>
      <Icon name="info-circle" />
      <span>{children}</span>
    </p>
  );
}
