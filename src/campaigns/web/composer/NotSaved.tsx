import type { Refusal } from '../../../platform/client.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import styles from './Composer.module.css';

/** Why the draft is not on the server, and what one can do; nothing of it is lost. */
export function NotSaved({ refusal, onSettle }: { refusal: Refusal; onSettle: (keepsMine: boolean) => Promise<void> }) {
  return (
    <div className={styles.message}>
      {refusal.status === 412 ? (
        <Callout tone="warning" title="Quelqu’un vient de changer cette lettre" isLive>
          <p>Rien de ce que vous avez écrit n’est perdu. Choisissez ce qui reste.</p>
          <div className={styles.tools}>
            <Button size="small" onPress={() => onSettle(true)}>
              Garder ce que j’ai écrit
            </Button>
            <Button size="small" onPress={() => onSettle(false)}>
              Prendre l’autre version
            </Button>
          </div>
        </Callout>
      ) : (
        <Callout tone="danger" title="Le brouillon n’est pas enregistré" isLive>
          {refusal.message} Votre texte est gardé sur cet ordinateur.
        </Callout>
      )}
    </div>
  );
}
