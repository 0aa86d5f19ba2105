import { type ReactNode, useRef, useState } from 'react';
import { ConfirmationProvider, useWrite } from '../../ui/ask.ts';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { sessionApi } from '../contract.ts';
import { PasswordField } from './PasswordField.tsx';

/** Stands by for acts that ask who is there: the password is typed over the screen, and the act goes on. */
export function Confirmation({ children }: { children: ReactNode }) {
  const [isAsked, setIsAsked] = useState(false);
  const answer = useRef<(isThere: boolean) => void>(() => undefined);
  const ask = useRef(
    () =>
      new Promise<boolean>((resolve) => {
        answer.current = resolve;
        setIsAsked(true);
      }),
  );
  const end = (isThere: boolean) => {
    setIsAsked(false);
    answer.current(isThere);
  };
  return (
    <ConfirmationProvider value={ask.current}>
      {children}
      {isAsked && (
        <Dialog title="Confirmez que c’est bien vous" isOpen isAlert onOpenChange={() => end(false)}>
          <ConfirmForm onDone={() => end(true)} />
        </Dialog>
      )}
    </ConfirmationProvider>
  );
}

function ConfirmForm({ onDone }: { onDone: () => void }) {
  const confirming = useWrite(sessionApi.confirm);
  return (
    <Form
      schema={sessionApi.confirm.body}
      refusal={confirming.error}
      onSubmit={(body) => confirming.mutate({ body }, { onSuccess: onDone })}
    >
      <p>Cet acte engage la mairie. Votre mot de passe vaut ensuite un quart d’heure.</p>
      <PasswordField name="password" label="Votre mot de passe" />
      <FormActions>
        <Submit busy={confirming.isPending} icon="lock">
          Confirmer
        </Submit>
      </FormActions>
    </Form>
  );
}
