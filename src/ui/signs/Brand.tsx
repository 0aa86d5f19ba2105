import styles from './Brand.module.css';

/** The arch and the dots of the square in front of it. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <path d="M5 22V15a11 11 0 0 1 22 0v7h-6.2v-6.6a4.8 4.8 0 0 0-9.6 0V22Z" fill="var(--primary)" />
        <g fill="var(--channel-letter)">
          <circle cx="7.2" cy="27.4" r="2.1" />
          <circle cx="13.1" cy="27.4" r="2.1" />
        </g>
        <g fill="var(--primary)">
          <circle cx="18.9" cy="27.4" r="2.1" />
          <circle cx="24.8" cy="27.4" r="2.1" />
        </g>
      </svg>
      Parvis
    </span>
  );
}
