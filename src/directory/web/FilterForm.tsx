import { useEffect, useRef, useState } from 'react';
import { conditionLabel } from '../../segments/labels.ts';
import type { Condition } from '../../segments/rules/contract.ts';
import { useBuilding } from '../../segments/web/builder.ts';
import { ConditionEditor } from '../../segments/web/ConditionEditor.tsx';
import styles from './ContactList.module.css';
import { isComplete } from './filters.ts';

/** One applies when the hand rests, not at each letter. */
const REST = 250;

/** A condition as a segment's builder edits it; it applies by itself as soon as it says enough. */
export function FilterForm({ condition, onChange }: { condition: Condition; onChange: (condition: Condition) => void }) {
  const { names } = useBuilding();
  const [draft, setDraft] = useState(condition);
  const waiting = useRef<{ apply: () => void; timer: ReturnType<typeof setTimeout> } | null>(null);
  const latest = useRef(onChange);
  latest.current = onChange;
  // Closed before the rest: what was written counts.
  useEffect(() => () => waiting.current?.apply(), []);

  const edit = (next: Condition) => {
    setDraft(next);
    clearTimeout(waiting.current?.timer);
    const apply = () => {
      waiting.current = null;
      latest.current(next);
    };
    waiting.current = isComplete(next) ? { apply, timer: setTimeout(apply, REST) } : null;
  };
  return (
    <div className={styles.filter}>
      <b>{conditionLabel(draft, names)}</b>
      <ConditionEditor condition={draft} onChange={edit} />
    </div>
  );
}
