import type { ReactNode } from 'react';
import { drawSubscription } from '../consents/sign-ups/sign-ups.ts';
import { type PageReply, page } from '../platform/pages.ts';
import type { Entrance } from '../platform/routes.ts';
import type { Scope } from '../platform/scope.ts';
import type { Menu, Place, Render } from '../site/layout.tsx';
import { nowhere } from '../site/nowhere.tsx';
import { getPublication } from '../townhalls/publication/publication.ts';
import { getTownHall, inTown } from '../townhalls/townhalls.ts';
import { coloursFrom } from './colours.ts';
import { AccessibilityPage, LegalPage, PrivacyPage, SiteMap } from './duties.tsx';
import { Home } from './Home.tsx';

interface Stage {
  render: Render;
  menu: Menu;
}

/** The public home of a town hall, and what the law asks every site to say. No rule lives here. */
export const portalPages = (stage: Stage) => [
  page('GET /p/:townHall', (entrance, { params }) =>
    at(stage, { entrance, params }, async (scope, place) => {
      const [townHall, subscription] = [await getTownHall(scope), await drawSubscription(scope, place.root)];
      const main = <Home townHall={townHall} place={place} subscription={subscription} />;
      return { html: stage.render({ title: 'Accueil', place, isWide: true, main }) };
    }),
  ),
  page('GET /p/:townHall/couleur.css', (entrance, { params }) =>
    at(stage, { entrance, params }, async (scope) => ({
      mediaType: 'text/css',
      html: coloursFrom((await getTownHall(scope)).readableColour),
    })),
  ),
  page('GET /p/:townHall/accessibilite', (entrance, { params }) =>
    at(stage, { entrance, params }, async (scope, place) =>
      show(stage, place, { title: 'Accessibilité', main: <AccessibilityPage {...(await saidBy(scope))} place={place} /> }),
    ),
  ),
  page('GET /p/:townHall/vie-privee', (entrance, { params }) =>
    at(stage, { entrance, params }, async (scope, place) =>
      show(stage, place, { title: 'Vie privée', main: <PrivacyPage {...(await saidBy(scope))} place={place} /> }),
    ),
  ),
  page('GET /p/:townHall/mentions-legales', (entrance, { params }) =>
    at(stage, { entrance, params }, async (scope, place) =>
      show(stage, place, { title: 'Mentions légales', main: <LegalPage {...(await saidBy(scope))} place={place} /> }),
    ),
  ),
  page('GET /p/:townHall/plan', (entrance, { params }) =>
    at(stage, { entrance, params }, async (_, place) =>
      show(stage, place, {
        title: 'Plan du site',
        main: <SiteMap root={place.root} menu={stage.menu} accessibility={place.accessibility} />,
      }),
    ),
  ),
];

const saidBy = async (scope: Scope) => ({
  townHall: await getTownHall(scope),
  publication: await getPublication(scope),
});

const at = async (
  { render }: Stage,
  { entrance, params }: { entrance: Entrance; params: Record<string, string> },
  play: (scope: Scope, place: Place) => Promise<PageReply>,
): Promise<PageReply> => (await inTown(entrance, params['townHall'], play)) ?? nowhere(render);

const show = ({ render }: Stage, place: Place, { title, main }: { title: string; main: ReactNode }): PageReply => ({
  html: render({ title, place, main }),
});
