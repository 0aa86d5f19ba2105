import type { ReactNode } from 'react';
import { Icon } from '../Icon.tsx';
import styles from './SelectionBar.module.css';

interface SelectionBarProps {
  /** « 3 personnes ». */
  summary: string;
  onClear: () => void;
  /** `SelectionAct`s, the primary one first; a `SelectionAct` with `isLink` after the summary to choose beyond the page. */
  children: ReactNode;
}

/** What can be done to the ticked rows, floating above the list, which keeps 96 px free under its last row. Props: summary, onClear, children. */
export function SelectionBar({ summary, onClear, children }: SelectionBarProps) {
  return (
    <div className={styles.bar} role="toolbar" aria-label="Actions sur la sélection">
      <strong role="status">{summary}</strong>
      {children}
      <span className={styles.separator} />
      <button type="button" className={styles.act} aria-label="Vider la sélection" onClick={onClear}>
        <Icon name="x" />
      </button>
    </div>
  );
}

interface SelectionActProps {
  onPress: () => void;
  icon?: Parameters<typeof Icon>[0]['name'];
  look?: 'plain' | 'primary' | 'link';
  children: ReactNode;
}

/** One act of the bar. Props: onPress, icon, look, children. */
export function SelectionAct({ onPress, icon, look = 'plain', children }: SelectionActProps) {
  return (
    <button
      type="button"
      className={look === 'link' ? styles.link : look === 'primary' ? styles.primary : styles.act}
      onClick={onPress}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
