import { PlainLink } from '../actions/Link.tsx';
import styles from './Tabs.module.css';

interface LinkTabsProps {
  label: string;
  links: readonly { label: string; href: string }[];
  /** The address on screen. */
  current: string;
}

/** Sibling screens that look like tabs and are links. Props: label, links ({ label, href }), current. */
export function LinkTabs({ label, links, current }: LinkTabsProps) {
  return (
    <nav aria-label={label} className={styles.list}>
      {links.map((link) => (
        <span key={link.href} className={styles.tab} {...(link.href === current ? { 'data-selected': '' } : {})}>
          <PlainLink href={link.href} {...(link.href === current ? { 'aria-current': 'page' as const } : {})}>
            {link.label}
          </PlainLink>
        </span>
      ))}
    </nav>
  );
}
