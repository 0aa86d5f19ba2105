import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../platform/client.ts';
import { sessionApi } from '../../team/contract.ts';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';

const LOOK_EVERY = 3000;

/** The session is over, not the work: the screen stays as it is under this, until one has signed in again (trust A-09). */
export function SessionEnded({ member }: { member: string }) {
  const queries = useQueryClient();
  useEffect(() => {
    const look = setInterval(async () => {
      const session = await call(sessionApi.whoAmI, {}).catch(() => undefined);
      if (session?.state !== 'signed_in') return;
      // What is on screen was somebody else's.
      if (session.member.id !== member) location.reload();
      else await queries.invalidateQueries();
    }, LOOK_EVERY);
    return () => clearInterval(look);
  }, [queries, member]);
  return (
    <Dialog title="Votre session est terminée" isOpen isAlert>
      <p>Ce que vous aviez à l’écran y est encore. Reconnectez-vous dans l’onglet qui s’ouvre, puis revenez ici.</p>
      <div>
        <ButtonLink href="/connexion" target="_blank" look="primary" icon="login">
          Se reconnecter
        </ButtonLink>
      </div>
    </Dialog>
  );
}
