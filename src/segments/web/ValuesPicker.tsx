import { useState } from 'react';
import { useFilter } from 'react-aria-components/Autocomplete';
import { Button } from '../../ui/actions/Button.tsx';
import { CheckboxGroup } from '../../ui/forms/Checkbox.tsx';
import type { Choice } from '../../ui/forms/Option.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { Popover } from '../../ui/frames/Popover.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { among } from '../rules/labels.ts';
import styles from './SegmentBuilder.module.css';

interface ValuesPickerProps {
  /** Its spoken name: « Étiquette ». */
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChoose: (ids: string[]) => void;
  /** Said while nothing is chosen: « Choisir… », « tout échange ». */
  whenEmpty?: string;
}

/** Beyond a few, one looks for them. */
const IN_SIGHT = 8;
const SHOWN = 40;

/** Several values, any of which will do: « École ou Cantine ». */
export function ValuesPicker({ label, choices, chosen, onChoose, whenEmpty = 'Choisir…' }: ValuesPickerProps) {
  const [sought, setSought] = useState('');
  const { contains } = useFilter({ sensitivity: 'base' });
  const found = choices.filter((choice) => contains(choice.label, sought));
  const shown = found.slice(0, SHOWN);
  const named = chosen.map((id) => choices.find((choice) => choice.id === id)?.label ?? id);
  const out = chosen.filter((id) => !shown.some((choice) => choice.id === id));

  return (
    <Popover
      label={label}
      trigger={
        <Button look="soft" size="small" aria-label={`${label}\u00a0: ${named.length > 0 ? among(named) : whenEmpty}`}>
          <span className={styles.chosen}>{named.length > 0 ? among(named) : whenEmpty}</span>
          <Icon name="chevron-down" size={16} />
        </Button>
      }
    >
      {choices.length > IN_SIGHT && (
        <SearchField label={`Chercher\u00a0: ${label}`} value={sought} onChange={setSought} autoFocus />
      )}
      {choices.length === 0 && <p>Rien à choisir pour l’instant.</p>}
      {choices.length > 0 && (
        <div className={styles.values}>
          <CheckboxGroup
            label={label}
            hidesLabel
            choices={shown}
            value={[...chosen]}
            onChange={(ids) => onChoose([...out, ...ids.filter((id) => !out.includes(id))])}
          />
        </div>
      )}
      {found.length > shown.length && <p className={styles.remark}>Écrivez quelques lettres pour voir les autres.</p>}
    </Popover>
  );
}
