import { classNames } from '../class-names.ts';
import styles from './EngagementLevel.module.css';

/** Three steps and a word. Props: level (0 to 3), children (the word). */
export function EngagementLevel({ level, children }: { level: 0 | 1 | 2 | 3; children: string }) {
  return (
    <span className={styles.engagement}>
      {[1, 2, 3].map((step) => (
        <i key={step} aria-hidden="true" className={classNames(step <= level && styles.reached)} />
      ))}
      <span>{children}</span>
    </span>
  );
}
