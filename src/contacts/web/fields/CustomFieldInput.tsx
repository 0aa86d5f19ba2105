import type { ReactNode } from 'react';
import { CheckboxGroup } from '../../../ui/forms/Checkbox.tsx';
import type { FormValues } from '../../../ui/forms/refusal.ts';
import { Select } from '../../../ui/forms/Select.tsx';
import { DayField, TextArea, TextField } from '../../../ui/forms/TextField.tsx';
import type { CustomChange, CustomField, CustomValue, FieldKind } from '../../fields/contract.ts';
import { FactsOnly } from '../FactsOnly.tsx';

interface CustomFieldInputProps {
  field: CustomField;
  value?: CustomValue | undefined;
  hidesLabel?: boolean;
}

/** The right input for each kind of field, named `custom.<id>`. Props: field, value, hidesLabel. */
export function CustomFieldInput({ field, value, hidesLabel = false }: CustomFieldInputProps) {
  return inputs[field.kind]({ field, value, hidesLabel });
}

type Input = (props: Required<Omit<CustomFieldInputProps, 'value'>> & { value: CustomValue | undefined }) => ReactNode;

const about = ({ field, hidesLabel }: { field: CustomField; hidesLabel: boolean }) => ({
  name: `custom.${field.id}`,
  label: field.label,
  hidesLabel,
  ...(field.help ? { help: field.help } : {}),
});

const inputs: Record<FieldKind, Input> = {
  text: (props) => <TextField {...about(props)} defaultValue={String(props.value ?? '')} maxLength={200} autoComplete="off" />,
  long_text: (props) => (
    <>
      <TextArea {...about(props)} defaultValue={String(props.value ?? '')} maxLength={5000} rows={3} />
      <FactsOnly />
    </>
  ),
  number: (props) => (
    <TextField
      {...about(props)}
      defaultValue={String(props.value ?? '').replace('.', ',')}
      inputMode="decimal"
      autoComplete="off"
    />
  ),
  date: (props) => <DayField {...about(props)} defaultValue={String(props.value ?? '')} />,
  yes_no: (props) => (
    <Select
      {...about(props)}
      defaultValue={props.value === undefined ? '' : props.value ? 'true' : 'false'}
      choices={[
        { id: '', label: 'Non renseigné' },
        { id: 'true', label: 'Oui' },
        { id: 'false', label: 'Non' },
      ]}
    />
  ),
  choice: (props) => (
    <Select
      {...about(props)}
      defaultValue={String(props.value ?? '')}
      choices={[{ id: '', label: 'Non renseigné' }, ...offered(props)]}
    />
  ),
  choices: (props) => (
    <CheckboxGroup {...about(props)} defaultValue={Array.isArray(props.value) ? props.value : []} choices={offered(props)} />
  ),
};

/** Those in use, and those this record already holds. */
const offered = ({ field, value }: { field: CustomField; value: CustomValue | undefined }) =>
  field.options
    .filter(({ id, isArchived }) => !isArchived || [value].flat().includes(id))
    .map(({ id, label }) => ({ id, label }));

/** What a form holds for these fields; a list nobody ticked and a text left blank are nothing. */
export const customIn = (fields: readonly CustomField[], values: FormValues): CustomChange =>
  Object.fromEntries(fields.map((field) => [field.id, valueIn(field, values[`custom.${field.id}`])]));

const valueIn = ({ kind }: CustomField, given: string | string[] | undefined): CustomValue | null =>
  given === undefined || given.length === 0 ? null : kind === 'choices' ? [given].flat() : String(given);

/** The fields of a kind of record, in their order. */
export const fieldsOf = (fields: readonly CustomField[], kind: 'person' | 'organization'): CustomField[] =>
  fields.filter(({ appliesTo, archivedAt }) => archivedAt === null && (appliesTo === 'both' || appliesTo === kind));
