import { useIsOnline } from '../ask.ts';
import { Icon } from '../Icon.tsx';
import styles from './Callout.module.css';

/** A calm band while the server cannot be reached; the app keeps trying by itself. Mounted once, by the shell. */
export function OfflineBand() {
  const isOnline = useIsOnline();
  return (
    <div role="status">
      {!isOnline && (
        <p className={styles.band}>
          <Icon name="cloud-off" />
          La connexion est coupée. Votre texte est gardé sur cet ordinateur&nbsp;; nous réessayons tout seuls.
        </p>
      )}
    </div>
  );
}
