import type { ComponentType } from 'react';
import { honorific, organizationCategory } from '../../contacts/contract.ts';
import { categoryLabel, honorificLabel } from '../../contacts/labels.ts';
import { engagementLevel } from '../../engagement/contract.ts';
import { engagementLabel } from '../../engagement/labels.ts';
import { NumberField } from '../../ui/forms/NumberField.tsx';
import type { Choice } from '../../ui/forms/Option.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import type { Vocabulary } from '../contract.ts';
import { fieldLabel } from '../labels.ts';
import type { Condition, ConditionOn, Field } from '../rules/contract.ts';
import { useBuilding } from './builder.ts';
import { CustomFieldEditor } from './CustomFieldEditor.tsx';
import { InteractionEditor } from './InteractionEditor.tsx';
import { asNamed, choicesAmong, choicesOf, type EditorProps, hasOrNot } from './offers.ts';
import { PeriodEditor } from './PeriodEditor.tsx';
import { ConsentEditor, ReachableEditor, SolicitedEditor } from './ReachEditors.tsx';
import { RoleEditor, RoleHeldEditor } from './RoleEditors.tsx';
import styles from './SegmentBuilder.module.css';
import { TestSelect } from './TestSelect.tsx';
import { ValuesPicker } from './ValuesPicker.tsx';

/** The test and the value of a condition. */
export function ConditionEditor({ condition, onChange }: { condition: Condition; onChange: (condition: Condition) => void }) {
  const Editor = editors[condition.field] as ComponentType<{ condition: Condition; onChange: (condition: Condition) => void }>;
  return <Editor condition={condition} onChange={onChange} />;
}

const asTyped = (values: readonly string[]): Choice[] => values.map((value) => ({ id: value, label: value }));

type Listed = 'category' | 'honorific' | 'municipality' | 'postcode' | 'source' | 'district' | 'engagement' | 'segment' | 'list';

const memberships: Choice<'is_one_of' | 'is_none_of'>[] = [
  { id: 'is_one_of', label: 'est' },
  { id: 'is_none_of', label: 'n’est pas' },
];

const listedChoices: Record<Listed, (vocabulary: Vocabulary, chosen: readonly string[]) => readonly Choice[]> = {
  category: () => choicesOf(categoryLabel, organizationCategory.options),
  honorific: () => choicesOf(honorificLabel, honorific.options),
  municipality: ({ municipalities }) => asTyped(municipalities),
  postcode: ({ postcodes }) => asTyped(postcodes),
  source: ({ sources }) => asTyped(sources),
  district: ({ districts }, chosen) => choicesAmong(districts, chosen),
  engagement: () => choicesOf(engagementLabel, engagementLevel.options),
  segment: ({ segments }, chosen) => choicesAmong(segments, chosen),
  list: ({ lists }, chosen) => choicesAmong(lists, chosen),
};

function ListedEditor({ condition, onChange }: EditorProps<ConditionOn<Listed>>) {
  const label = fieldLabel[condition.field];
  const choices = listedChoices[condition.field](useBuilding().vocabulary, condition.values);
  return (
    <>
      <TestSelect
        label={label}
        choices={memberships}
        value={condition.test}
        onChange={(test) => onChange({ ...condition, test })}
      />
      <ValuesPicker
        label={label}
        choices={choices}
        chosen={condition.values}
        onChoose={(values) => onChange({ ...condition, values } as ConditionOn<Listed>)}
      />
    </>
  );
}

const yesOrNo = { to_inform: ['oui', 'non'], means: ['connu', 'inconnu'] } as const;

function KnownEditor({
  condition,
  onChange,
}: EditorProps<ConditionOn<'has_email' | 'has_mobile' | 'has_address' | 'to_inform'>>) {
  const [yes, no] = yesOrNo[condition.field === 'to_inform' ? 'to_inform' : 'means'];
  return (
    <div className={styles.value}>
      <Select
        label={`${fieldLabel[condition.field]}, test`}
        hidesLabel
        choices={[
          { id: 'yes', label: yes },
          { id: 'no', label: no },
        ]}
        value={condition.value ? 'yes' : 'no'}
        onChange={(id) => onChange({ ...condition, value: id === 'yes' })}
      />
    </div>
  );
}

function KindEditor({ condition, onChange }: EditorProps<ConditionOn<'kind'>>) {
  return (
    <div className={styles.value}>
      <Select
        label={fieldLabel.kind}
        hidesLabel
        choices={[
          { id: 'person', label: 'une personne' },
          { id: 'organization', label: 'une structure' },
        ]}
        value={condition.value}
        onChange={(value) => onChange({ ...condition, value })}
      />
    </div>
  );
}

const ages: Choice<'between' | 'at_least' | 'under'>[] = [
  { id: 'at_least', label: 'au moins' },
  { id: 'under', label: 'moins de' },
  { id: 'between', label: 'entre' },
];

function AgeEditor({ condition, onChange }: EditorProps<ConditionOn<'age'>>) {
  const years = condition.test === 'between' ? condition.from : condition.years;
  const retest = (test: 'between' | 'at_least' | 'under') =>
    onChange(test === 'between' ? { field: 'age', test, from: years, to: Math.max(years, 65) } : { field: 'age', test, years });
  const setYears = (value: number) =>
    onChange(condition.test === 'between' ? { ...condition, from: value } : { ...condition, years: value });
  return (
    <>
      <div className={styles.test}>
        <Select label="Âge, test" hidesLabel choices={ages} value={condition.test} onChange={retest} />
      </div>
      <Years label="Âge" value={years} onChange={setYears} />
      {condition.test === 'between' && (
        <>
          <span>et</span>
          <Years label="Âge le plus grand" value={condition.to} onChange={(to) => onChange({ ...condition, to })} />
        </>
      )}
      <span>ans</span>
    </>
  );
}

const Years = ({ label, value, onChange }: { label: string; value: number; onChange: (years: number) => void }) => (
  <div className={styles.figure}>
    <NumberField
      label={label}
      hidesLabel
      value={value}
      minValue={0}
      maxValue={130}
      onChange={(years) => onChange(Number.isNaN(years) ? 0 : years)}
    />
  </div>
);

function AddressEditor({ condition, onChange }: EditorProps<ConditionOn<'address'>>) {
  return (
    <>
      <TestSelect
        label="Rue"
        choices={[
          { id: 'contains', label: 'contient' },
          { id: 'does_not_contain', label: 'ne contient pas' },
        ]}
        value={condition.test}
        onChange={(test) => onChange({ ...condition, test })}
      />
      <div className={styles.text}>
        <TextField
          label="Rue"
          hidesLabel
          placeholder="rue des Tilleuls"
          maxLength={100}
          value={condition.value}
          onChange={(value) => onChange({ ...condition, value })}
        />
      </div>
    </>
  );
}

function TagEditor({ condition, onChange }: EditorProps<ConditionOn<'tag'>>) {
  const { tags } = useBuilding().vocabulary;
  return (
    <>
      <TestSelect
        label="Étiquette"
        choices={hasOrNot}
        value={condition.test}
        onChange={(test) => onChange({ ...condition, test })}
      />
      <ValuesPicker
        label="Étiquette"
        choices={asNamed(tags)}
        chosen={condition.values}
        onChoose={(values) => onChange({ ...condition, values })}
      />
    </>
  );
}

function DatedEditor({ condition, onChange }: EditorProps<ConditionOn<'collected' | 'created'>>) {
  return <PeriodEditor period={condition.period} onChange={(period) => period && onChange({ ...condition, period })} />;
}

const editors: { [F in Field]: ComponentType<EditorProps<ConditionOn<F>>> } = {
  kind: KindEditor,
  age: AgeEditor,
  honorific: ListedEditor,
  category: ListedEditor,
  municipality: ListedEditor,
  postcode: ListedEditor,
  source: ListedEditor,
  district: ListedEditor,
  engagement: ListedEditor,
  segment: ListedEditor,
  list: ListedEditor,
  custom_field: CustomFieldEditor,
  role: RoleEditor,
  role_held: RoleHeldEditor,
  solicited: SolicitedEditor,
  reachable: ReachableEditor,
  address: AddressEditor,
  has_email: KnownEditor,
  has_mobile: KnownEditor,
  has_address: KnownEditor,
  to_inform: KnownEditor,
  tag: TagEditor,
  consent: ConsentEditor,
  interaction: InteractionEditor,
  collected: DatedEditor,
  created: DatedEditor,
};
