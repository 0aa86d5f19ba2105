import type { ReactNode } from 'react';
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Header, Menu, MenuItem, MenuSection, Text } from 'react-aria-components/Menu';
import menu from '../actions/Menu.module.css';
import { Icon, type IconName } from '../Icon.tsx';
import { SearchField } from './SearchField.tsx';

export interface SearchEntry {
  id: string;
  label: string;
  icon?: IconName;
  /** Instead of an icon: an `Avatar`. */
  sign?: ReactNode;
  /** What tells it from another of the same name. */
  hint?: string;
  /** The key that does the same. */
  keys?: string;
}

interface SearchMenuProps {
  label: string;
  groups: readonly { title: string; entries: readonly SearchEntry[] }[];
  onPick: (id: string) => void;
  /** What is typed: give both to look for it elsewhere, and pass `groups` already found. */
  typed?: string;
  onType?: (text: string) => void;
  /** Said when nothing is found. */
  whenEmpty?: string;
}

/** Many things to pick from, found by typing, moved by arrows. Props: label, groups ({ title, entries: { id, label, icon, sign, hint, keys } }), onPick(id), typed + onType, whenEmpty. */
export function SearchMenu({ label, groups, onPick, typed, onType, whenEmpty = 'Rien ne porte ce nom.' }: SearchMenuProps) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const typing = typed === undefined ? { filter: contains } : { inputValue: typed, ...(onType ? { onInputChange: onType } : {}) };
  // Entrée before one has moved: the first.
  const first = groups[0]?.entries[0];
  return (
    <Autocomplete {...typing}>
      <SearchField label={label} autoFocus onSubmit={() => first && onPick(first.id)} />
      <Menu
        aria-label={label}
        className={menu.sought ?? ''}
        onAction={(id) => onPick(String(id))}
        renderEmptyState={() => <p className={menu.title}>{whenEmpty}</p>}
      >
        {groups.map(({ title, entries }) => (
          <MenuSection key={title}>
            <Header className={menu.title}>{title}</Header>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  );
}

function Entry({ entry: { id, label, icon, sign, hint, keys } }: { entry: SearchEntry }) {
  return (
    <MenuItem id={id} shouldCloseOnSelect={false} textValue={label} className={menu.entry ?? ''}>
      {sign ?? (icon && <Icon name={icon} />)}
      <Text slot="label">{label}</Text>
      {hint && (
        <Text slot="description" className={menu.hint ?? ''}>
          {hint}
        </Text>
      )}
      {keys && <kbd className={menu.keys}>{keys}</kbd>}
    </MenuItem>
  );
}
