import type { ReactNode } from 'react';
import { type Editor, InPlace } from '../forms/InPlace.tsx';
import { Icon, type IconName } from '../Icon.tsx';
import styles from './Facts.module.css';

export interface Fact {
  icon?: IconName;
  label: string;
  value: ReactNode;
  note?: ReactNode;
  /** Given: the value is corrected where it is read. */
  editor?: Editor;
  /** Given instead: what opens where it is corrected, under the same pencil. */
  onEdit?: () => void;
}

/** Names and values, one under the other; with icons, the names are for screen readers only. Props: facts ({ icon, label, value, note, editor, onEdit }). */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.label} className={fact.icon ? styles.drawn : styles.written}>
          <dt>
            {fact.icon && <Icon name={fact.icon} />}
            <span className={fact.icon ? styles.spoken : undefined}>{fact.label}</span>
          </dt>
          <dd>
            <Told fact={fact} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Told({ fact: { label, value, note, editor, onEdit } }: { fact: Fact }) {
  const under = note && <small>{note}</small>;
  if (!editor && !onEdit)
    return (
      <>
        {value}
        {under}
      </>
    );
  return (
    <InPlace label={label} {...(editor ? { editor } : {})} {...(onEdit ? { onEdit } : {})}>
      {value || <span className={styles.unknown}>Non renseigné</span>}
      {under}
    </InPlace>
  );
}
