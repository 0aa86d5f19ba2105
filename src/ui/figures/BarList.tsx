import { figure } from '../words.ts';
import styles from './BarList.module.css';

/** Labelled horizontal bars, figures written; `words` stand for a figure that is not said. Props: label (spoken), bars ({ label, count, words }). */
export function BarList({ label, bars }: { label: string; bars: readonly { label: string; count: number; words?: string }[] }) {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  return (
    <ul className={styles.bars} aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.label}>
          <span title={bar.label}>{bar.label}</span>
          <i aria-hidden="true">
            <b style={{ width: `${(bar.count / most) * 100}%` }} />
          </i>
          <em>{bar.words ?? figure(bar.count)}</em>
        </li>
      ))}
    </ul>
  );
}
