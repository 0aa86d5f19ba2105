import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Boot } from '../platform/frame.ts';
import type { Arrival, Visit } from '../platform/routes.ts';
import { transactFor } from '../platform/scope.ts';
import { identify } from '../team/team.ts';
import type { Ground } from './ground.ts';
import { isLocal } from './web-address.ts';

/** Kept by browsers over https and on localhost only; no other site's page can set it (ASVS 3.3). */
export const SESSION_COOKIE = '__Host-parvis';

/** How the frame finds out who asks, and opens their transactions. */
export const bootOf = ({ db, entrance, seal }: Pick<Ground, 'db' | 'entrance' | 'seal'>): Boot => ({
  entrance,
  seal,
  transact: (townHallId, actor) => transactFor({ db, seal }, townHallId, actor),
  signIn: (request) => identify(entrance, credentialsOf(request)),
  visit: visitOf,
});

const credentialsOf = (request: FastifyRequest) => {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const cookie = request.cookies[SESSION_COOKIE];
  return { ...(bearer ? { bearer } : {}), ...(cookie ? { cookie } : {}) };
};

const visitOf = (request: FastifyRequest, reply: FastifyReply): Arrival => ({
  ip: request.ip,
  userAgent: String(request.headers['user-agent'] ?? '').slice(0, 300),
  isLocal: isLocal(request.ip) && !request.headers['x-forwarded-for'] && !request.headers.forwarded,
  isPrefetch: isPrefetch(request),
  token: request.cookies[SESSION_COOKIE],
  keepSession(token) {
    const shape = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;
    if (token) reply.setCookie(SESSION_COOKIE, token, shape);
    else reply.clearCookie(SESSION_COOKIE, shape);
  },
  upload: request.body as Visit['upload'],
});

const isPrefetch = ({ method, headers }: FastifyRequest): boolean =>
  method === 'HEAD' ||
  ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some((name) =>
    /prefetch|prerender|preview/i.test(String(headers[name] ?? '')),
  );
