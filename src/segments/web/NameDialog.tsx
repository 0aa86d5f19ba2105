import type { Refusal } from '../../platform/client.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { listDraft } from '../lists/contract.ts';

interface NameDialogProps {
  title: string;
  /** What its button says: « Renommer ». */
  act: string;
  name: string;
  help?: string;
  refusal: Refusal | null;
  onName: (name: string) => void;
  onClose: () => void;
}

/** A list is given its name. */
export function NameDialog({ title, act, name, help, refusal, onName, onClose }: NameDialogProps) {
  return (
    <Dialog title={title} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Form schema={listDraft} refusal={refusal} onSubmit={(given) => onName(given.name)}>
        <TextField
          name="name"
          label="Nom de la liste"
          defaultValue={name}
          maxLength={120}
          autoFocus
          isRequired
          {...(help ? { help } : {})}
        />
        <FormActions>
          <Submit>{act}</Submit>
          <Button look="quiet" onPress={onClose}>
            Annuler
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
