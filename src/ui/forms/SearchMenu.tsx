import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Header, Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import menu from '../actions/Menu.module.css';
import { Icon, type IconName } from '../Icon.tsx';
import { SearchField } from './SearchField.tsx';

interface SearchMenuProps {
  label: string;
  groups: readonly { title: string; entries: readonly { id: string; label: string; icon?: IconName }[] }[];
  onPick: (id: string) => void;
}

/** Many things to pick from, found by typing, moved by arrows. Props: label, groups ({ title, entries: { id, label, icon } }), onPick(id). */
export function SearchMenu({ label, groups, onPick }: SearchMenuProps) {
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <Autocomplete filter={contains}>
      <SearchField label={label} autoFocus />
      <Menu
        aria-label={label}
        className={menu.sought ?? ''}
        onAction={(id) => onPick(String(id))}
        renderEmptyState={() => <p className={menu.title}>Rien ne porte ce nom.</p>}
      >
        {groups.map(({ title, entries }) => (
          <MenuSection key={title}>
            <Header className={menu.title}>{title}</Header>
            {entries.map((entry) => (
              <MenuItem
                key={entry.id}
                id={entry.id}
                shouldCloseOnSelect={false}
                textValue={entry.label}
                className={menu.entry ?? ''}
              >
                {entry.icon && <Icon name={entry.icon} />}
                {entry.label}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  );
}
