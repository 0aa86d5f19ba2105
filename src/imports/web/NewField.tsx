import { z } from 'zod';
import { type FieldKind, fieldKind, fieldsApi } from '../../contacts/fields/contract.ts';
import { fieldKindLabel } from '../../contacts/fields/labels.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useWrite } from '../../ui/ask.ts';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import type { SheetColumn } from '../contract.ts';

interface NewFieldProps {
  column: SheetColumn;
  onAdded: (fieldId: string) => void;
  onClose: () => void;
}

const drafted = z.object({
  label: z.string().trim().min(1, 'Écrivez le nom du champ.'),
  kind: fieldKind,
  options: z.string().default(''),
});

/** A field of the town hall's own, created on the way for a column that has none. */
export function NewField({ column, onAdded, onClose }: NewFieldProps) {
  const adding = useWrite(fieldsApi.add, [fieldsApi.list]);
  const kinds: readonly FieldKind[] = column.reason === 'minor' ? ['choices', 'choice'] : fieldKind.options;
  const add = ({ label, kind, options }: z.output<typeof drafted>) => {
    const named = options.split(/[,;\n]/).map((one) => ({ label: one.trim() }));
    const body = {
      label,
      kind,
      appliesTo: 'both' as const,
      options: kind.startsWith('choice') ? named.filter((one) => one.label) : [],
    };
    adding.mutate({ body }, { onSuccess: ({ id }) => onAdded(id) });
  };
  return (
    <Dialog title="Nouveau champ" isOpen onOpenChange={onClose}>
      <Form label="Nouveau champ" schema={drafted} refusal={adding.error} onSubmit={add}>
        <TextField label="Nom du champ" name="label" isRequired maxLength={80} defaultValue={column.heading} />
        <Select
          label="Ce qu’il contient"
          name="kind"
          choices={kinds.map((id) => ({ id, label: fieldKindLabel[id] }))}
          defaultValue={kinds[0] ?? 'text'}
        />
        <TextField
          label="Choix possibles"
          name="options"
          isOptional
          help="Pour un champ à choix, séparés par des virgules\u00a0: CP, CE1, CE2."
        />
        <FormActions>
          <Button onPress={onClose}>Renoncer</Button>
          <Submit busy={adding.isPending}>Créer le champ</Submit>
        </FormActions>
      </Form>
    </Dialog>
  );
}
