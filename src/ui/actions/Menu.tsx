import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
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

/** A list of acts under a button. Props: trigger (a `Button` or an `IconButton`), label (its spoken name), entries. */
export function Menu({ trigger, label, entries }: { trigger: ReactNode; label: string; entries: MenuEntry[] }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover ?? ''}>
        <AriaMenu aria-label={label} items={entries} className={styles.menu ?? ''}>
          {({ id, label: name, icon, isDangerous, href, onAction }) => (
            <MenuItem
              id={id}
              textValue={name}
              className={classNames(styles.entry, isDangerous && styles.dangerous)}
              {...(href ? { href } : {})}
              {...(onAction ? { onAction } : {})}
            >
              {icon && <Icon name={icon} />}
              {name}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
