import { useState } from 'react';
import type { SignedInSession } from '../../team/contract.ts';
import { PlainLink } from '../../ui/actions/Link.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useGo } from '../../ui/place.ts';
import { type Place, placesFor } from './navigation.ts';
import styles from './SearchPalette.module.css';

interface SearchPaletteProps extends Pick<SignedInSession, 'permissions'> {
  onClose: () => void;
}

/** Ctrl K: the places that match, and the people who do, in the list of contacts. */
export function SearchPalette({ permissions, onClose }: SearchPaletteProps) {
  const [text, setText] = useState('');
  const go = useGo();
  const found = foundFor(text.trim(), permissions);

  return (
    <Dialog title="Rechercher" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <SearchField
        label="Une personne, une page"
        autoFocus
        value={text}
        onChange={setText}
        onSubmit={() => {
          if (!found[0]) return;
          go(found[0].href);
          onClose();
        }}
      />
      <ul className={styles.found} aria-label="Résultats">
        {found.map(({ label, href, icon }) => (
          <li key={href}>
            <PlainLink href={href} onPress={onClose}>
              <Icon name={icon} />
              {label}
            </PlainLink>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function foundFor(text: string, permissions: SignedInSession['permissions']): Place[] {
  const places = placesFor(permissions).filter((place) => plain(place.label).includes(plain(text)));
  if (!text || !permissions.includes('contacts.read')) return places;
  const people = `Chercher «\u00a0${text}\u00a0» dans les contacts`;
  return [...places, { label: people, href: `/contacts?q=${encodeURIComponent(text)}`, icon: 'users' }];
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
