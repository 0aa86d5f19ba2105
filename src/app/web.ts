import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { httpApp } from '../platform/http.ts';
import type { Live } from '../platform/live/live.ts';
import { serveLive } from '../platform/live/stream.ts';
import { metrics } from '../platform/metrics.ts';
import type { Page } from '../platform/pages.ts';
import { denied, missing } from '../platform/problem.ts';
import type { ServedRoute } from '../platform/routes.ts';
import { siteFiles } from '../site/files.ts';
import { nowhere, trouble } from '../site/nowhere.tsx';
import { apiDocs } from './api-docs.tsx';
import { bootOf } from './boot.ts';
import { type Ground, productFolder } from './ground.ts';
import { render } from './public-menu.ts';
import { isBehindProxy, isLocal } from './web-address.ts';

interface Faces {
  routes: ServedRoute[];
  pages: Page[];
  live: Live;
}

/** The whole web face over a ground: API, portal, documentation, health, and the agents' app. */
export async function webApp(ground: Ground, { routes, pages, live }: Faces): Promise<FastifyInstance> {
  const { environment } = ground;
  const boot = bootOf(ground);
  const app = await httpApp({
    ...boot,
    routes,
    pages,
    logLevel: environment.LOG_LEVEL,
    trustProxy: isBehindProxy(environment.PUBLIC_URL),
    explainPage: trouble(render),
  });
  watchHealth(app, ground);
  serveLive(app, boot, live);
  apiDocs(app, routes);
  serveSite(app);
  await serveApp(app);
  return app;
}

function watchHealth(app: FastifyInstance, { db, environment }: Ground): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const isReady = await sql`select 1`.execute(db).then(
      () => true,
      () => false,
    );
    return reply.status(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'database unreachable' });
  });
  app.get('/metrics', async (request, reply) => {
    const isAllowed = environment.METRICS_TOKEN
      ? request.headers.authorization === `Bearer ${environment.METRICS_TOKEN}`
      : isLocal(request.ip);
    if (!isAllowed) throw denied('metrics.not_permitted', 'Les mesures demandent un jeton.');
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
}

/** What public pages are dressed in. */
function serveSite(app: FastifyInstance): void {
  for (const { url, path, mediaType } of siteFiles)
    app.get(url, (_request, reply) =>
      reply
        .type(mediaType)
        .header('cache-control', 'public, max-age=3600')
        .send(createReadStream(join(productFolder(), path))),
    );
}

/** Built screens, and for any other address the page that shows them: the browser's router takes it from there. */
async function serveApp(app: FastifyInstance): Promise<void> {
  const folder = join(productFolder(), 'dist', 'client');
  const index = existsSync(join(folder, 'index.html')) ? readFileSync(join(folder, 'index.html'), 'utf8') : '';
  if (index) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      wildcard: false,
      setHeaders: (response, path) =>
        response.setHeader(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
        ),
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isScreen = ['GET', 'HEAD'].includes(request.method) && !/^\/(api|p|m|assets|site)(\/|$)/.test(request.url);
    if (/^\/[pm]\//.test(request.url)) return reply.status(404).type('text/html; charset=utf-8').send(nowhere(render).html);
    if (!isScreen || !index) throw missing('address.unknown', 'Cette adresse ne mène nulle part.');
    return reply.type('text/html; charset=utf-8').send(index.replaceAll('__CSP_NONCE__', reply.cspNonce.style));
  });
}
