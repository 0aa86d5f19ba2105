import type { Choice } from '../../ui/forms/Option.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import styles from './SegmentBuilder.module.css';

interface TestSelectProps<Id extends string> {
  /** What is tested: « Étiquette ». */
  label: string;
  choices: readonly Choice<Id>[];
  value: Id;
  onChange: (test: Id) => void;
}

/** How a condition compares: « est », « n’est pas », « a au moins… ». Props: label, choices, value, onChange. */
export function TestSelect<Id extends string>({ label, choices, value, onChange }: TestSelectProps<Id>) {
  return (
    <div className={styles.test}>
      <Select label={`${label}, test`} hidesLabel choices={choices} value={value} onChange={onChange} />
    </div>
  );
}
