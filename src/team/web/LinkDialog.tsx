import { Button } from '../../ui/actions/Button.tsx';
import { Dialog, DialogActions } from '../../ui/frames/Dialog.tsx';
import { type SignInLink, signInPath } from '../contract.ts';
import styles from './door.module.css';
import { HandOver } from './HandOver.tsx';

export interface LinkToHandOver {
  name: string;
  link: SignInLink;
}

/** The link of someone who has just been added, or who lost their password: it is shown here only. */
export function LinkDialog({ given, onClose }: { given: LinkToHandOver; onClose: () => void }) {
  return (
    <Dialog title={`Lien de connexion de ${given.name}`} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <div className={styles.shown}>
        <p>
          Remettez-le en main propre ou par un moyen sûr. Il sert une seule fois, dans les 48 heures, et ne sera plus affiché.
        </p>
        <HandOver secret={`${location.origin}${signInPath(given.link.token)}`} action="Copier le lien" />
      </div>
      <DialogActions>
        <Button onPress={onClose}>Fermer</Button>
      </DialogActions>
    </Dialog>
  );
}
