import { useState } from 'react';
import { Button } from '../../ui/actions/Button.tsx';
import styles from './door.module.css';

/** A secret shown this once: to select, or to copy. */
export function HandOver({ secret, action }: { secret: string; action: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(secret).then(() => setIsCopied(true));
  return (
    <div className={styles.shown}>
      <code className={styles.secret}>{secret}</code>
      <Button icon={isCopied ? 'check' : 'copy'} look="primary" onPress={copy}>
        {isCopied ? 'Copié' : action}
      </Button>
    </div>
  );
}
