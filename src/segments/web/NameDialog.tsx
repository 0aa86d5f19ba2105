import type { Refusal } from '../../platform/client.ts';
import { FormDialog } from '../../ui/forms/FormDialog.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
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
    <FormDialog
      title={title}
      schema={listDraft}
      refusal={refusal}
      onSubmit={(given) => onName(given.name)}
      submitLabel={act}
      onClose={onClose}
    >
      <TextField
        name="name"
        label="Nom de la liste"
        defaultValue={name}
        maxLength={120}
        autoFocus
        isRequired
        {...(help ? { help } : {})}
      />
    </FormDialog>
  );
}
