import { lazy, Suspense, useEffect, useRef } from 'react';
import { setClocks } from '../../platform/time.ts';
import { type SignedInSession, sessionApi } from '../../team/contract.ts';
import { Confirmation } from '../../team/web/Confirmation.tsx';
import { useRead } from '../../ui/ask.ts';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { PermissionsProvider } from '../../ui/permissions.ts';
import { useGo } from '../../ui/place.ts';
import { Shell } from './Shell.tsx';

const SessionEnded = lazy(() => import('./SessionEnded.tsx').then((file) => ({ default: file.SessionEnded })));

/** The frame is for whoever is signed in; others are led to the sign-in, and back where they were going. */
export function SignedIn() {
  const go = useGo();
  const session = useRead(sessionApi.whoAmI);
  const isStranger = session.data !== undefined && session.data.state !== 'signed_in';
  const known = useRef<SignedInSession | null>(null);
  if (session.data?.state === 'signed_in') known.current = session.data;
  const isFirstVisit = known.current === null;
  useEffect(() => {
    if (isStranger && isFirstVisit) go(signInAddress());
  }, [isStranger, isFirstVisit, go]);

  if (known.current) {
    document.documentElement.dataset['owner'] = known.current.townHall.name;
    setClocks(known.current.townHall.zone);
    return (
      <PermissionsProvider value={known.current.permissions}>
        <Confirmation>
          <Shell session={known.current} />
        </Confirmation>
        <Suspense>{isStranger && <SessionEnded member={known.current.member.id} />}</Suspense>
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
function signInAddress(): string {
  const asked = location.pathname + location.search;
  return asked === '/' ? '/connexion' : `/connexion?retour=${encodeURIComponent(asked)}`;
}
