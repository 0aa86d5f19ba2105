import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Icon } from '../Icon.tsx';
import styles from './Badge.module.css';
import type { Tone } from './Badge.tsx';

export interface Chip {
  id: string;
  /** « Quartier Le Bourg ou Bellerive »: its spoken name, and its words unless `shown` says more. */
  label: string;
  shown?: ReactNode;
  /** Default `info`. */
  tone?: Tone;
}

interface ChipsProps {
  label: string;
  chips: readonly Chip[];
  onRemove?: (id: string) => void;
  /** What follows the chips: a button that adds one. */
  children?: ReactNode;
}

/** Filters or tags that can be taken off one by one. Props: label, chips ({ id, label, shown }), onRemove(id), children (a button that adds). */
export function Chips({ label, chips, onRemove, children }: ChipsProps) {
  return (
    <ul className={styles.chips} aria-label={label}>
      {chips.map((chip) => (
        <li key={chip.id} className={styles.chip} data-tone={chip.tone ?? 'info'}>
          <span>{chip.shown ?? chip.label}</span>
          {onRemove && (
            <button
              type="button"
              className={styles.remove}
              aria-label={`Retirer ${chip.label}`}
              onClick={() => onRemove(chip.id)}
            >
              <Icon name="x" size={16} />
            </button>
          )}
        </li>
      ))}
      {children && <li>{children}</li>}
    </ul>
  );
}

/** A chip's words, when they open something: the trigger of a `Popover`, given as `shown`. Props: children. */
export function ChipButton({ children }: { children: ReactNode }) {
  return <Button className={styles.opener ?? ''}>{children}</Button>;
}
