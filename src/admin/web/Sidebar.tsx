import { lazy, Suspense } from 'react';
import type { SignedInSession } from '../../team/contract.ts';
import { PlainLink } from '../../ui/actions/Link.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Brand } from '../../ui/signs/Brand.tsx';
import { counted } from '../../ui/words.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { LongWorks } from './LongWorks.tsx';
import { allowed, footNavigation, isAt, navigation, type Place } from './navigation.ts';
import styles from './Shell.module.css';

const ListCount = lazy(() => import('../../directory/web/ListCount.tsx').then((file) => ({ default: file.ListCount })));

interface SidebarProps {
  session: SignedInSession;
  pathname: string;
  /** On a phone, it is shown only when asked for. */
  isOpen: boolean;
  onSearch: () => void;
}

export function Sidebar({ session, pathname, isOpen, onSearch }: SidebarProps) {
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
      <button type="button" className={styles.searchTrigger} aria-keyshortcuts="Control+K" onClick={onSearch}>
        <Icon name="search" />
        <span>Rechercher</span>
        <kbd>Ctrl K</kbd>
      </button>
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
      {places.map(({ label, href, icon, counts }) => (
        <li key={href}>
          <PlainLink href={href} {...(isAt(href, pathname) ? { 'aria-current': 'page' as const } : {})}>
            <Icon name={icon} />
            <span>{label}</span>
            {counts && (
              <Suspense>
                <b>
                  <ListCount listed={counts} />
                </b>
              </Suspense>
            )}
          </PlainLink>
        </li>
      ))}
    </ul>
  );
}
