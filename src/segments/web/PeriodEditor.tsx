import { NumberField } from '../../ui/forms/NumberField.tsx';
import type { Choice } from '../../ui/forms/Option.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { DayField } from '../../ui/forms/TextField.tsx';
import type { Period } from '../rules/contract.ts';
import styles from './SegmentBuilder.module.css';

type Test = Period['test'] | 'ever';

const tests: Choice<Test>[] = [
  { id: 'in_last_days', label: 'dans les derniers jours' },
  { id: 'since', label: 'depuis le' },
];

interface PeriodEditorProps {
  period: Period | null;
  /** Null: at any time, where that is allowed. */
  onChange: (period: Period | null) => void;
  allowsEver?: boolean;
}

/** Since when. */
export function PeriodEditor({ period, onChange, allowsEver = false }: PeriodEditorProps) {
  const choices = allowsEver ? [{ id: 'ever' as const, label: 'à tout moment' }, ...tests] : tests;
  const retest = (test: Test) => {
    if (test === 'ever') onChange(null);
    else onChange(test === 'since' ? { test, day: '' } : { test, days: 30 });
  };
  return (
    <>
      {period?.test === 'in_last_days' && (
        <div className={styles.figure}>
          <NumberField
            label="Nombre de jours"
            hidesLabel
            value={period.days}
            minValue={1}
            maxValue={3650}
            onChange={(days) => onChange({ ...period, days: Number.isNaN(days) ? 1 : days })}
          />
        </div>
      )}
      <div className={styles.test}>
        <Select label="Période" hidesLabel choices={choices} value={period?.test ?? 'ever'} onChange={retest} />
      </div>
      {period?.test === 'since' && (
        <DayField
          label="Depuis le"
          hidesLabel
          min="1900-01-01"
          max="2199-12-31"
          value={period.day}
          onChange={(day) => onChange({ ...period, day })}
        />
      )}
    </>
  );
}
