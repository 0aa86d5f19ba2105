import type { ReactNode } from 'react';
import { figure } from '../words.ts';
import styles from './Toolbar.module.css';

/** What filters and arranges a list: a `SearchField` in a `ToolbarField`, `Chips`, then buttons after a `ToolbarSpace`. */
export function Toolbar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section aria-label={label} className={styles.toolbar}>
      {children}
    </section>
  );
}

export function ToolbarField({ children }: { children: ReactNode }) {
  return <div className={styles.field}>{children}</div>;
}

export const ToolbarSpace = () => <span className={styles.space} />;

interface ResultCountProps {
  count: number | undefined;
  one: string;
  many: string;
  /** Dimmed while a new count is on its way. */
  isStale?: boolean;
  /** What follows the count: « · 1 filtre ajouté », links. */
  children?: ReactNode;
}

/** « 318 personnes », spoken when it changes. Props: count, one, many, isStale, children. */
export function ResultCount({ count, one, many, isStale = false, children }: ResultCountProps) {
  return (
    <p className={styles.count} {...(isStale ? { 'data-stale': '' } : {})}>
      <span aria-live="polite">
        {count !== undefined && (
          <>
            <b>{figure(count)}</b> {count < 2 ? one : many}
          </>
        )}
      </span>
      {children}
    </p>
  );
}
