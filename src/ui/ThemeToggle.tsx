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

/** Whether keys act alone (WCAG 2.1.4). */
export function ShortcutsToggle() {
  const { hasShortcuts } = useLook();
  return (
    <RadioGroup
      label="Raccourcis à une touche"
      help="Hors des champs seulement. La touche ? en donne la liste."
      look="row"
      value={hasShortcuts ? 'on' : 'off'}
      onChange={(picked) => chooseLook({ hasShortcuts: picked === 'on' })}
      choices={[
        { id: 'on', label: 'Activés' },
        { id: 'off', label: 'Désactivés' },
      ]}
    />
  );
}
