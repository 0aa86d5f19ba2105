import { RadioGroup } from './forms/RadioGroup.tsx';
import { chooseLook, useLook } from './theme.ts';

/** Light, dark, or as the computer says. */
export function ThemeToggle() {
  const { theme } = useLook();
  return (
    <RadioGroup
      label="Apparence"
      look="row"
      value={theme}
      onChange={(picked) => chooseLook({ theme: picked })}
      choices={[
        { id: 'light', label: 'Clair' },
        { id: 'dark', label: 'Sombre' },
        { id: 'system', label: 'Système' },
      ]}
    />
  );
}

/** Roomy or tight rows. */
export function DensityToggle() {
  const { density } = useLook();
  return (
    <RadioGroup
      label="Densité"
      look="row"
      value={density}
      onChange={(picked) => chooseLook({ density: picked })}
      choices={[
        { id: 'comfort', label: 'Confort' },
        { id: 'compact', label: 'Compact' },
      ]}
    />
  );
}
