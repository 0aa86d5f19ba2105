import type { FastifyInstance } from 'fastify';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Endpoint } from '../platform/contract.ts';
import { openApiDocument } from '../platform/openapi.ts';
import type { ServedRoute } from '../platform/routes.ts';

type Operation = {
  summary: string;
  tags: string[];
  'x-permission': string;
  parameters: { name: string; in: string; required: boolean; schema: { description?: string } }[];
  requestBody?: { content: Record<string, { schema: unknown }> };
  responses: Record<string, { content?: Record<string, { schema?: unknown }> }>;
};

/** The API to read and to search with the browser's own tools: plain HTML made from the same document, without a script. */
export function apiDocs(app: FastifyInstance, routes: ServedRoute[]): void {
  const html = `<!doctype html>${renderToStaticMarkup(<ApiDocs endpoints={routes.map(({ endpoint }) => endpoint)} />)}`;
  app.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(html));
}

function ApiDocs({ endpoints }: { endpoints: Endpoint[] }) {
  const { paths } = openApiDocument(endpoints);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...(operation as Operation) })),
  );
  const resources = [...new Set(operations.map(({ tags }) => tags[0] ?? ''))].sort();
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Interface de programmation · Parvis</title>
        <link rel="stylesheet" href="/site/api-docs.css" />
      </head>
      <body>
        <header>
          <h1>Interface de programmation de Parvis</h1>
          <p>
            Adresses relatives à <code>/api/v1</code>. Chaque demande porte une clé : <code>Authorization: Bearer …</code>, créée
            dans Réglages. Le document complet : <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).
          </p>
        </header>
        <nav aria-label="Ressources">
          <ul>
            {resources.map((resource) => (
              <li key={resource}>
                <a href={`#${resource}`}>{resource}</a>
              </li>
            ))}
          </ul>
        </nav>
        <main>
          {resources.map((resource) => (
            <section key={resource} id={resource} aria-labelledby={`title-${resource}`}>
              <h2 id={`title-${resource}`}>{resource}</h2>
              {operations
                .filter(({ tags }) => tags[0] === resource)
                .map((operation) => (
                  <OperationDocs key={`${operation.method} ${operation.path}`} {...operation} />
                ))}
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}

function OperationDocs({
  method,
  path,
  summary,
  parameters,
  requestBody,
  responses,
  'x-permission': access,
}: Operation & { method: string; path: string }) {
  const [status = '', success] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
  return (
    <article>
      <h3>
        <code>
          {method} {path}
        </code>
      </h3>
      <p>
        {summary} <small>{access === 'public' ? 'Ouvert à tous' : `Demande : ${access}`}</small>
      </p>
      {parameters.length > 0 && (
        <ul>
          {parameters.map((one) => (
            <li key={`${one.in} ${one.name}`}>
              <code>{one.name}</code> ({one.in}
              {one.required ? ', requis' : ''})
            </li>
          ))}
        </ul>
      )}
      <Schema title="Corps attendu" content={requestBody?.content} />
      <Schema title={`Réponse ${status}`} content={success?.content} />
    </article>
  );
}

function Schema({ title, content }: { title: string; content: Record<string, { schema?: unknown }> | undefined }) {
  const schema = Object.values(content ?? {})[0]?.schema;
  if (!schema) return null;
  return (
    <details>
      <summary>{title}</summary>
      <pre>{JSON.stringify(schema, null, 2)}</pre>
    </details>
  );
}
