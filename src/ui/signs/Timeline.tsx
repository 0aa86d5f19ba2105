import type { ReactNode } from 'react';
import { Icon, type IconName } from '../Icon.tsx';
import styles from './Timeline.module.css';

export interface TimelineEntry {
  id: string;
  icon: IconName;
  /** A filled mark when the person acted, a hollow one when something reached them; said in words too. */
  hasActed: boolean;
  title: ReactNode;
  /** When, and by whom: « 9 oct. · noté par Fatou Kermeur ». */
  note?: ReactNode;
  body?: ReactNode;
  /** A button at the end of the line. */
  aside?: ReactNode;
}

interface TimelineProps {
  label: string;
  entries: readonly TimelineEntry[];
  /** Spoken before each title: what a filled and a hollow mark mean. */
  acted?: string;
  reached?: string;
}

/** What happened, newest first. Props: label, entries ({ id, icon, hasActed, title, note, body, aside }), acted, reached. */
export function Timeline({ label, entries, acted = 'A agi', reached = 'A reçu' }: TimelineProps) {
  return (
    <ol className={styles.timeline} aria-label={label}>
      {entries.map(({ id, icon, hasActed, title, note, body, aside }) => (
        <li key={id} className={hasActed ? styles.acted : styles.reached}>
          <span className={styles.mark}>
            <Icon name={icon} />
          </span>
          <div className={styles.words}>
            <strong>
              <span className={styles.spoken}>{hasActed ? acted : reached}&nbsp;: </span>
              {title}
            </strong>
            {note && <p>{note}</p>}
            {body && <div className={styles.body}>{body}</div>}
          </div>
          {aside}
        </li>
      ))}
    </ol>
  );
}
