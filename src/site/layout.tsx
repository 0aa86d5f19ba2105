import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

export interface PublicPage {
  title: string;
  /** Whose page it is, as the header and the footer name it. */
  place: { name: string; address: string };
  main: ReactNode;
}

/** A whole public document: no script, one stylesheet, usable on an old phone. */
export const renderPage = ({ title, place, main }: PublicPage): string =>
  `<!doctype html>${renderToStaticMarkup(
    <html lang="fr" data-portal="">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${place.name}`}</title>
        <link rel="stylesheet" href="/site/tokens.css" />
        <link rel="stylesheet" href="/site/portal.css" />
      </head>
      <body>
        <a className="skip-link" href="#content">
          Aller au contenu
        </a>
        <header className="site-header">
          <div className="container">
            <p className="site-name">
              <i className="coat-of-arms" aria-hidden="true" />
              {place.name}
            </p>
          </div>
        </header>
        <main id="content" className="container data-page">
          {main}
        </main>
        <footer className="site-footer">
          <div className="container">
            <div>
              <h2>{place.name}</h2>
              {place.address && <p>{place.address}</p>}
            </div>
          </div>
        </footer>
      </body>
    </html>,
  )}`;
