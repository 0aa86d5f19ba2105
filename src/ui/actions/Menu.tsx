import type { ReactNode } from 'react';
import { Menu as AriaMenu, Header, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { classNames } from '../class-names.ts';
import { Icon, type IconName } from '../Icon.tsx';
import styles from './Menu.module.css';

export interface MenuEntry {
  id: string;
  label: string;
  icon?: IconName;
  /** A link to a screen, or an act. */
  href?: string;
  onAction?: () => void;
  isDangerous?: boolean;
}

export interface MenuGroup {
  title: string;
  entries: MenuEntry[];
}

interface MenuProps {
  /** A `Button` or an `IconButton`. */
  trigger: ReactNode;
  label: string;
  entries?: MenuEntry[];
  /** The same under titles, where there are many. */
  groups?: MenuGroup[];
  /** One line on top. */
  note?: string | undefined;
}

/** A list of acts under a button. Props: trigger (a `Button` or an `IconButton`), label (its spoken name), entries or groups ({ title, entries }), note. */
export function Menu({ trigger, label, entries = [], groups = [], note }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover ?? ''}>
        {note && <p className={styles.title}>{note}</p>}
        <AriaMenu aria-label={label} className={styles.menu ?? ''}>
          {entries.map(asItem)}
          {groups.map(({ title, entries: members }) => (
            <MenuSection key={title}>
              <Header className={styles.title}>{title}</Header>
              {members.map(asItem)}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

const asItem = ({ id, label, icon, isDangerous, href, onAction }: MenuEntry) => (
  <MenuItem
    key={id}
    id={id}
    textValue={label}
    className={classNames(styles.entry, isDangerous && styles.dangerous)}
    {...(href ? { href } : {})}
    {...(onAction ? { onAction } : {})}
  >
    {icon && <Icon name={icon} />}
    {label}
  </MenuItem>
);
