import { useState } from 'react';
import type { Refusal } from '../../../platform/client.ts';
import { dayOf, now } from '../../../platform/time.ts';
import { townHallApi } from '../../../townhalls/contract.ts';
import { useRead, useWrite } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { announce } from '../../../ui/feedback/toasts.ts';
import { FieldRow } from '../../../ui/forms/Form.tsx';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import { RadioGroup } from '../../../ui/forms/RadioGroup.tsx';
import { Select } from '../../../ui/forms/Select.tsx';
import { DayField, TextArea, TextField } from '../../../ui/forms/TextField.tsx';
import { type CustomField, type FieldBearer, type FieldKind, fieldBearer, fieldKind, fieldsApi } from '../../fields/contract.ts';
import { fieldBearerLabel, fieldKindHelp, fieldKindLabel } from '../../fields/labels.ts';
import { type DraftOption, OptionsEditor } from './OptionsEditor.tsx';

interface FieldDialogProps {
  /** Absent: a new one. */
  field?: CustomField;
  onClose: () => void;
}

/** A field's definition: what it is called, what it holds, on whose records. */
export function FieldDialog({ field, onClose }: FieldDialogProps) {
  const [kind, setKind] = useState<FieldKind>(field?.kind ?? 'text');
  const [appliesTo, setAppliesTo] = useState<FieldBearer>(field?.appliesTo ?? 'person');
  const [options, setOptions] = useState<DraftOption[]>(field?.options ?? []);
  const saving = useSaving(field, onClose);
  const isChoice = kind === 'choice' || kind === 'choices';

  const save = (typed: Record<string, string | string[]>) =>
    saving.save({
      label: String(typed['label'] ?? ''),
      help: String(typed['help'] ?? ''),
      appliesTo,
      options: isChoice ? options.filter(({ label }) => label.trim() !== '') : [],
      approval: saving.sensitive ? approvalIn(typed) : null,
      kind,
    });

  return (
    <FormDialog
      title={field ? `Modifier «\u00a0${field.label}\u00a0»` : 'Nouveau champ'}
      size="wide"
      refusal={saving.refusal}
      onSubmit={save}
      submitLabel={field ? 'Enregistrer le champ' : 'Ajouter le champ'}
      isBusy={saving.isPending}
      onClose={onClose}
    >
      <TextField name="label" label="Nom du champ" defaultValue={field?.label ?? ''} autoFocus={!field} isRequired />
      <TextField
        name="help"
        label="Aide"
        help="Une ligne, lue par l’agent qui remplit la fiche."
        defaultValue={field?.help ?? ''}
        isOptional
      />
      {field ? (
        <p>{fieldKindLabel[kind]}&nbsp;: la sorte d’un champ ne change pas, ses valeurs n’auraient plus de sens.</p>
      ) : (
        <Select
          label="Ce qu’il contient"
          value={kind}
          onChange={setKind}
          choices={fieldKind.options.map((id) => ({ id, label: fieldKindLabel[id], help: fieldKindHelp[id] }))}
        />
      )}
      {isChoice && <OptionsEditor options={options} onChange={setOptions} />}
      <RadioGroup
        label="Sur quelles fiches"
        look="row"
        value={appliesTo}
        onChange={setAppliesTo}
        choices={fieldBearer.options.map((id) => ({ id, label: fieldBearerLabel[id] }))}
      />
      {saving.sensitive && <Approval reason={saving.sensitive} />}
    </FormDialog>
  );
}

type Definition = Parameters<typeof fieldsApi.add.body.parse>[0] & {
  label: string;
  help: string;
  kind: FieldKind;
  appliesTo: FieldBearer;
  options: DraftOption[];
  approval: ReturnType<typeof approvalIn> | null;
};

function useSaving(field: CustomField | undefined, onClose: () => void) {
  const adding = useWrite(fieldsApi.add, [fieldsApi.list]);
  const changing = useWrite(fieldsApi.change, [fieldsApi.list]);
  /** Why an approval is asked for, once it is. */
  const [sensitive, setSensitive] = useState('');
  const done = {
    onSuccess: () => {
      announce(field ? 'Champ enregistré' : 'Champ ajouté aux fiches');
      onClose();
    },
    onError: ({ code, message }: Refusal) => code === 'field.sensitive' && setSensitive(message),
  };
  const save = ({ kind, options, ...definition }: Definition) =>
    field
      ? changing.mutate({ params: { fieldId: field.id }, version: field.version, body: { ...definition, options } }, done)
      : adding.mutate({ body: { ...definition, kind, options: options.map(({ label }) => ({ label })) } }, done);
  const error = adding.error ?? changing.error;
  const refusal = error?.code === 'field.sensitive' ? null : error;
  return { save, sensitive, refusal, isPending: adding.isPending || changing.isPending };
}

/** Asked only once the words call for it. */
function Approval({ reason }: { reason: string }) {
  const { data: townHall } = useRead(townHallApi.show);
  if (!townHall) return null;
  return (
    <>
      <Callout tone="warning" title={reason} icon="scale" isLive>
        Son nom, la date et la raison seront gardés avec le champ.
      </Callout>
      <FieldRow>
        <TextField name="approval.dpo" label="Qui a donné son accord" defaultValue={townHall.dpoName} isRequired />
        <DayField name="approval.approvedOn" label="Le" defaultValue={dayOf(now())} max={dayOf(now())} isRequired />
      </FieldRow>
      <TextArea name="approval.reason" label="Pourquoi ce champ est nécessaire" rows={2} isRequired />
    </>
  );
}

const approvalIn = (typed: Record<string, string | string[]>) => ({
  dpo: String(typed['approval.dpo'] ?? ''),
  approvedOn: String(typed['approval.approvedOn'] ?? ''),
  reason: String(typed['approval.reason'] ?? ''),
});
