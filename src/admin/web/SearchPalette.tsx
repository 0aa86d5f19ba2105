import { useState } from 'react';
import type { SignedInSession } from '../../team/contract.ts';
import { SearchMenu } from '../../ui/forms/SearchMenu.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { useGo } from '../../ui/place.ts';
import { useQuiet } from '../../ui/useQuiet.ts';
import { counted } from '../../ui/words.ts';
import { type Found, useEverything, usePeople } from './everything.tsx';
import styles from './SearchPalette.module.css';
import type { ActId } from './shortcuts.ts';

interface SearchPaletteProps extends Pick<SignedInSession, 'permissions'> {
  begin: (act: ActId) => void;
  onClose: () => void;
  /** One looks for a person alone, to do something with them. */
  onPerson?: (href: string) => void;
}

/** Ctrl K: people, structures, segments, letters, pages and acts, forgiving accents and slips; what was looked at last first. */
export function SearchPalette({ permissions, begin, onClose, onPerson }: SearchPaletteProps) {
  const [text, setText] = useState('');
  const go = useGo();
  const everything = useEverything(onPerson ? null : text, permissions);
  const people = usePeople(onPerson ? text : '');
  const groups = onPerson ? people.groups : everything;
  const found = groups.flatMap(({ entries }) => entries);

  const pick = (id: string) => {
    const picked: Found | undefined = found.find((one) => one.id === id);
    onClose();
    if (picked?.act) begin(picked.act);
    if (picked?.href) (onPerson ?? go)(picked.href);
  };
  return (
    <Dialog
      title={onPerson ? 'Noter un échange avec qui\u00a0?' : 'Rechercher'}
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
    >
      <div className={styles.palette}>
        <SearchMenu
          label={onPerson ? 'Une personne, une structure' : 'Une personne, un segment, une page, une action'}
          groups={groups}
          onPick={pick}
          typed={text}
          onType={setText}
          whenEmpty={
            text.trim().length < 2 ? 'Écrivez les premières lettres.' : 'Rien ne répond à ces mots, ni rien qui s’en approche.'
          }
        />
      </div>
      <p role="status" className={styles.spoken}>
        {useQuiet(text && counted(found.length, 'résultat', 'résultats'))}
      </p>
    </Dialog>
  );
}
