import type { ReactNode } from 'react';
import { Icon, type IconName } from '../Icon.tsx';
import styles from './Facts.module.css';

export interface Fact {
  icon?: IconName;
  label: string;
  value: ReactNode;
  note?: ReactNode;
}

/** Names and values, one under the other; with icons, the names are for screen readers only. Props: facts ({ icon, label, value, note }). */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ icon, label, value, note }) => (
        <div key={label} className={icon ? styles.drawn : styles.written}>
          <dt>
            {icon && <Icon name={icon} />}
            <span className={icon ? styles.spoken : undefined}>{label}</span>
          </dt>
          <dd>
            {value}
            {note && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
