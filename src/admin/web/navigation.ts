import type { Permission } from '../../team/contract.ts';
import type { IconName } from '../../ui/Icon.tsx';

export interface Place {
  label: string;
  href: string;
  icon: IconName;
  /** The place is absent for whoever may not go there. */
  needs?: Permission;
  /** One key after `G` goes there. */
  key?: string;
  /** A list whose count stands beside it. */
  counts?: 'contacts' | 'organizations';
}

export interface PlaceGroup {
  title?: string;
  places: readonly Place[];
}

/** The sidebar. A part joins it when it exists; nothing waits there greyed. */
export const navigation: readonly PlaceGroup[] = [
  { places: [{ label: 'Accueil', href: '/', icon: 'home', key: 'a' }] },
  {
    title: 'Connaître',
    places: [
      { label: 'Contacts', href: '/contacts', icon: 'users', needs: 'contacts.read', key: 'c', counts: 'contacts' },
      {
        label: 'Associations, commerces…',
        href: '/structures',
        icon: 'building-arch',
        needs: 'contacts.read',
        key: 'o',
        counts: 'organizations',
      },
      { label: 'Segments', href: '/segments', icon: 'circles-relation', needs: 'segments.read', key: 's' },
    ],
  },
  {
    title: 'Communiquer',
    places: [
      { label: 'Envois', href: '/envois', icon: 'send', needs: 'campaigns.read', key: 'e' },
      { label: 'Modèles', href: '/modeles', icon: 'template', needs: 'campaigns.read', key: 'm' },
      { label: 'Boîte d’essai', href: '/boite-d-essai', icon: 'inbox', needs: 'trial.read', key: 'b' },
    ],
  },
];

/** At the foot of the sidebar. */
export const footNavigation: readonly Place[] = [
  { label: 'Réglages', href: '/reglages/mairie', icon: 'settings', needs: 'townhalls.manage', key: 'r' },
];

/** The pages of Réglages, shown as `LinkTabs` on each of them. */
export const settingsPages = [
  { label: 'Mairie', href: '/reglages/mairie' },
  { label: 'Portail', href: '/reglages/portail' },
  { label: 'Finalités', href: '/reglages/finalites' },
  { label: 'Canaux', href: '/reglages/canaux' },
  { label: 'Lettres', href: '/reglages/lettres' },
  { label: 'Champs et étiquettes', href: '/reglages/champs' },
  { label: 'Équipe et droits', href: '/reglages/equipe' },
  { label: 'Engagement', href: '/reglages/engagement' },
  { label: 'Clés d’API', href: '/reglages/cles' },
];

/** Whether a place is the one on screen, or holds it. */
export const isAt = (href: string, pathname: string): boolean => {
  const root = href.startsWith('/reglages/') ? '/reglages' : href;
  return root === '/' ? pathname === '/' : pathname === root || pathname.startsWith(`${root}/`);
};

export const allowed = <P extends { needs?: Permission }>(places: readonly P[], permissions: readonly Permission[]): P[] =>
  places.filter(({ needs }) => !needs || permissions.includes(needs));

/** Every place of the sidebar a person may go to, in order. */
export const placesFor = (permissions: readonly Permission[]): Place[] =>
  allowed([...navigation.flatMap((group) => group.places), ...footNavigation], permissions);

const otherPages: readonly Place[] = [
  { label: 'Journal des actions groupées', href: '/contacts/journal', icon: 'history', needs: 'contacts.read' },
  { label: 'Collecter des accords', href: '/contacts/accords', icon: 'signature', needs: 'consents.write' },
  { label: 'Journal des imports', href: '/contacts/imports', icon: 'file-import', needs: 'imports.read' },
  { label: 'Mon compte', href: '/mon-compte', icon: 'user' },
];

/** Every page one may go to, those of the sidebar first. */
export const pagesFor = (permissions: readonly Permission[]): Place[] => {
  const settings = settingsPages.map(
    ({ label, href }): Place => ({ label: `Réglages\u00a0: ${label}`, href, icon: 'settings', needs: 'townhalls.manage' }),
  );
  return [...placesFor(permissions), ...allowed([...settings, ...otherPages], permissions)];
};
