import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import styles from './Slab.module.css';

/** The body of a screen under its header, with the slab's side margins. */
export function Slab({ children }: { children: ReactNode }) {
  return <div className={styles.slab}>{children}</div>;
}

interface ColumnsProps {
  /** Where the wide pane stands: a narrow pane `left`, `right`, or on `both` sides of it; `even` makes them equal. */
  shape: 'left' | 'right' | 'both' | 'even';
  children: ReactNode;
}

/** Panes side by side, ruled; one under the other on narrow screens. Children: `Pane`s. Props: shape. */
export function Columns({ shape, children }: ColumnsProps) {
  return <div className={classNames(styles.columns, styles[shape])}>{children}</div>;
}

/** One pane of `Columns`; `isSunken` for what comments the main one. Props: label (names it as a region), isSunken. */
export function Pane({ label, isSunken = false, children }: { label: string; isSunken?: boolean; children: ReactNode }) {
  return (
    <section aria-label={label} className={classNames(styles.pane, isSunken && styles.sunken)}>
      {children}
    </section>
  );
}

/** The bar at the foot of a task: a summary, then buttons. */
export function FooterBar({ children }: { children: ReactNode }) {
  return <div className={styles.footer}>{children}</div>;
}
