import { type Menu, renderWith } from '../site/layout.tsx';

/** Where public pages lead, at their top and at their foot. « % » is what the mairie says of its accessibility. */
export const menu: Menu = {
  top: [
    { label: 'S’abonner', path: '/abonnement' },
    { label: 'Mes abonnements', path: '/mes-abonnements' },
  ],
  foot: [
    [
      { label: 'S’abonner', path: '/abonnement' },
      { label: 'Mes abonnements', path: '/mes-abonnements' },
      { label: 'Plan du site', path: '/plan' },
    ],
    [
      { label: 'Accessibilité\u00a0: %', path: '/accessibilite' },
      { label: 'Vie privée', path: '/vie-privee' },
      { label: 'Mentions légales', path: '/mentions-legales' },
    ],
  ],
};

export const render = renderWith(menu);
