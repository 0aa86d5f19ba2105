import type { ReactNode } from 'react';
import styles from './KeyFigures.module.css';

interface KeyFigure {
  label: string;
  value: string;
  note?: ReactNode;
}

/** Two to four figures in a row. Props: figures ({ label, value, note }). */
export function KeyFigures({ figures }: { figures: readonly KeyFigure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ label, value, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <b>{value}</b>
            {note && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One large figure and what it counts, spoken again when it changes: « 243 personnes dans 186 foyers ». Props: value, children, isStale (dimmed while it refreshes). */
export function BigCount({ value, children, isStale = false }: { value: string; children: ReactNode; isStale?: boolean }) {
  return (
    <p className={styles.big} aria-live="polite" {...(isStale ? { 'data-stale': '' } : {})}>
      <b>{value}</b>
      <span>{children}</span>
    </p>
  );
}
