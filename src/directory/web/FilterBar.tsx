import { type ReactNode, useEffect, useRef, useState } from 'react';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { Menu } from '../../ui/actions/Menu.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { Toolbar, ToolbarField, ToolbarSpace } from '../../ui/frames/Toolbar.tsx';
import { Chips } from '../../ui/signs/Chips.tsx';
import { contactOrder, type SortedBy } from '../contract.ts';
import { orderLabel } from '../labels.ts';
import { FilterChips } from './FilterChips.tsx';
import type { List } from './useList.ts';

/** The search, one chip for each filter, one button to add another, the order; `children` before it. */
export function FilterBar({ list, children }: { list: List; children: ReactNode }) {
  const { rule, search, sort, isArchive } = list.asked;
  return (
    <Toolbar label="Chercher et filtrer">
      <SearchBox value={search} onSearch={list.search} />
      {isArchive && (
        <Chips label="Archives" chips={[{ id: 'archive', label: 'Fiches archivées' }]} onRemove={() => list.showArchive(false)} />
      )}
      <FilterChips rule={rule} onChange={list.narrow} />
      <ToolbarSpace />
      {children}
      <Menu
        label="Ordre de la liste"
        trigger={<IconButton icon="arrows-sort" label={`Trier\u00a0: ${orderInWords(sort)}`} look="secondary" size="small" />}
        entries={contactOrder.options.map((id) => ({
          id,
          label: orderLabel[id],
          ...(id === sort.replace('-', '') ? { icon: sort.startsWith('-') ? 'chevron-down' : 'chevron-up' } : {}),
          onAction: () => list.sortBy(sort === id ? `-${id}` : id),
        }))}
        groups={[
          {
            title: 'Montrer',
            entries: [
              {
                id: 'archive',
                label: isArchive ? 'Les fiches en cours' : 'Les fiches archivées',
                icon: 'archive',
                onAction: () => list.showArchive(!isArchive),
              },
              { id: 'duplicates', label: 'Les doublons possibles', icon: 'arrow-merge', href: '/contacts/doublons' },
              { id: 'journal', label: 'Le journal des actions groupées', icon: 'history', href: '/contacts/journal' },
            ],
          },
        ]}
      />
    </Toolbar>
  );
}

const orderInWords = (sort: SortedBy) => {
  const label = orderLabel[contactOrder.parse(sort.replace('-', ''))].toLowerCase();
  return sort.startsWith('-') ? `${label}, à l’envers` : label;
};

/** Asks once the typing pauses: each letter of « Martin » is not a question. */
function SearchBox({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState(value);
  const asked = useRef(value);
  useEffect(() => {
    if (value !== asked.current) setTyped(value);
    asked.current = value;
  }, [value]);
  useEffect(() => {
    const text = typed.trim();
    if (text === asked.current) return;
    const pause = setTimeout(() => {
      asked.current = text;
      onSearch(text);
    }, 200);
    return () => clearTimeout(pause);
  }, [typed, onSearch]);
  return (
    <ToolbarField>
      <SearchField label="Chercher dans les contacts" placeholder="Nom, rue, téléphone…" value={typed} onChange={setTyped} />
    </ToolbarField>
  );
}
