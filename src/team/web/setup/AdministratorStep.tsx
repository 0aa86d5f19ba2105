import { useWrite } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { FieldRow, Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import type { FormValues } from '../../../ui/forms/refusal.ts';
import { TextField } from '../../../ui/forms/TextField.tsx';
import { type Beginning, sessionApi, setupApi } from '../../contract.ts';
import { PasswordField } from '../PasswordField.tsx';
import type { Answers, Notebook } from './answers.ts';

interface AdministratorStepProps {
  notebook: Notebook;
  logo: string;
  beginning: Beginning;
  onDone: () => void;
}

/** Whoever sets Parvis up administers it first; everything leaves together from here. */
export function AdministratorStep({ notebook, logo, beginning, onDone }: AdministratorStepProps) {
  const { answers, fieldOf } = notebook;
  const starting = useWrite(setupApi.begin, [sessionApi.whoAmI, setupApi.show]);
  const begin = (values: FormValues) => starting.mutate({ body: bodyOf(answers, { values, logo }) }, { onSuccess: onDone });
  return (
    <Form refusal={starting.error} onSubmit={begin}>
      <FieldRow>
        <TextField {...fieldOf('administrator.firstName')} label="Votre prénom" autoComplete="given-name" />
        <TextField {...fieldOf('administrator.lastName')} label="Votre nom" autoComplete="family-name" />
      </FieldRow>
      <TextField
        {...fieldOf('administrator.email')}
        label="Votre adresse e-mail"
        type="email"
        autoComplete="username"
        help="Elle servira à vous connecter."
      />
      <PasswordField name="administrator.password" label="Votre mot de passe" isNew />
      {beginning.needsSetupCode && (
        <TextField
          {...fieldOf('setupCode')}
          label="Code d’installation"
          autoComplete="off"
          help="Le serveur l’a affiché à son démarrage : il prouve que cette installation est la vôtre."
        />
      )}
      {beginning.demo && (
        <Callout tone="info" title={`${beginning.demo.name} s’en va`}>
          La démonstration et ses habitants inventés sont effacés au moment où votre mairie s’installe.
        </Callout>
      )}
      <FormActions>
        <Submit busy={starting.isPending} icon="building-community">
          {`Installer Parvis pour ${answers['name'] ?? 'ma commune'}`}
        </Submit>
      </FormActions>
    </Form>
  );
}

function bodyOf(answers: Answers, { values, logo }: { values: FormValues; logo: string }) {
  const typed = (name: string) => String(values[name] ?? '');
  const { inseeCode = '', addressLine = '', postcode = '', phone = '', email = '', website = '' } = answers;
  const { openingHours = '', colour = '#0b6147', dpoName = '', dpoEmail = '' } = answers;
  return {
    ...{ inseeCode, addressLine, postcode, phone, email, website, openingHours, colour, dpoName, dpoEmail },
    ...(logo ? { logo } : {}),
    ...(values['setupCode'] ? { setupCode: typed('setupCode') } : {}),
    administrator: {
      firstName: typed('administrator.firstName'),
      lastName: typed('administrator.lastName'),
      email: typed('administrator.email'),
      password: typed('administrator.password'),
    },
  };
}
