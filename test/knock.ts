import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { bootOf, SESSION_COOKIE } from '../src/app/boot.ts';
import { type Belongings, pagesOf, routesOf } from '../src/app/modules.ts';
import { seedPurposes } from '../src/consents/consents.ts';
import { addressOf } from '../src/platform/client.ts';
import type { Ask, Endpoint, Reply } from '../src/platform/contract.ts';
import { type FileStore, filesUnder } from '../src/platform/files.ts';
import type { Boot } from '../src/platform/frame.ts';
import { httpApp } from '../src/platform/http.ts';
import type { Entrance } from '../src/platform/routes.ts';
import type { Deliver } from '../src/post/contract.ts';
import { addApiKey } from '../src/team/api-keys.ts';
import type { Role } from '../src/team/contract.ts';
import { noOptOuts } from './stage/opt-outs.ts';
import { seal } from './stage/seal.ts';
import type { Town } from './town.ts';

/** So that a story takes milliseconds; what the product pays has a test of its own. */
export const cheap = { memoryCost: 1024, timeCost: 1 };

const nobodyWrites: Deliver = () => Promise.reject(new Error('no message leaves from these doors'));

/** What the product's routes are given on the stage; a house has files of its own. */
export const belongingsOnStage: Belongings = {
  seal,
  files: filesUnder(join(tmpdir(), 'parvis-no-files')),
  furnish: seedPurposes,
  cost: cheap,
  publicUrl: 'https://parvis.example',
  deliver: nobodyWrites,
  optOuts: noOptOuts,
  lookups: { txt: async () => ({ state: 'silent' }) },
  isInstallationWide: false,
};

/** What came back: the reply as the contract reads it, or the problem document. */
export interface Answered<E extends Endpoint> {
  status: number;
  reply: Reply<E>;
  problem: { code: string; detail: string; errors?: { field: string; message: string }[] };
  headers: Record<string, unknown>;
  /** As it left, to the byte. */
  raw: string;
}

export interface Extra {
  version?: number;
  headers?: Record<string, string>;
  upload?: Buffer;
}

/** Someone who asks: a program with its key, or a browser that keeps its cookie between two questions. */
export interface Caller {
  ask<E extends Endpoint>(endpoint: E, ask: Ask<E>, extra?: Extra): Promise<Answered<E>>;
  /** The session's token, as the browser keeps it. */
  cookie(): string | undefined;
}

/** The product's own doors over a story: real routes, real keys, one transaction that never happened. */
export async function knock(town: Town) {
  const entrance: Entrance = {
    db: town.transaction,
    transactAt: (townHallId) => town.transactAt(townHallId, { kind: 'visitor', id: 'visitor', name: 'Un visiteur' }),
    found: () => Promise.reject(new Error('A town hall is founded on a database of its own: see ownDatabase.')),
  };
  const house = await openHouse({ entrance, transact: (townHallId, actor) => town.transactAt(townHallId, actor) });
  return {
    ...house,
    /** A program of Valmeraude with a key of this role. */
    async as(role: Role, transact = town.transact): Promise<Caller> {
      const { secret } = await transact((scope) => addApiKey(scope, { name: `Clé ${role}`, role }));
      return house.program(secret);
    },
  };
}

/** The same over any database. */
export async function openHouse(boot: Pick<Boot, 'entrance' | 'transact'>) {
  const files = await ownFiles();
  const belongings = { ...belongingsOnStage, files };
  const app = await httpApp({
    ...bootOf({ db: boot.entrance.db, entrance: boot.entrance, seal }),
    transact: boot.transact,
    routes: routesOf(belongings),
    pages: pagesOf(belongings),
    logLevel: 'silent',
  });
  onTestFinished(async () => app.close());
  return {
    files,
    app,
    program: (secret: string) => callerOf(app, { authorization: `Bearer ${secret}` }, '203.0.113.7'),
    /** On this very machine unless said otherwise. */
    browser: (ip = '127.0.0.1') => callerOf(app, {}, ip),
  };
}

function callerOf(app: FastifyInstance, credentials: Record<string, string>, ip: string): Caller {
  let kept: string | undefined;
  return {
    cookie: () => kept,
    async ask(endpoint, ask, extra = {}) {
      const response = await app.inject({
        method: endpoint.route.split(' ')[0] as 'GET',
        url: addressOf(endpoint, ask),
        remoteAddress: ip,
        headers: { ...credentials, ...(kept ? { cookie: `${SESSION_COOKIE}=${kept}` } : {}), ...headersOf(ask, extra) },
        ...('body' in ask ? { payload: JSON.stringify(ask.body) } : {}),
        ...(extra.upload ? { payload: extra.upload } : {}),
      });
      const set = response.cookies.find(({ name }) => name === SESSION_COOKIE);
      if (set) kept = set.value || undefined;
      const content: unknown = /json/.test(String(response.headers['content-type'])) ? response.json() : undefined;
      return {
        status: response.statusCode,
        reply: content as never,
        problem: content as never,
        headers: response.headers,
        raw: response.body,
      };
    },
  };
}

const headersOf = (ask: object, { version, headers, upload }: Extra): Record<string, string> => ({
  ...('body' in ask ? { 'content-type': 'application/json' } : {}),
  ...(upload ? { 'content-type': 'application/octet-stream' } : {}),
  ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  ...headers,
});

async function ownFiles(): Promise<FileStore> {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-files-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  return filesUnder(folder);
}
