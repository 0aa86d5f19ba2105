import { Link } from '../actions/Link.tsx';
import { Icon } from '../Icon.tsx';
import styles from './Stepper.module.css';

interface StepperProps {
  /** In order; a step already done may be reached again through its `href`. */
  steps: readonly { id: string; label: string; href?: string }[];
  current: string;
}

/** Where one is in a task of several steps. Props: steps ({ id, label, href }), current. */
export function Stepper({ steps, current }: StepperProps) {
  const at = steps.findIndex((step) => step.id === current);
  return (
    <nav aria-label="Étapes">
      <ol className={styles.steps}>
        {steps.map(({ id, label, href }, rank) => (
          <li
            key={id}
            className={rank < at ? styles.done : rank === at ? styles.current : ''}
            {...(rank === at ? { 'aria-current': 'step' as const } : {})}
          >
            <b>{rank < at ? <Icon name="check" size={16} /> : rank + 1}</b>
            {rank < at && href ? <Link href={href}>{label}</Link> : label}
            {rank < at && <span className={styles.spoken}> (étape faite)</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
