import { useState } from 'react';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { DoorPage, Paper } from '../../ui/frames/DoorPage.tsx';
import { useGo } from '../../ui/place.ts';
import { sessionApi } from '../contract.ts';
import { InsecureNotice } from './InsecureNotice.tsx';
import { PasswordField } from './PasswordField.tsx';

const choice = sessionApi.chooseFirstPassword.body.pick({ password: true });

/** Where a sign-in link leads. The secret stands after the #: it never reached the server's logs. */
export function FirstPasswordScreen() {
  const [token] = useState(() => location.hash.slice(1));
  const go = useGo();
  const choosing = useWrite(sessionApi.chooseFirstPassword, [sessionApi.whoAmI]);
  const choose = ({ password }: { password: string }) =>
    choosing.mutate({ body: { token, password } }, { onSuccess: () => go('/connexion') });

  if (!token || choosing.error?.status === 410)
    return (
      <DoorPage title="Ce lien ne sert plus" subtitle="Un lien de connexion sert une fois, dans les 48 heures.">
        <Paper>
          <Callout tone="warning" title="Demandez-en un nouveau">
            Un administrateur de votre mairie peut en créer un depuis Réglages, Équipe et droits.
          </Callout>
          <ButtonLink href="/connexion" icon="login">
            J’ai déjà un mot de passe
          </ButtonLink>
        </Paper>
      </DoorPage>
    );
  return (
    <DoorPage
      title="Choisir votre mot de passe"
      subtitle="Il ne sera connu que de vous. L’étape suivante protège votre accès par un code."
    >
      <Paper>
        <InsecureNotice />
        <Form schema={choice} refusal={choosing.error} onSubmit={choose}>
          <PasswordField name="password" label="Mot de passe" isNew />
          <FormActions>
            <Submit busy={choosing.isPending} icon="arrow-right">
              Choisir ce mot de passe
            </Submit>
          </FormActions>
        </Form>
      </Paper>
    </DoorPage>
  );
}
