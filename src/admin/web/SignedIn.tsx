import { useEffect } from 'react';
import { sessionApi } from '../../team/contract.ts';
import { useRead } from '../../ui/ask.ts';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { PermissionsProvider } from '../../ui/permissions.ts';
import { useGo } from '../../ui/place.ts';
import { Shell } from './Shell.tsx';

/** The frame is for whoever is signed in; others are led to the sign-in, and back where they were going. */
export function SignedIn() {
  const go = useGo();
  const session = useRead(sessionApi.whoAmI);
  const isStranger = session.data !== undefined && session.data.state !== 'signed_in';
  useEffect(() => {
    if (isStranger) go(signInAddress());
  }, [isStranger, go]);

  if (session.data?.state === 'signed_in') {
    document.documentElement.dataset['owner'] = session.data.townHall.name;
    return (
      <PermissionsProvider value={session.data.permissions}>
        <Shell session={session.data} />
      </PermissionsProvider>
    );
  }
  return session.failureReason ? (
    <main>
      <PageHeader title="Parvis ne répond pas" subtitle={<span role="status">Nous réessayons toutes les dix secondes.</span>} />
    </main>
  ) : null;
}

/** Where to sign in, remembering the screen that was asked for. */
export function signInAddress(): string {
  const asked = location.pathname + location.search;
  return asked === '/' ? '/connexion' : `/connexion?retour=${encodeURIComponent(asked)}`;
}
