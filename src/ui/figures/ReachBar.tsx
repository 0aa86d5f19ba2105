import { figure, percent } from '../words.ts';
import styles from './ReachBar.module.css';
import { type ReachCounts, reachParts } from './reach.ts';

/** How people can be reached: always in this order, these colours, with the figures written. Props: counts ({ email, sms, letter, call, none }). */
export function ReachBar({ counts }: { counts: ReachCounts }) {
  const parts = reachParts(counts);
  return (
    <div>
      <div className={styles.bar} aria-hidden="true">
        {parts.map(({ channel, ratio }) => (
          <i key={channel} className={styles[channel]} style={{ flex: `${ratio} 0 0` }} />
        ))}
      </div>
      <ul className={styles.legend}>
        {parts.map(({ channel, label, count, ratio }) => (
          <li key={channel}>
            <i className={styles[channel]} />
            <span>{label}</span>
            <b>{figure(count)}</b>
            <small>{percent(ratio)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
