import { NumberField } from '../../ui/forms/NumberField.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { DayField, TextField } from '../../ui/forms/TextField.tsx';
import type { AskableField } from '../contract.ts';
import { type ConditionOn, type CustomTest, customTests } from '../rules/contract.ts';
import { useBuilding } from './builder.ts';
import { blankCustom } from './fields.ts';
import { choicesAmong } from './offers.ts';
import styles from './SegmentBuilder.module.css';
import { TestSelect } from './TestSelect.tsx';
import { ValuesPicker } from './ValuesPicker.tsx';

type Custom = ConditionOn<'custom_field'>;

interface CustomFieldEditorProps {
  condition: Custom;
  onChange: (condition: Custom) => void;
}

const testLabel: Record<CustomTest, string> = {
  contains: 'contient',
  does_not_contain: 'ne contient pas',
  is: 'est exactement',
  is_not: 'n’est pas',
  at_least: 'au moins',
  at_most: 'au plus',
  between: 'entre',
  since: 'à partir du',
  before: 'avant le',
  in_last_days: 'dans les derniers jours',
  in_next_days: 'dans les prochains jours',
  answers: 'est',
  is_one_of: 'est',
  is_none_of: 'n’est pas',
  is_filled: 'est rempli',
  is_empty: 'est vide',
};

/** A field with several answers has one rather than is one. */
const severalLabel: Partial<Record<CustomTest, string>> = { is_one_of: 'comprend', is_none_of: 'ne comprend pas' };

/** One of the mairie's own fields: what may be asked depends on its kind. */
export function CustomFieldEditor({ condition, onChange }: CustomFieldEditorProps) {
  const field = useBuilding().vocabulary.fields.find(({ id }) => id === condition.fieldId);
  if (!field) return <span>Ce champ n’existe plus.</span>;
  const labels = field.kind === 'choices' ? { ...testLabel, ...severalLabel } : testLabel;
  return (
    <>
      <TestSelect
        label={field.name}
        choices={customTests[field.kind].map((test) => ({ id: test, label: labels[test] }))}
        value={condition.test}
        onChange={(test) => onChange(retested(condition, test))}
      />
      <Value field={field} condition={condition} onChange={onChange} />
    </>
  );
}

/** Another test of the same kind keeps what was asked. */
function retested(condition: Custom, test: CustomTest): Custom {
  const blank = blankCustom(condition.fieldId, test);
  const isAlike = Object.keys(blank).sort().join() === Object.keys(condition).sort().join();
  return isAlike ? ({ ...condition, test } as Custom) : blank;
}

function Value({ field, condition, onChange }: CustomFieldEditorProps & { field: AskableField }) {
  const { name } = field;
  if ('text' in condition)
    return (
      <div className={styles.text}>
        <TextField
          label={name}
          hidesLabel
          maxLength={100}
          value={condition.text}
          onChange={(text) => onChange({ ...condition, text })}
        />
      </div>
    );
  if ('number' in condition)
    return <Figure label={name} value={condition.number} onChange={(number) => onChange({ ...condition, number })} />;
  if ('from' in condition)
    return (
      <>
        <Figure label={name} value={condition.from} onChange={(from) => onChange({ ...condition, from })} />
        <span>et</span>
        <Figure label={`${name}, au plus`} value={condition.to} onChange={(to) => onChange({ ...condition, to })} />
      </>
    );
  if ('day' in condition)
    return (
      <DayField
        label={name}
        hidesLabel
        min="1900-01-01"
        max="2199-12-31"
        value={condition.day}
        onChange={(day) => onChange({ ...condition, day })}
      />
    );
  if ('days' in condition)
    return (
      <>
        <Figure
          label="Nombre de jours"
          least={1}
          most={3650}
          value={condition.days}
          onChange={(days) => onChange({ ...condition, days: Math.max(1, days) })}
        />
        <span>jours</span>
      </>
    );
  if ('answer' in condition)
    return (
      <div className={styles.value}>
        <Select
          label={name}
          hidesLabel
          choices={[
            { id: 'yes', label: 'oui' },
            { id: 'no', label: 'non' },
          ]}
          value={condition.answer ? 'yes' : 'no'}
          onChange={(id) => onChange({ ...condition, answer: id === 'yes' })}
        />
      </div>
    );
  if ('optionIds' in condition)
    return (
      <ValuesPicker
        label={name}
        choices={choicesAmong(field.options, condition.optionIds)}
        chosen={condition.optionIds}
        onChoose={(optionIds) => onChange({ ...condition, optionIds })}
      />
    );
  return null;
}

interface FigureProps {
  label: string;
  value: number;
  least?: number;
  most?: number;
  onChange: (value: number) => void;
}

const Figure = ({ label, value, least = -1e12, most = 1e12, onChange }: FigureProps) => (
  <div className={styles.figure}>
    <NumberField
      label={label}
      hidesLabel
      value={value}
      minValue={least}
      maxValue={most}
      onChange={(number) => onChange(Number.isNaN(number) ? 0 : number)}
    />
  </div>
);
