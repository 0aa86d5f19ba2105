import { ProtectionFields } from '../../../townhalls/web/TownHallFields.tsx';
import { Why } from '../../../ui/feedback/Callout.tsx';
import { Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import { setupApi } from '../../contract.ts';
import type { Notebook } from './answers.ts';

const protection = setupApi.begin.body.pick({ dpoName: true, dpoEmail: true });

export function ProtectionStep({ notebook, onDone }: { notebook: Notebook; onDone: () => void }) {
  return (
    <Form schema={protection} onSubmit={onDone}>
      <Why>
        La loi demande à chaque mairie de nommer un délégué à la protection des données (RGPD, article 37). Parvis donne ses
        coordonnées aux habitants, dans chaque message et sur le portail.
      </Why>
      <ProtectionFields fieldOf={notebook.fieldOf} />
      <FormActions>
        <Submit icon="arrow-right">Continuer vers votre accès</Submit>
      </FormActions>
    </Form>
  );
}
