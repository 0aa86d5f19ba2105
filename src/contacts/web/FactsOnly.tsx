import styles from './FactsOnly.module.css';

/** Under every free text (trust P-25): what may be written, and who may read it. */
export const FactsOnly = () => (
  <p className={styles.reminder}>
    Des faits, sans jugement ni donnée sensible (santé, religion, opinions). La personne peut lire ce texte.
  </p>
);
