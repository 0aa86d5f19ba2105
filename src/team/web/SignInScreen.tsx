import { useEffect } from 'react';
import { useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { DoorPage, Paper } from '../../ui/frames/DoorPage.tsx';
import { useGo, useInAddress } from '../../ui/place.ts';
import { sessionApi, setupApi } from '../contract.ts';
import { Charter } from './Charter.tsx';
import { FirstVisit } from './FirstVisit.tsx';
import { InsecureNotice } from './InsecureNotice.tsx';
import { Enrolment, SecondFactor } from './SecondFactor.tsx';
import { SignInForm } from './SignInForm.tsx';

/** The door: what it asks depends on how far this browser has come. */
export function SignInScreen() {
  const session = useRead(sessionApi.whoAmI);
  const setup = useRead(setupApi.show);
  useWayIn(session.data?.state === 'signed_in');

  if (session.isError || setup.isError)
    return (
      <DoorPage title="Parvis">
        <Callout tone="danger" title="Le serveur ne répond pas" isLive>
          Nous réessayons tout seuls.
        </Callout>
      </DoorPage>
    );
  if (!session.data || !setup.data || session.data.state === 'signed_in') return null;
  if (session.data.state === 'enrolment') return <Enrolment email={session.data.email} townHall={session.data.townHall.name} />;
  if (session.data.state === 'second_factor') return <SecondFactor email={session.data.email} />;
  if (session.data.state === 'charter') return <Charter {...session.data} />;
  if (setup.data.canBegin) return <FirstVisit beginning={setup.data} />;
  return (
    <DoorPage title="Se connecter" subtitle="Avec l’adresse e-mail que votre mairie a donnée à Parvis.">
      <Paper>
        <InsecureNotice />
        <SignInForm />
      </Paper>
    </DoorPage>
  );
}

/** Once in, to the screen that was asked for, of this site only. */
function useWayIn(isIn: boolean): void {
  const go = useGo();
  const [asked] = useInAddress('retour');
  useEffect(() => {
    if (isIn) go(/^\/(?![/\\])/.test(asked) ? asked : '/');
  }, [isIn, go, asked]);
}
