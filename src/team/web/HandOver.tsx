import { CopyButton } from '../../ui/actions/CopyButton.tsx';
import styles from './door.module.css';

/** A secret shown this once: to select, or to copy. */
export function HandOver({ secret, action }: { secret: string; action: string }) {
  return (
    <div className={styles.shown}>
      <code className={styles.secret}>{secret}</code>
      <CopyButton look="primary" text={secret}>
        {action}
      </CopyButton>
    </div>
  );
}
