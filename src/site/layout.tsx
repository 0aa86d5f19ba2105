import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** Whose page it is, as the header and the footer say it. */
export interface Place {
  /** Where its pages begin: « /p/valmeraude ». */
  root: string;
  /** « Commune de » and « Valmeraude »: the name on two lines. */
  over: string;
  shortName: string;
  /** « Mairie de Valmeraude ». */
  name: string;
  address: string;
  /** E.164, and as one dials it. */
  phone: { number: string; words: string } | null;
  openingHours: string;
  /** « non conforme »: what the law asks every page to say, or to lead to. */
  accessibility: string;
}

interface MenuLink {
  label: string;
  /** After the place's root. */
  path: string;
}

/** Where every page of a place leads: at its top, and in the two columns of its foot. */
export interface Menu {
  top: readonly MenuLink[];
  foot: readonly [readonly MenuLink[], readonly MenuLink[]];
}

export interface PublicPage {
  title: string;
  /** Null where no place is known: an address that leads nowhere. */
  place: Place | null;
  main: ReactNode;
  /** The page's own address after the root, for the menu to say where one is. */
  path?: string;
  /** The page draws its own width, from edge to edge. */
  isWide?: boolean;
}

export type Render = (page: PublicPage) => string;

/** A whole public document: no script, small style sheets, usable on an old phone. */
export const renderWith =
  (menu: Menu): Render =>
  (page) =>
    `<!doctype html>${renderToStaticMarkup(<Document {...page} menu={menu} />)}`;

function Document({ title, place, main, path, isWide = false, menu }: PublicPage & { menu: Menu }) {
  return (
    <html lang="fr" data-portal="">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${place?.name ?? 'Parvis'}`}</title>
        <link rel="stylesheet" href="/site/tokens.css" />
        <link rel="stylesheet" href="/site/portal.css" />
        {place && <link rel="stylesheet" href={`${place.root}/couleur.css`} />}
      </head>
      <body>
        <a className="skip-link" href="#content">
          Aller au contenu
        </a>
        <header className="site-header">
          <div className="container">
            {place ? <Name {...place} /> : <p className="site-name">Parvis</p>}
            {place && <Navigation root={place.root} links={menu.top} path={path} />}
          </div>
        </header>
        <main id="content" className={isWide ? undefined : 'container data-page'}>
          {main}
        </main>
        {place && <Foot place={place} menu={menu} />}
      </body>
    </html>
  );
}

const Name = ({ root, over, shortName }: Place) => (
  <a className="site-name" href={root}>
    <i className="coat-of-arms" aria-hidden="true" />
    <span>
      <small>{over}</small> {shortName}
    </span>
  </a>
);

interface NavigationProps {
  root: string;
  links: readonly MenuLink[];
  path: string | undefined;
}

/** Twice the same links: side by side on wide screens, folded on phones. Only one of the two is ever shown or spoken. */
function Navigation({ root, links, path }: NavigationProps) {
  const entries = links.map((link) => (
    <li key={link.path}>
      <a href={root + link.path} {...(link.path === path ? { 'aria-current': 'page' as const } : {})}>
        {link.label}
      </a>
    </li>
  ));
  return (
    <nav aria-label="Principale">
      <ul>{entries}</ul>
      <details className="menu">
        <summary>Menu</summary>
        <ul className="menu-list">{entries}</ul>
      </details>
    </nav>
  );
}

function Foot({ place, menu }: { place: Place; menu: Menu }) {
  const { root, name, address, phone, openingHours, accessibility } = place;
  return (
    <footer className="site-footer">
      <div className="container">
        <div>
          <h2>{name}</h2>
          {address && <p>{address}</p>}
          {phone && (
            <p>
              <a href={`tel:${phone.number}`}>{phone.words}</a>
            </p>
          )}
          {openingHours && <p className="lines">{openingHours}</p>}
        </div>
        {menu.foot.map((column) => (
          <ul key={column[0]?.path}>
            {column.map((link) => (
              <li key={link.path}>
                <a href={root + link.path}>{link.label.replace('%', accessibility)}</a>
              </li>
            ))}
          </ul>
        ))}
      </div>
    </footer>
  );
}
