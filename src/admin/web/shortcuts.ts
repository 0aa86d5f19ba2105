import type { Permission } from '../../team/contract.ts';
import type { IconName } from '../../ui/Icon.tsx';

/** What can be begun from anywhere. */
export type ActId = 'add_contact' | 'note' | 'write' | 'import' | 'help';

export interface Act {
  id: ActId;
  label: string;
  icon: IconName;
  /** One key, outside fields. */
  key?: string;
  needs?: Permission;
}

export const acts: readonly Act[] = [
  { id: 'add_contact', label: 'Ajouter un contact', icon: 'user-plus', key: 'C', needs: 'contacts.write' },
  { id: 'note', label: 'Noter un échange', icon: 'pencil-plus', key: 'N', needs: 'contacts.write' },
  { id: 'write', label: 'Écrire aux habitants', icon: 'send', key: 'E', needs: 'campaigns.write' },
  { id: 'import', label: 'Importer un fichier', icon: 'file-import', needs: 'imports.run' },
  { id: 'help', label: 'Voir les raccourcis', icon: 'help-circle', key: '?' },
];

/** What a key asks, after `G` or not. */
export type Wish = { act: ActId } | { goTo: string } | 'armed' | undefined;

interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

interface Known {
  acts: readonly Act[];
  places: readonly { href: string; key?: string }[];
}

/** `G` then a letter goes to a place; a key alone begins an act. */
export function wishOf({ key, ctrlKey, metaKey, altKey }: Press, isArmed: boolean, known: Known): Wish {
  if (ctrlKey || metaKey || altKey) return undefined;
  const pressed = key.toLowerCase();
  if (isArmed) {
    const place = known.places.find((one) => one.key === pressed);
    return place && { goTo: place.href };
  }
  if (pressed === 'g') return 'armed';
  const act = known.acts.find((one) => one.key?.toLowerCase() === pressed);
  return act && { act: act.id };
}
