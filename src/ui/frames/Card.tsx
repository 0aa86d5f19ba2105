import type { ReactNode } from 'react';
import { useId } from 'react';
import styles from './Card.module.css';

interface CardProps {
  title?: string;
  /** A `Link` or a small button at the end of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A framed part of a screen. Props: title (an h2, names the region), aside, children. */
export function Card({ title, aside, children }: CardProps) {
  const titleId = useId();
  return (
    <section className={styles.card} {...(title ? { 'aria-labelledby': titleId } : {})}>
      {title && <Heading id={titleId} title={title} aside={aside} />}
      {children}
    </section>
  );
}

/** A title inside a pane, with something at its end. Props: title, aside, id. */
export function Heading({ title, aside, id }: { title: string; aside?: ReactNode; id?: string }) {
  return (
    <div className={styles.heading}>
      <h2 id={id}>{title}</h2>
      {aside && <div className={styles.aside}>{aside}</div>}
    </div>
  );
}

/** One part of a pane, ruled from the next. */
export function Block({ children }: { children: ReactNode }) {
  return <div className={styles.block}>{children}</div>;
}
