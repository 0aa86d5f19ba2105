import { useEffect, useRef } from 'react';
import { Button } from '../../ui/actions/Button.tsx';
import { useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { DoorPage, Paper } from '../../ui/frames/DoorPage.tsx';
import { sessionApi } from '../contract.ts';
import styles from './door.module.css';

/** The code of the moment, at each sign-in. */
export function SecondFactor({ email }: { email: string }) {
  const verifying = useWrite(sessionApi.verifySecondFactor, [sessionApi.whoAmI]);
  return (
    <DoorPage
      title="Votre code"
      subtitle={`Ouvrez votre application d’authentification et recopiez le code donné pour ${email}.`}
    >
      <Paper>
        <Form
          schema={sessionApi.verifySecondFactor.body}
          refusal={verifying.error}
          onSubmit={(body) => verifying.mutate({ body })}
        >
          <CodeField />
          <FormActions>
            <Submit busy={verifying.isPending} icon="login">
              Entrer
            </Submit>
            <OtherAccount />
          </FormActions>
        </Form>
        <p className={styles.muted}>
          Téléphone perdu ou changé ? Un administrateur de votre mairie peut vous donner un nouveau lien de connexion.
        </p>
      </Paper>
    </DoorPage>
  );
}

/** The first sign-in links an application to the account. */
export function Enrolment({ email, townHall }: { email: string; townHall: string }) {
  const enrolling = useWrite(sessionApi.enrol);
  const confirming = useWrite(sessionApi.confirmEnrolment, [sessionApi.whoAmI]);
  const ask = enrolling.mutate;
  const isAsked = useRef(false);
  useEffect(() => {
    // Each asking makes another secret: once only, even where effects run twice.
    if (isAsked.current) return;
    isAsked.current = true;
    ask({});
  }, [ask]);

  return (
    <DoorPage
      title="Protéger votre accès"
      subtitle={`Les fiches des habitants de ${townHall} méritent deux serrures : votre mot de passe, et un code que votre téléphone renouvelle toutes les trente secondes.`}
    >
      <Paper>
        <ol className={styles.steps}>
          <li>
            Installez une application d’authentification sur votre téléphone, si vous n’en avez pas : FreeOTP, Aegis, Microsoft
            Authenticator ou Google Authenticator.
          </li>
          <li>Dans l’application, ajoutez un compte et photographiez ce carré.</li>
          <li>Recopiez ici le code à six chiffres qu’elle affiche.</li>
        </ol>
        {enrolling.error && (
          <Callout tone="danger" title="Le carré n’a pas pu être préparé" isLive>
            {enrolling.error.message}
          </Callout>
        )}
        {enrolling.data ? (
          <div className={styles.square}>
            <img
              src={`data:image/svg+xml,${encodeURIComponent(enrolling.data.square)}`}
              alt="Carré à photographier avec l’application. La clé écrite à côté dit la même chose."
            />
            <div>
              <span>Sans appareil photo, tapez cette clé dans l’application :</span>
              <code className={styles.secret}>{enrolling.data.text}</code>
              <span>Compte : {email}</span>
            </div>
          </div>
        ) : (
          !enrolling.error && <Skeleton lines={5} />
        )}
        <Form
          schema={sessionApi.confirmEnrolment.body}
          refusal={confirming.error}
          onSubmit={(body) => confirming.mutate({ body })}
        >
          <CodeField />
          <FormActions>
            <Submit busy={confirming.isPending} icon="shield-check">
              Protéger mon accès
            </Submit>
            <OtherAccount />
          </FormActions>
        </Form>
      </Paper>
    </DoorPage>
  );
}

const CodeField = () => (
  <TextField
    name="code"
    label="Code à six chiffres"
    inputMode="numeric"
    autoComplete="one-time-code"
    maxLength={9}
    icon="device-mobile"
  />
);

export function OtherAccount() {
  const leaving = useWrite(sessionApi.signOut, [sessionApi.whoAmI]);
  return (
    <Button look="quiet" busy={leaving.isPending} onPress={() => leaving.mutate({})}>
      Changer de compte
    </Button>
  );
}
