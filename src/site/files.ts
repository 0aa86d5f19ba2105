/** The few files public pages ask for, by address, and where each lies in the product's folder. */
export const siteFiles: readonly { url: string; path: string; mediaType: string }[] = [
  { url: '/site/tokens.css', path: 'src/ui/tokens.css', mediaType: 'text/css; charset=utf-8' },
  { url: '/site/portal.css', path: 'src/site/portal.css', mediaType: 'text/css; charset=utf-8' },
  { url: '/site/place.svg', path: 'src/site/place.svg', mediaType: 'image/svg+xml' },
  { url: '/site/text.woff2', path: fontOf('atkinson-hyperlegible-next'), mediaType: 'font/woff2' },
  { url: '/site/titles.woff2', path: fontOf('bricolage-grotesque'), mediaType: 'font/woff2' },
];

function fontOf(family: string): string {
  return `node_modules/@fontsource-variable/${family}/files/${family}-latin-wght-normal.woff2`;
}
