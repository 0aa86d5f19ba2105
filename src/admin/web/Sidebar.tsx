import { lazy, Suspense, useEffect, useState } from 'react';
import type { SignedInSession } from '../../team/contract.ts';
import { PlainLink } from '../../ui/actions/Link.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Brand } from '../../ui/signs/Brand.tsx';
import { counted } from '../../ui/words.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { LongWorks } from './LongWorks.tsx';
import { allowed, footNavigation, isAt, navigation, type Place } from './navigation.ts';
import styles from './Shell.module.css';

const SearchPalette = lazy(() => import('./SearchPalette.tsx').then((file) => ({ default: file.SearchPalette })));

interface SidebarProps {
  session: SignedInSession;
  pathname: string;
  /** On a phone, it is shown only when asked for. */
  isOpen: boolean;
}

export function Sidebar({ session, pathname, isOpen }: SidebarProps) {
  const { townHall, permissions } = session;
  return (
    <section id="menu" aria-label="Menu" className={styles.sidebar} {...(isOpen ? { 'data-open': '' } : {})}>
      <div className={styles.sidebarBrand}>
        <Brand />
      </div>
      <p className={styles.commune}>
        <i className={styles.coatOfArms} aria-hidden="true" />
        <span>
          <strong>{townHall.name}</strong>
          {townHall.population !== null && <small>{counted(townHall.population, 'habitant', 'habitants')}</small>}
        </span>
      </p>
      <SearchTrigger permissions={permissions} />
      <nav aria-label="Principale">
        {navigation.map((group) => {
          const places = allowed(group.places, permissions);
          return (
            places.length > 0 && (
              <div key={group.title ?? ''}>
                {group.title && <h2>{group.title}</h2>}
                <PlaceList places={places} pathname={pathname} />
              </div>
            )
          );
        })}
      </nav>
      <div className={styles.foot}>
        <LongWorks />
        <nav aria-label="Secondaire">
          <PlaceList places={allowed(footNavigation, permissions)} pathname={pathname} />
        </nav>
        <AccountMenu session={session} />
      </div>
    </section>
  );
}

function PlaceList({ places, pathname }: { places: readonly Place[]; pathname: string }) {
  return (
    <ul>
      {places.map(({ label, href, icon }) => (
        <li key={href}>
          <PlainLink href={href} {...(isAt(href, pathname) ? { 'aria-current': 'page' as const } : {})}>
            <Icon name={icon} />
            {label}
          </PlainLink>
        </li>
      ))}
    </ul>
  );
}

/** Ctrl K, from anywhere. */
function SearchTrigger({ permissions }: Pick<SignedInSession, 'permissions'>) {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    const open = (press: KeyboardEvent) => {
      if (!(press.ctrlKey || press.metaKey) || press.key.toLowerCase() !== 'k') return;
      press.preventDefault();
      setIsOpen(true);
    };
    document.addEventListener('keydown', open);
    return () => document.removeEventListener('keydown', open);
  }, []);
  return (
    <>
      <button type="button" className={styles.searchTrigger} aria-keyshortcuts="Control+K" onClick={() => setIsOpen(true)}>
        <Icon name="search" />
        <span>Rechercher</span>
        <kbd>Ctrl K</kbd>
      </button>
      {isOpen && (
        <Suspense>
          <SearchPalette permissions={permissions} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
