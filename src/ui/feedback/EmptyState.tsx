import type { ReactNode } from 'react';
import { HollowFan } from '../figures/CommuneFan.tsx';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  /** « La place est encore vide » */
  title: string;
  /** One sentence. Three different cases, three texts: nothing yet, nothing for this filter, no right to see. */
  children: ReactNode;
  /** One button. */
  action?: ReactNode;
}

/** Nothing to show, and what to do about it. Props: title, children (one sentence), action (one button). */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <HollowFan />
      <strong>{title}</strong>
      <p>{children}</p>
      {action}
    </div>
  );
}
