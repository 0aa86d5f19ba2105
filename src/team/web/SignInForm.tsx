import { useWrite } from '../../ui/ask.ts';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { useInAddress } from '../../ui/place.ts';
import { sessionApi } from '../contract.ts';
import styles from './door.module.css';
import { PasswordField } from './PasswordField.tsx';

export function SignInForm() {
  const entering = useWrite(sessionApi.signIn, [sessionApi.whoAmI]);
  const [townHall] = useInAddress('mairie');
  const asksTownHall = townHall !== '' || entering.error?.code === 'session.town_hall_needed';
  return (
    <>
      <Form schema={sessionApi.signIn.body} refusal={entering.error} onSubmit={(body) => entering.mutate({ body })}>
        {asksTownHall && (
          <TextField
            name="townHall"
            label="Nom court de votre mairie"
            help="Comme dans l’adresse de son portail : saint-aubin."
            defaultValue={townHall}
          />
        )}
        <TextField name="email" label="Adresse e-mail" type="email" autoComplete="username" icon="mail" />
        <PasswordField name="password" label="Mot de passe" />
        <FormActions>
          <Submit busy={entering.isPending} icon="login">
            Se connecter
          </Submit>
        </FormActions>
      </Form>
      <p className={styles.muted}>
        Mot de passe oublié, ou téléphone perdu ? Demandez un nouveau lien de connexion à un administrateur de votre mairie.
      </p>
    </>
  );
}
