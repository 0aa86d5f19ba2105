import { useId, useState } from 'react';
import { readableColour } from '../contract.ts';
import { colourInWords } from '../labels.ts';
import styles from './ColourField.module.css';

interface ColourFieldProps {
  defaultValue: string;
  onChange?: (colour: string) => void;
}

/** The mairie's colour, shown as the portal will use it, with the reason when it is darkened. */
export function ColourField({ defaultValue, onChange }: ColourFieldProps) {
  const [colour, setColour] = useState(defaultValue);
  const id = useId();
  const choose = (chosen: string) => {
    setColour(chosen);
    onChange?.(chosen);
  };
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        Couleur de la commune
      </label>
      <div className={styles.row}>
        <input
          id={id}
          type="color"
          name="colour"
          value={colour}
          aria-describedby={`${id}-said`}
          onChange={(change) => choose(change.currentTarget.value)}
        />
        <span className={styles.sample} style={{ background: readableColour(colour) }}>
          Sur votre portail
        </span>
      </div>
      <p id={`${id}-said`} className={styles.said} aria-live="polite">
        {colourInWords(colour)}
      </p>
    </div>
  );
}
