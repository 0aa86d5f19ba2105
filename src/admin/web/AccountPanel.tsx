import { type SignedInSession, sessionApi } from '../../team/contract.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Link } from '../../ui/actions/Link.tsx';
import { useWrite } from '../../ui/ask.ts';
import { Dialog, DialogActions } from '../../ui/frames/Dialog.tsx';
import { forgetVisits } from '../../ui/place.ts';
import { DensityToggle, ShortcutsToggle, ThemeToggle } from '../../ui/ThemeToggle.tsx';
import { fullName } from './session.ts';

export function AccountPanel({ session, onClose }: { session: SignedInSession; onClose: () => void }) {
  const leaving = useWrite(sessionApi.signOut);
  // Loaded anew: nothing of what was read, nor of where one has been, stays for the next person.
  const leave = () =>
    leaving.mutate(
      {},
      {
        onSuccess: () => {
          forgetVisits();
          location.assign('/connexion');
        },
      },
    );
  return (
    <Dialog title={fullName(session)} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <ThemeToggle />
      <DensityToggle />
      <ShortcutsToggle />
      <Link href="/mon-compte" onPress={onClose}>
        Mot de passe et sessions
      </Link>
      <DialogActions>
        <Button icon="logout" busy={leaving.isPending} onPress={leave}>
          Se déconnecter
        </Button>
      </DialogActions>
    </Dialog>
  );
}
