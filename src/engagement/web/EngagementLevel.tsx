import type { EngagementLevel as Level } from '../contract.ts';
import { engagementLabel } from '../labels.ts';
import styles from './Engagement.module.css';

const steps: Record<Level, number> = { very_active: 3, active: 2, passive: 1, dormant: 0 };

/** Three steps and a word. */
export function EngagementLevel({ level }: { level: Level }) {
  return (
    <span className={styles.level} data-steps={steps[level]}>
      <i aria-hidden="true" />
      <i aria-hidden="true" />
      <i aria-hidden="true" />
      <span>{engagementLabel[level]}</span>
    </span>
  );
}
