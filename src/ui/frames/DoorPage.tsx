import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import { Brand } from '../signs/Brand.tsx';
import styles from './DoorPage.module.css';

interface DoorPageProps {
  title: string;
  subtitle?: ReactNode;
  /** For a task in several steps, or a choice between two. */
  isWide?: boolean;
  children: ReactNode;
}

/** A page before the app's frame: the brand, a title, what is asked. Props: title, subtitle, isWide, children (often one `Paper`). */
export function DoorPage({ title, subtitle, isWide = false, children }: DoorPageProps) {
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Brand />
      </header>
      <main className={classNames(styles.body, isWide && styles.wide)}>
        <div className={styles.title}>
          <h1>{title}</h1>
          {subtitle && <p>{subtitle}</p>}
        </div>
        {children}
      </main>
    </div>
  );
}

/** The sheet a form of a `DoorPage` stands on. */
export function Paper({ children }: { children: ReactNode }) {
  return <div className={styles.paper}>{children}</div>;
}
