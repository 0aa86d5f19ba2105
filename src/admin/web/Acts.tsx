import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { SignedInSession } from '../../team/contract.ts';
import { useGo } from '../../ui/place.ts';
import type { ActId } from './shortcuts.ts';
import { useShortcuts } from './useShortcuts.ts';

const fetchPalette = () => import('./SearchPalette.tsx').then((file) => ({ default: file.SearchPalette }));
const SearchPalette = lazy(fetchPalette);
const NewContact = lazy(() => import('../../contacts/web/NewContact.tsx').then((file) => ({ default: file.NewContact })));
const ShortcutsHelp = lazy(() => import('./ShortcutsHelp.tsx').then((file) => ({ default: file.ShortcutsHelp })));

type Open = 'search' | 'note' | 'add_contact' | 'help' | null;

/** What can be begun from any screen, by its key or from the palette (Ctrl K). `onReady` is given the way to open the palette. */
export function Acts({ permissions, onReady }: Pick<SignedInSession, 'permissions'> & { onReady: (search: () => void) => void }) {
  const go = useGo();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const begin = useCallback(
    (act: ActId) => {
      if (act === 'write') go('/envois/nouveau');
      else if (act === 'import') go('/contacts/importer');
      else if (act !== 'note' || !focusNote()) setOpen(act);
    },
    [go],
  );
  useShortcuts(permissions, begin);
  useCtrlK(useCallback(() => setOpen('search'), []));
  // Fetched before it is asked for: what is typed right after Ctrl K must not be lost.
  useEffect(() => {
    const soon = setTimeout(fetchPalette, 1500);
    return () => clearTimeout(soon);
  }, []);
  useEffect(() => onReady(() => setOpen('search')), [onReady]);
  const noteWith = (href: string) => {
    go(href);
    focusNoteSoon();
  };

  return (
    <Suspense>
      {open === 'search' && <SearchPalette permissions={permissions} begin={begin} onClose={close} />}
      {open === 'note' && <SearchPalette permissions={permissions} begin={begin} onClose={close} onPerson={noteWith} />}
      {open === 'help' && <ShortcutsHelp permissions={permissions} onClose={close} />}
      {open === 'add_contact' && (
        <NewContact
          onClose={close}
          onAdded={({ id }) => {
            close();
            go(`/contacts/${id}`);
          }}
        />
      )}
    </Suspense>
  );
}

function useCtrlK(open: () => void): void {
  useEffect(() => {
    const listen = (press: KeyboardEvent) => {
      if (!(press.ctrlKey || press.metaKey) || press.key.toLowerCase() !== 'k') return;
      press.preventDefault();
      open();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [open]);
}

/** Where one notes an exchange on a record: found by its name, as a reader of the screen would. */
function focusNote(): boolean {
  const field = document.querySelector<HTMLElement>('form[aria-label="Noter un échange"] textarea');
  field?.focus();
  return field !== null;
}

const SOON = 5000;

/** The record is on its way. */
function focusNoteSoon(): void {
  const watch = new MutationObserver(() => focusNote() && watch.disconnect());
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), SOON);
}
