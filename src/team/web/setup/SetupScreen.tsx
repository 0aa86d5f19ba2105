import { useState } from 'react';
import { ButtonLink } from '../../../ui/actions/Link.tsx';
import { useRead } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { DoorPage, Paper } from '../../../ui/frames/DoorPage.tsx';
import { Stepper } from '../../../ui/frames/Stepper.tsx';
import { useGo, useInAddress } from '../../../ui/place.ts';
import { setupApi } from '../../contract.ts';
import { InsecureNotice } from '../InsecureNotice.tsx';
import { AdministratorStep } from './AdministratorStep.tsx';
import { useAnswers } from './answers.ts';
import { MunicipalityStep } from './MunicipalityStep.tsx';
import { PresenceStep } from './PresenceStep.tsx';
import { ProtectionStep } from './ProtectionStep.tsx';

const titles = {
  commune: 'Quelle est votre commune ?',
  mairie: 'Comment trouver la mairie ?',
  donnees: 'Qui veille sur les données personnelles ?',
  acces: 'Votre accès',
} as const;
type StepId = keyof typeof titles;

const steps = [
  { id: 'commune', label: 'Commune', href: '/commencer' },
  { id: 'mairie', label: 'Mairie', href: '/commencer?etape=mairie' },
  { id: 'donnees', label: 'Données personnelles', href: '/commencer?etape=donnees' },
  { id: 'acces', label: 'Votre accès', href: '/commencer?etape=acces' },
] as const;

/** The first run: four questions, each reachable again, one installation at the end. */
export function SetupScreen() {
  const setup = useRead(setupApi.show);
  const notebook = useAnswers();
  const [logo, setLogo] = useState('');
  const [asked] = useInAddress('etape');
  const go = useGo();
  if (!setup.data) return null;
  if (!setup.data.canBegin) return <AlreadyInstalled />;

  const step: StepId = notebook.answers['inseeCode'] && asked in titles ? (asked as StepId) : 'commune';
  const finish = () => {
    notebook.forget();
    go('/connexion');
  };
  return (
    <DoorPage isWide title={titles[step]} {...(notebook.answers['name'] ? { subtitle: notebook.answers['name'] } : {})}>
      <InsecureNotice />
      <Stepper steps={steps} current={step} />
      <Paper>
        {step === 'commune' && <MunicipalityStep notebook={notebook} onDone={() => go(steps[1].href)} />}
        {step === 'mairie' && <PresenceStep notebook={notebook} logo={logo} onLogo={setLogo} onDone={() => go(steps[2].href)} />}
        {step === 'donnees' && <ProtectionStep notebook={notebook} onDone={() => go(steps[3].href)} />}
        {step === 'acces' && <AdministratorStep notebook={notebook} logo={logo} beginning={setup.data} onDone={finish} />}
      </Paper>
    </DoorPage>
  );
}

function AlreadyInstalled() {
  return (
    <DoorPage title="Parvis est déjà installé ici">
      <Paper>
        <Callout tone="info" title="Une mairie utilise déjà cette installation">
          Connectez-vous, ou demandez un accès à la personne qui l’administre.
        </Callout>
        <ButtonLink href="/connexion" look="primary" icon="login">
          Se connecter
        </ButtonLink>
      </Paper>
    </DoorPage>
  );
}
