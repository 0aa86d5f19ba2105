import type { ImportRun } from '../contract.ts';
import { writtenSentence } from '../labels.ts';
import styles from './imports.module.css';

/** « Après l’import : 866 nouvelles fiches, 38 complétées, aucune effacée. » */
export function Foreseen({ run }: { run: ImportRun }) {
  return (
    <p className={styles.foreseen} aria-live="polite">
      {run.figures && <>Après l’import&nbsp;: {writtenSentence(run.figures)}</>}
    </p>
  );
}
