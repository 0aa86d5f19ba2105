import type { ReactNode } from 'react';
import { useQuiet } from '../useQuiet.ts';
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
  /** There are more, still being counted. */
  isAtLeast?: boolean;
  /** What follows the count: « · 1 filtre ajouté », links. */
  children?: ReactNode;
}

/** « 318 personnes », spoken once it has rested. Props: count, one, many, isStale, isAtLeast, children. */
export function ResultCount({ count, one, many, isStale = false, isAtLeast = false, children }: ResultCountProps) {
  const words = count !== undefined && count < 2 && !isAtLeast ? one : many;
  const said = count === undefined || isStale ? '' : `${isAtLeast ? 'plus de ' : ''}${figure(count)} ${words}`;
  return (
    <div className={styles.count} {...(isStale ? { 'data-stale': '' } : {})}>
      {count !== undefined && (
        <p>
          {isAtLeast && 'plus de '}
          <b>{figure(count)}</b> {words}
        </p>
      )}
      <span role="status" className={styles.spoken}>
        {useQuiet(said)}
      </span>
      {children}
    </div>
  );
}
