import { createHash, randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify, LogController } from 'fastify';
import { z } from 'zod';
import { answer, type Boot, notFound } from './frame.ts';
import { logTo } from './log.ts';
import { countRequests } from './metrics.ts';
import { openApi } from './openapi.ts';
import type { Page } from './pages.ts';
import { Problem } from './problem.ts';
import type { ServedRoute } from './routes.ts';

z.config(z.locales.fr());

export interface HttpApp extends Boot {
  routes: ServedRoute[];
  pages: Page[];
  logLevel: string;
  /** Requests a minute from one address before it is told to wait. */
  requestsPerMinute?: number;
  /** Requests a minute under one key, from wherever they come (trust S-30). */
  requestsPerKey?: number;
  /** Proxies whose word on the caller's address is taken; none when the server is reached directly. */
  trustProxy?: boolean;
  /** A public page in place of one that could not be made: a visitor is not shown a document for programs. */
  explainPage?: (message: string) => string;
}

/** The whole HTTP face: API, public pages, documentation, health. */
export async function httpApp(product: HttpApp): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: logTo(product.logLevel),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 1024 * 1024,
    trustProxy: product.trustProxy ?? false,
    routerOptions: { ignoreTrailingSlash: true },
  });
  await app.register(helmet, securityHeaders);
  await app.register(cookie);
  await app.register(rateLimit, {
    max: product.requestsPerMinute ?? 1200,
    timeWindow: 60_000,
    errorResponseBuilder: tooMany,
    allowList: isBuiltFile,
  });
  const served = { ...product, paceKey: paceOf(app, product) };
  readBodies(app);
  countRequests(app);
  app.setErrorHandler(explainWith(product));
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  for (const route of product.routes) serveRoute(app, served, route);
  for (const page of product.pages) servePage(app, product, page);
  openApi(app, product.routes);
  return app;
}

/** Counted under the key's hash: a program that runs on ten machines is one program. */
function paceOf(app: FastifyInstance, { requestsPerKey }: HttpApp): (request: FastifyRequest) => Promise<void> {
  const limit = app.createRateLimit({
    max: requestsPerKey ?? 600,
    timeWindow: 60_000,
    keyGenerator: ({ headers }) => createHash('sha256').update(String(headers.authorization)).digest('base64url'),
  });
  return async (request) => {
    const told = await limit(request);
    if (!told.isAllowed && told.isExceeded) throw tooMany(request, told);
  };
}

/**
 * Scripts, styles and fonts cost a read of the disk, and a screen opened for the first time asks for sixty of them: a team behind
 * one address, each opening its day, would be told to wait (measured 2026-11-24).
 */
const isBuiltFile = ({ method, url }: FastifyRequest) => method === 'GET' && /^\/(assets|site)\//.test(url);

/** Nothing from elsewhere, nothing inline but what carries this reply's nonce (ASVS 3.4). */
const securityHeaders = {
  enableCSPNonces: true,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'frame-src': ["'self'"],
      'form-action': ["'self'"],
      'manifest-src': ["'self'"],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'self'"],
    },
  },
  crossOriginEmbedderPolicy: false,
  referrerPolicy: { policy: 'no-referrer' as const },
  strictTransportSecurity: { maxAge: 63_072_000, includeSubDomains: true },
};

/** Files arrive as streams; forms of public pages as fields; everything else as JSON, without prototype tricks (Fastify's default). */
function readBodies(app: FastifyInstance): void {
  app.addContentTypeParser('application/octet-stream', { bodyLimit: Number.MAX_SAFE_INTEGER }, (_request, payload, done) =>
    done(null, payload),
  );
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, fieldsOf(String(body))),
  );
  // RFC 8058 §3.1: a mailbox may post its one-click unsubscription either way; its content is fixed, and unused.
  app.addContentTypeParser('multipart/form-data', { parseAs: 'string', bodyLimit: 16_384 }, (_request, _body, done) =>
    done(null, {}),
  );
}

function fieldsOf(text: string): Record<string, string | string[]> {
  const fields = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => [
      name,
      fields.getAll(name).length > 1 ? fields.getAll(name) : (fields.get(name) ?? ''),
    ]),
  );
}

function serveRoute(app: FastifyInstance, product: HttpApp, route: ServedRoute): void {
  const [method = 'GET', path = '/'] = route.endpoint.route.split(' ');
  app.route({
    method,
    url: `/api/v1${path}`,
    exposeHeadRoute: false,
    ...(route.endpoint.uploadLimit ? { bodyLimit: route.endpoint.uploadLimit } : {}),
    handler: (request, reply) => answer(product, route, [request, reply]),
  });
}

function servePage(app: FastifyInstance, product: HttpApp, { route, handle }: Page): void {
  const [method = 'GET', url = '/'] = route.split(' ');
  app.route({
    method,
    url,
    config: { isPage: true },
    handler: async (request, reply) => {
      const asked = {
        params: request.params as Record<string, string>,
        query: request.query as Record<string, string>,
        form: (request.body ?? {}) as Record<string, string | string[]>,
      };
      const {
        status = 200,
        html = '',
        mediaType,
        redirect,
      } = await handle(product.entrance, asked, { ...product.visit(request, reply), isConfirmed: false });
      if (redirect) return reply.redirect(redirect, 303);
      if (mediaType) reply.header('cache-control', 'public, max-age=3600');
      return reply
        .status(status)
        .type(`${mediaType ?? 'text/html'}; charset=utf-8`)
        .send(html);
    },
  });
}

const tooMany = (_request: FastifyRequest, { ttl }: { ttl: number }) =>
  new Problem('tooMany', 'request.too_many', {
    message: 'Trop de demandes en peu de temps. Attendez une minute, puis recommencez.',
    retryAfter: Math.ceil(ttl / 1000),
  });

/** Expected refusals say themselves; anything else says nothing outside and everything in the log, under the same request id. */
const explainWith =
  ({ explainPage }: Pick<HttpApp, 'explainPage'>) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const problem = error instanceof Problem ? error : asProblem(error);
    if (problem.status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
    if (problem.retryAfter) reply.header('retry-after', String(problem.retryAfter));
    reply.status(problem.status);
    if (explainPage && 'isPage' in request.routeOptions.config)
      return reply.type('text/html; charset=utf-8').send(explainPage(problem.document.detail));
    return reply
      .type('application/problem+json; charset=utf-8')
      .send({ ...problem.document, instance: `urn:uuid:${request.id}` });
  };

const unexpected = {
  get status() {
    return 500;
  },
  retryAfter: undefined,
  document: {
    type: 'urn:parvis:problem:server.failed',
    title: 'Erreur interne',
    status: 500,
    detail: 'Quelque chose n’a pas marché de notre côté. Réessayez ; rien n’a été perdu.',
    code: 'server.failed',
  },
};

function asProblem(error: unknown): Pick<Problem, 'status' | 'document' | 'retryAfter'> {
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  // 22P02, 22021 and 22003: a value PostgreSQL cannot even read as the type asked (an id, a NUL, a number too large).
  if (code === '22P02' || code === '22021' || code === '22003') return notFound();
  if (statusCode === 413)
    return new Problem('tooLarge', 'request.too_large', { message: 'Ce fichier ou ce texte est trop lourd.' });
  if (statusCode && statusCode < 500)
    return new Problem('malformed', 'request.malformed', { message: 'La demande n’est pas lisible : du JSON est attendu.' });
  return unexpected;
}
