import { renderToStaticMarkup } from 'react-dom/server';
import type { ServiceMail } from './contract.ts';

interface Signature {
  name: string;
  address: string;
  colour: string;
}

const text = { margin: '0 0 14px', fontSize: 16, lineHeight: 1.6, color: '#16242a' } as const;
const small = { ...text, fontSize: 14, color: '#46555a' } as const;
const typeface = 'Verdana, Arial, sans-serif';

/** One column, real text, read in the order it is written. */
export const layOut = (mail: ServiceMail, signature: Signature): string =>
  `<!doctype html>${renderToStaticMarkup(
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{mail.subject}</title>
      </head>
      <body style={{ margin: 0, background: '#eef1f0', fontFamily: typeface }}>
        <table role="presentation" width="100%" cellPadding={0} cellSpacing={0}>
          <tbody>
            <tr>
              <td align="center" style={{ padding: '24px 12px' }}>
                <table
                  role="presentation"
                  cellPadding={0}
                  cellSpacing={0}
                  style={{ width: '100%', maxWidth: 600, background: '#ffffff', borderTop: `6px solid ${signature.colour}` }}
                >
                  <tbody>
                    <tr>
                      <td style={{ padding: '24px 32px', fontFamily: typeface }}>
                        <Letter {...mail} signature={signature} />
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>,
  )}`;

function Letter({ title, paragraphs, code, link, because, signature }: ServiceMail & { signature: Signature }) {
  return (
    <>
      <p style={{ ...small, fontWeight: 'bold', color: signature.colour }}>{signature.name}</p>
      <h1 style={{ margin: '0 0 14px', fontSize: 24, lineHeight: 1.25, color: '#16242a' }}>{title}</h1>
      {paragraphs.map((words) => (
        <p key={words} style={text}>
          {words}
        </p>
      ))}
      {code && <p style={{ ...text, fontSize: 30, letterSpacing: 6, fontWeight: 'bold' }}>{code}</p>}
      {link && (
        <p style={text}>
          <a
            href={link.url}
            style={{
              display: 'inline-block',
              padding: '14px 22px',
              background: signature.colour,
              color: '#ffffff',
              borderRadius: 8,
              fontWeight: 'bold',
            }}
          >
            {link.label}
          </a>
        </p>
      )}
      <p style={small}>{because}</p>
      <p style={{ ...small, margin: 0 }}>{[signature.name, signature.address].filter(Boolean).join(', ')}</p>
    </>
  );
}

/** The same for those who read plain text. */
export const writeOut = ({ title, paragraphs, code, link, because }: ServiceMail, { name, address }: Signature): string =>
  [
    title,
    ...paragraphs,
    ...(code ? [code] : []),
    ...(link ? [`${link.label}\u00a0:\n${link.url}`] : []),
    `-- \n${because}`,
    [name, address].filter(Boolean).join(', '),
  ].join('\n\n');
