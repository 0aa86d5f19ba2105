import type { SignedInSession } from '../../team/contract.ts';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { ShortcutsToggle } from '../../ui/ThemeToggle.tsx';
import { allowed, placesFor } from './navigation.ts';
import styles from './Shell.module.css';
import { acts } from './shortcuts.ts';

const inLists: [string, string][] = [
  ['↑ ↓', 'aller de ligne en ligne'],
  ['X', 'choisir la ligne'],
  ['Maj ↑ ↓', 'étendre le choix'],
  ['Entrée', 'ouvrir la fiche'],
  ['Échap', 'tout désélectionner'],
  ['J · K', 'fiche suivante, fiche précédente'],
];

/** Every key there is, and the way to switch off those that act alone. */
export function ShortcutsHelp({ permissions, onClose }: Pick<SignedInSession, 'permissions'> & { onClose: () => void }) {
  const everywhere: [string, string][] = [
    ['Ctrl K', 'chercher une personne, une page, une action'],
    ...allowed(acts, permissions).flatMap(({ key, label }): [string, string][] => (key ? [[key, label.toLowerCase()]] : [])),
  ];
  const places = placesFor(permissions).flatMap(({ key, label }): [string, string][] =>
    key ? [[`G ${key.toUpperCase()}`, label]] : [],
  );
  return (
    <Dialog title="Raccourcis clavier" size="wide" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <div className={styles.keys}>
        <Keys title="Partout" keys={everywhere} />
        <Keys title="Aller à" keys={places} />
        <Keys title="Dans une liste" keys={inLists} />
      </div>
      <ShortcutsToggle />
    </Dialog>
  );
}

function Keys({ title, keys }: { title: string; keys: readonly [string, string][] }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
