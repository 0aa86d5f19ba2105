import { figure, percent } from '../words.ts';
import styles from './ProgressBar.module.css';

interface ProgressBarProps {
  label: string;
  done: number;
  total: number;
}

/** How far long work has gone, in figures too. Props: label, done, total. */
export function ProgressBar({ label, done, total }: ProgressBarProps) {
  const ratio = total > 0 ? Math.min(done / total, 1) : 0;
  return (
    <div className={styles.progress}>
      <div className={styles.words}>
        <span>{label}</span>
        <b>
          {figure(done)} sur {figure(total)}
        </b>
      </div>
      <progress aria-label={label} value={ratio} max={1}>
        {percent(ratio)}
      </progress>
    </div>
  );
}
