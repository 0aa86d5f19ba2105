import { useState } from 'react';
import { Checkbox } from '../../ui/forms/Checkbox.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import styles from './door.module.css';

interface PasswordFieldProps {
  name: string;
  label: string;
  /** A password to be chosen, or one that is known. */
  isNew?: boolean;
}

/** A password, shown on request: pasting and password managers are welcome. */
export function PasswordField({ name, label, isNew = false }: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <div className={styles.password}>
      <TextField
        name={name}
        label={label}
        type={isShown ? 'text' : 'password'}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        {...(isNew ? { help: 'Au moins 12 caractères. Quatre mots sans rapport se retiennent mieux qu’un mot compliqué.' } : {})}
      />
      <Checkbox isSelected={isShown} onChange={setIsShown}>
        Afficher le mot de passe
      </Checkbox>
    </div>
  );
}
