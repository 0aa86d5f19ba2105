import styles from './Skeleton.module.css';

/** Grey lines in the shape of what is coming; nothing shows before 300 ms. Props: lines. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  return (
    <div className={styles.skeleton} role="status">
      <span className={styles.spoken}>Chargement</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are all alike
        <i key={line} />
      ))}
    </div>
  );
}
