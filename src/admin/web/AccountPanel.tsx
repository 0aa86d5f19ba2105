import { Button } from '../../ui/actions/Button.tsx';
import { useWrite } from '../../ui/ask.ts';
import { Dialog, DialogActions } from '../../ui/frames/Dialog.tsx';
import { DensityToggle, ThemeToggle } from '../../ui/ThemeToggle.tsx';
import { fullName, type Session, sessionApi } from './session.ts';

export function AccountPanel({ session, onClose }: { session: Session; onClose: () => void }) {
  const leaving = useWrite(sessionApi.signOut, [sessionApi.whoAmI]);
  return (
    <Dialog title={fullName(session)} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <ThemeToggle />
      <DensityToggle />
      <DialogActions>
        <Button icon="logout" busy={leaving.isPending} onPress={() => leaving.mutate({})}>
          Se déconnecter
        </Button>
      </DialogActions>
    </Dialog>
  );
}
