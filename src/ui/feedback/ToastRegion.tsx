import { Icon } from '../Icon.tsx';
import styles from './ToastRegion.module.css';
import { toasts, useToasts } from './toasts.ts';

/** Where `announce(message, undo?)` is read: ten seconds, paused under the pointer or the focus. Mounted once, by the shell. */
export function ToastRegion() {
  const shown = useToasts();
  return (
    <div
      role="status"
      className={styles.region}
      onMouseEnter={toasts.pause}
      onMouseLeave={toasts.resume}
      onFocus={toasts.pause}
      onBlur={toasts.resume}
    >
      {shown.map(({ id, message, undo }) => (
        <div key={id} className={styles.toast}>
          <Icon name="circle-check" />
          <span>{message}</span>
          {undo && (
            <button
              type="button"
              className={styles.undo}
              onClick={() => {
                toasts.dismiss(id);
                undo();
              }}
            >
              Annuler
            </button>
          )}
          <button type="button" className={styles.close} aria-label="Fermer ce message" onClick={() => toasts.dismiss(id)}>
            <Icon name="x" size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}
