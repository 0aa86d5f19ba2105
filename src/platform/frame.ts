import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Download, declares, type Endpoint, type Request } from './contract.ts';
import { answerOnce } from './idempotency.ts';
import { denied, missing, Problem, toConfirm } from './problem.ts';
import type { Arrival, Entrance, ServedRoute } from './routes.ts';
import type { Actor, Transact } from './scope.ts';
import type { Seal } from './seal.ts';

/** Who is at the door, once known. */
export interface SignedIn {
  townHallId: number;
  actor: Actor;
  permissions: ReadonlySet<string>;
  /** By cookie (a browser, hence the cross-site checks) or by key. */
  by: 'session' | 'key';
  /** Has proved to be there a short while ago; a key always has. */
  isConfirmed: boolean;
}

/** What the frame needs of the product around it. */
export interface Boot {
  transact(townHallId: number, actor: Actor): Transact;
  entrance: Entrance;
  seal: Seal;
  signIn(request: FastifyRequest): Promise<SignedIn | null>;
  visit(request: FastifyRequest, reply: FastifyReply): Arrival;
  /** Refuses a key that asks too much (trust S-30). */
  paceKey?(request: FastifyRequest): Promise<void>;
}

/** One request: who asks, may they, parse, open the transaction, call the verb, check the reply on the way out. */
export async function answer(boot: Boot, route: ServedRoute, [request, reply]: [FastifyRequest, FastifyReply]): Promise<unknown> {
  const { endpoint } = route;
  const visitor = await admit(boot, endpoint, request);
  const asked = read(endpoint, request);
  const visit = { ...boot.visit(request, reply), isConfirmed: visitor?.isConfirmed ?? false };
  if (!visitor) return send(endpoint, reply, await route.handle(boot.entrance, asked, visit));

  const transact = boot.transact(visitor.townHallId, visitor.actor);
  const key = request.method === 'POST' ? request.headers['idempotency-key'] : undefined;
  const work = (hands: Transact) =>
    endpoint.transaction === 'one' ? hands((scope) => route.handle(scope, asked, visit)) : route.handle(hands, asked, visit);
  if (typeof key !== 'string') return send(endpoint, reply, await work(transact));
  const isOneTransaction = endpoint.transaction === 'one';
  const asking = { route: endpoint.route, params: asked.params, query: asked.query, body: asked.body };
  const once = await answerOnce(
    { transact, actorId: visitor.actor.id, key, request: asking, seal: boot.seal, isOneTransaction },
    work,
  );
  if (once.replayed) reply.header('idempotency-replayed', 'true');
  return send(endpoint, reply, once.reply);
}

async function admit(boot: Boot, endpoint: Endpoint, request: FastifyRequest): Promise<SignedIn | null> {
  if (endpoint.access === 'public') return refuseCrossSite(request);
  const visitor = await boot.signIn(request);
  if (!visitor) throw new Problem('stranger', 'session.signed_out', { message: 'Connectez-vous pour continuer.' });
  if (visitor.by === 'session') refuseCrossSite(request);
  else await boot.paceKey?.(request);
  if (endpoint.access !== 'signed_in' && !visitor.permissions.has(endpoint.access))
    throw denied('team.not_permitted', 'Votre rôle ne permet pas cette action. Demandez à un administrateur de votre mairie.');
  if (endpoint.isSensitive && !visitor.isConfirmed) throw toConfirm();
  return visitor;
}

/** A page of another site must not act with an agent's cookie (ASVS 3.5.1), whatever the cookie's own protection. */
function refuseCrossSite(request: FastifyRequest): null {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return null;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const isForeign = site
    ? site !== 'same-origin' && site !== 'none'
    : origin !== undefined && hostOf(origin) !== request.headers.host;
  if (isForeign) throw denied('request.cross_site', 'Cette action vient d’un autre site : elle a été refusée.');
  return null;
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined);

const uuid = z.uuid();

function read(endpoint: Endpoint, request: FastifyRequest): Request<Endpoint> {
  const params = request.params as Record<string, string>;
  // An id that is not one is answered like an unknown one.
  for (const [name, value] of Object.entries(params)) if (name.endsWith('Id') && !uuid.safeParse(value).success) throw notFound();
  const query = parsed(endpoint.query, declares(endpoint.query) ? request.query : undefined, 'query');
  const body = endpoint.uploadLimit
    ? undefined
    : parsed(endpoint.body, declares(endpoint.body) ? (request.body ?? {}) : undefined, 'body');
  return { params: params as never, query, body, version: versionOf(endpoint, request) };
}

export const notFound = () => missing('record.missing', 'Cette fiche n’existe pas, ou n’existe plus.');

function parsed(schema: z.ZodType, given: unknown, part: 'query' | 'body'): unknown {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => ({ field: issue.path.join('.') || part, message: issue.message }));
  const { code = 'request.invalid', message = 'Certains champs sont à corriger.' } = ownRefusal(result.error.issues) ?? {};
  throw new Problem('invalid', code, { message, errors });
}

/** A schema may refuse under a code of its own: `params: { problem: 'segment.sensitive_field' }`. */
function ownRefusal(issues: readonly z.core.$ZodIssue[]): { code: string; message: string } | undefined {
  for (const issue of issues)
    if (issue.code === 'custom' && typeof issue.params?.['problem'] === 'string')
      return { code: issue.params['problem'], message: issue.message };
  return undefined;
}

function versionOf(endpoint: Endpoint, request: FastifyRequest): number {
  if (!endpoint.versioned) return 0;
  const match = request.headers['if-match'];
  if (!match)
    throw new Problem('preconditionMissing', 'record.version_missing', {
      message: 'Indiquez la version lue de la fiche (en-tête If-Match).',
    });
  const version = Number(/^(?:W\/)?"(\d+)"$/.exec(match)?.[1]);
  if (!Number.isSafeInteger(version))
    throw new Problem('stale', 'record.changed_meanwhile', { message: 'La version indiquée n’est pas celle de la fiche.' });
  return version;
}

function send(endpoint: Endpoint, reply: FastifyReply, result: unknown): unknown {
  if (endpoint.isDownload) return sendDownload(reply, result as Download);
  if (!declares(endpoint.reply)) return reply.status(204).send();
  const body = endpoint.reply.parse(result);
  const version = (body as { version?: unknown } | null)?.version;
  if (typeof version === 'number') reply.header('etag', `"${version}"`);
  if (reply.statusCode === 200 && endpoint.route.startsWith('POST')) reply.status(201);
  return reply.send(body);
}

function sendDownload(
  reply: FastifyReply,
  { fileName, mediaType, content, isShown = false, isForMails = false }: Download,
): unknown {
  reply.header('content-type', mediaType);
  reply.header('content-disposition', `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(fileName)}`);
  // What agents made or citizens sent is shown inert, whatever it claims to be (trust S-46); its links may open a page apart.
  const sandbox = isShown ? 'sandbox allow-popups allow-popups-to-escape-sandbox' : 'sandbox';
  reply.header(
    'content-security-policy',
    `${sandbox}; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'`,
  );
  if (isForMails) {
    reply.header('cache-control', 'public, max-age=31536000, immutable');
    reply.header('cross-origin-resource-policy', 'cross-origin');
  }
  return reply.send(content);
}
