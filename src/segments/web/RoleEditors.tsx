import { organizationCategory } from '../../contacts/contract.ts';
import { categoryLabel } from '../../contacts/labels.ts';
import type { ConditionOn } from '../rules/contract.ts';
import { useBuilding } from './builder.ts';
import { choicesAmong, hasOrNot } from './offers.ts';
import { TestSelect } from './TestSelect.tsx';
import { ValuesPicker } from './ValuesPicker.tsx';

interface RoleEditorProps<F extends 'role' | 'role_held'> {
  condition: ConditionOn<F>;
  onChange: (condition: ConditionOn<F>) => void;
}

/** A function one holds today, and in what kind of structure. */
export function RoleEditor({ condition, onChange }: RoleEditorProps<'role'>) {
  const { roles } = useBuilding().vocabulary;
  return (
    <>
      <TestSelect
        label="Fonction"
        choices={hasOrNot}
        value={condition.test}
        onChange={(test) => onChange({ ...condition, test })}
      />
      <ValuesPicker
        label="Fonction"
        whenEmpty="toute fonction"
        choices={choicesAmong(roles, condition.roleIds)}
        chosen={condition.roleIds}
        onChoose={(roleIds) => onChange({ ...condition, roleIds })}
      />
      <span>dans</span>
      <ValuesPicker
        label="Catégorie de structure"
        whenEmpty="toute structure"
        choices={organizationCategory.options.map((id) => ({ id, label: categoryLabel[id] }))}
        chosen={condition.categories}
        onChoose={(ids) => onChange({ ...condition, categories: organizationCategory.array().parse(ids) })}
      />
    </>
  );
}

/** A structure that has someone in this function, or nobody. */
export function RoleHeldEditor({ condition, onChange }: RoleEditorProps<'role_held'>) {
  const { roles } = useBuilding().vocabulary;
  return (
    <>
      <TestSelect
        label="Fonction pourvue"
        choices={[
          { id: 'yes', label: 'par quelqu’un' },
          { id: 'no', label: 'par personne' },
        ]}
        value={condition.value ? 'yes' : 'no'}
        onChange={(id) => onChange({ ...condition, value: id === 'yes' })}
      />
      <ValuesPicker
        label="Fonction"
        choices={choicesAmong(roles, condition.roleIds)}
        chosen={condition.roleIds}
        onChoose={(roleIds) => onChange({ ...condition, roleIds })}
      />
    </>
  );
}
