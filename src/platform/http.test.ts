import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { nadia } from '../../test/cast.ts';
import { seal } from '../../test/stage/seal.ts';
import { story, type Town } from '../../test/town.ts';
import { endpoint } from './contract.ts';
import { httpApp } from './http.ts';
import { conflict, stale } from './problem.ts';
import { serve } from './routes.ts';

const benchesApi = {
  show: endpoint('GET /benches/:benchId', {
    access: 'contacts.read',
    summary: 'Un banc',
    reply: z.object({ id: z.string(), version: z.number(), colour: z.string() }),
  }),
  add: endpoint('POST /benches', {
    access: 'contacts.write',
    summary: 'Poser un banc',
    body: z.object({ colour: z.string().min(2) }),
    reply: z.object({ laid: z.number() }),
  }),
  paint: endpoint('PATCH /benches/:benchId', {
    access: 'contacts.write',
    summary: 'Repeindre',
    body: z.object({ colour: z.string() }),
    reply: z.object({ colour: z.string() }),
  }),
  remove: endpoint('DELETE /benches/:benchId', { access: 'contacts.write', summary: 'Retirer', isSensitive: true }),
  break: endpoint('GET /broken-bench', { access: 'public', summary: 'Un banc cassé' }),
};

/** A small API over the story's transaction; its verb leaves a trace in the town hall's settings. */
async function benches(
  town: Town,
  permissions = ['contacts.read', 'contacts.write'],
  limits: { requestsPerMinute?: number; requestsPerKey?: number } = {},
) {
  let laid = 0;
  const routes = serve(benchesApi, {
    show: async (_scope, { params }) => ({ id: params.benchId, version: 3, colour: 'vert', secret: 'never leaves' }),
    add: async (scope, { body }) => {
      if (body.colour === 'rouge') throw conflict('bench.red', 'Pas de banc rouge.');
      await sql`update town_hall_settings set opening_hours = ${body.colour} where town_hall_id = ${scope.townHallId}`.execute(
        scope.db,
      );
      return { laid: ++laid };
    },
    paint: async (_scope, { body, version }) => {
      if (version !== 3) throw stale();
      return body;
    },
    remove: async () => undefined,
    break: async () => {
      throw new Error('password=hunter2');
    },
  });
  const app = await httpApp({
    ...limits,
    routes,
    pages: [],
    logLevel: 'silent',
    seal,
    transact: (townHallId) => town.transactAt(townHallId),
    entrance: { db: town.transaction, transactAt: town.transactAt, found: (work) => work({ db: town.transaction, seal }) },
    signIn: async (request) =>
      request.headers.authorization
        ? {
            townHallId: town.valmeraude,
            actor: nadia,
            permissions: new Set(permissions),
            by: request.headers.authorization.endsWith('key') ? 'key' : 'session',
            isConfirmed: request.headers.authorization !== 'session',
          }
        : null,
    visit: () => ({
      ip: '127.0.0.1',
      userAgent: '',
      isLocal: true,
      isPrefetch: false,
      token: undefined,
      keepSession: () => undefined,
      upload: undefined as never,
    }),
  });
  const knock = (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    extra: { body?: unknown; headers?: Record<string, string> } = {},
  ) =>
    app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { authorization: 'key', ...extra.headers },
      ...(extra.body === undefined ? {} : { payload: extra.body as object }),
    });
  return { app, knock };
}

const bench = '/benches/0197a5d0-0000-7000-8000-0000000000cc';

describe('the frame', () => {
  test(
    'answers what the reply names and nothing else, with the version as ETag',
    story(async (town) => {
      const { knock } = await benches(town);
      const reply = await knock('GET', bench);
      expect(reply.json()).toEqual({ id: bench.split('/')[2], version: 3, colour: 'vert' });
      expect(reply.headers.etag).toBe('"3"');
      expect(reply.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(reply.headers['cache-control']).toBe('no-store');
    }),
  );

  test(
    'turns away strangers, the unentitled and other sites’ pages',
    story(async (town) => {
      const { app, knock } = await benches(town, ['contacts.read']);
      expect((await app.inject({ url: `/api/v1${bench}` })).statusCode).toBe(401);
      expect((await knock('DELETE', bench)).statusCode).toBe(403);
      const { knock: entitled } = await benches(town);
      const crossing = { authorization: 'cookie', 'sec-fetch-site': 'cross-site' };
      expect((await entitled('DELETE', bench, { headers: crossing })).statusCode).toBe(403);
      expect((await entitled('DELETE', bench, { headers: { ...crossing, 'sec-fetch-site': 'same-origin' } })).statusCode).toBe(
        204,
      );
      expect(
        (await entitled('DELETE', bench, { headers: { authorization: 'cookie', origin: 'https://elsewhere.example' } }))
          .statusCode,
      ).toBe(403);
    }),
  );

  test(
    'says what is wrong with a field, in French, as a problem document',
    story(async (town) => {
      const { knock } = await benches(town);
      const reply = await knock('POST', '/benches', { body: { colour: 'v' } });
      expect(reply.statusCode).toBe(422);
      expect(reply.headers['content-type']).toContain('application/problem+json');
      expect(reply.json()).toMatchObject({
        type: 'urn:parvis:problem:request.invalid',
        status: 422,
        errors: [{ field: 'colour', message: expect.stringContaining('Trop petit') }],
      });
      expect(
        (await knock('POST', '/benches', { body: 'not json', headers: { 'content-type': 'application/json' } })).statusCode,
      ).toBe(400);
      expect((await knock('GET', '/benches/not-an-id')).statusCode).toBe(404);
    }),
  );

  test(
    'tells nothing of an unexpected error',
    story(async (town) => {
      const { knock } = await benches(town);
      const reply = await knock('GET', '/broken-bench');
      expect(reply.statusCode).toBe(500);
      expect(reply.body).not.toContain('hunter2');
      expect(reply.json()).toMatchObject({ code: 'server.failed' });
    }),
  );

  test(
    'asks a change for the version it was made from',
    story(async (town) => {
      const { knock } = await benches(town);
      expect((await knock('PATCH', bench, { body: { colour: 'bleu' } })).statusCode).toBe(428);
      expect((await knock('PATCH', bench, { body: { colour: 'bleu' }, headers: { 'if-match': '"2"' } })).statusCode).toBe(412);
      expect((await knock('PATCH', bench, { body: { colour: 'bleu' }, headers: { 'if-match': '"3"' } })).json()).toEqual({
        colour: 'bleu',
      });
    }),
  );
});

test(
  'who asks too much is told to wait, and the files of the screens do not count',
  story(async (town) => {
    const { app, knock } = await benches(town, undefined, { requestsPerMinute: 2 });
    app.get('/assets/*', async () => 'script');
    const statuses: number[] = [];
    for (let file = 0; file < 5; file += 1) statuses.push((await app.inject({ url: `/assets/${file}.js` })).statusCode);
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    await knock('GET', bench);
    expect((await knock('GET', bench)).statusCode).toBe(200);
    const late = await knock('GET', bench);
    expect([late.statusCode, late.json().code]).toEqual([429, 'request.too_many']);
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
  }),
);

test(
  'a key that asks too much waits, wherever it asks from; another key does not (trust S-30)',
  story(async (town) => {
    const { app } = await benches(town, undefined, { requestsPerKey: 2 });
    const ask = async (authorization: string, remoteAddress: string) =>
      (await app.inject({ url: `/api/v1${bench}`, headers: { authorization }, remoteAddress })).statusCode;
    expect([await ask('key', '192.0.2.1'), await ask('key', '192.0.2.2')]).toEqual([200, 200]);
    expect([await ask('key', '192.0.2.3'), await ask('other key', '192.0.2.3')]).toEqual([429, 200]);
    for (let time = 0; time < 3; time++) expect(await ask('session', '192.0.2.4')).toBe(200);
  }),
);

test(
  'an act that engages the house asks who is there, and opens for whoever has said so (trust S-24)',
  story(async (town) => {
    const { knock } = await benches(town);
    const refused = await knock('DELETE', bench, { headers: { authorization: 'session' } });
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'session.to_confirm']);
    expect((await knock('DELETE', bench)).statusCode).toBe(204);
  }),
);

describe('a request asked twice under one key', () => {
  const asking = (key: string, colour = 'vert') => ({ body: { colour }, headers: { 'idempotency-key': key } });

  test(
    'is done once, and answered the same',
    story(async (town) => {
      const { knock } = await benches(town);
      const first = await knock('POST', '/benches', asking('k1'));
      const second = await knock('POST', '/benches', asking('k1'));
      expect([first.statusCode, first.json()]).toEqual([201, { laid: 1 }]);
      expect([second.statusCode, second.json(), second.headers['idempotency-replayed']]).toEqual([201, { laid: 1 }, 'true']);
      expect((await knock('POST', '/benches', asking('k2'))).json()).toEqual({ laid: 2 });
    }),
  );

  test(
    'is refused with another body',
    story(async (town) => {
      const { knock } = await benches(town);
      await knock('POST', '/benches', asking('k1'));
      expect((await knock('POST', '/benches', asking('k1', 'bleu'))).statusCode).toBe(422);
    }),
  );

  test(
    'may be tried again after a refusal',
    story(async (town) => {
      const { knock } = await benches(town);
      expect((await knock('POST', '/benches', asking('k1', 'rouge'))).statusCode).toBe(409);
      expect((await knock('POST', '/benches', asking('k1', 'rouge'))).statusCode).toBe(409);
    }),
  );

  test(
    'leaves no readable reply in the database',
    story(async (town) => {
      const { knock } = await benches(town);
      await knock('POST', '/benches', asking('k1'));
      const { rows } = await sql<{
        reply: string;
      }>`select reply from idempotency_keys where town_hall_id = ${town.valmeraude}`.execute(town.transaction);
      expect(rows).toHaveLength(1);
      expect(rows[0]?.reply).toMatch(/^k1\.[\w-]+$/);
    }),
  );
});

test(
  'the API’s document names every endpoint, its rights and its shapes',
  story(async (town) => {
    const { knock } = await benches(town);
    const document = (await knock('GET', '/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(['/benches/{benchId}', '/benches', '/broken-bench']);
    expect(document.paths['/benches'].post).toMatchObject({
      'x-permission': 'contacts.write',
      requestBody: { content: { 'application/json': { schema: { required: ['colour'] } } } },
    });
  }),
);
