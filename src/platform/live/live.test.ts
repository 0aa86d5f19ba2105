import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { nadia } from '../../../test/cast.ts';
import { rehearsalStage } from '../../../test/stage/rehearsals.ts';
import { seal } from '../../../test/stage/seal.ts';
import { ownDatabase } from '../../../test/town.ts';
import { foundTownHall } from '../../townhalls/townhalls.ts';
import { asOwner, kyselyOn, openPool } from '../database.ts';
import type { SignedIn } from '../frame.ts';
import { httpApp } from '../http.ts';
import { beginLongWork } from '../long-works/long-works.ts';
import { longWorkRoutes } from '../long-works/routes.ts';
import type { Transact } from '../scope.ts';
import { announce } from './announce.ts';
import { openLive } from './live.ts';
import { serveLive } from './stream.ts';

interface Stage {
  superuserUrl: string;
  town: Transact;
  nextDoor: Transact;
  /** Opens the stream as Nadia of one of the two; `heard` fills as lines arrive. */
  listen(who: 'town' | 'nextDoor'): Promise<{ heard: string[]; isOver: () => boolean }>;
  knock(who: string | undefined): Promise<Response>;
  signOut(): void;
}

/** A product of two town halls, on its own database, behind a real socket. */
const broadcast = (name: string, play: (stage: Stage) => Promise<void>, { isDeaf = false } = {}) =>
  ownDatabase(name, async ({ url, superuserUrl }) => {
    const owner = openPool({ url, max: 1 });
    const stage = rehearsalStage(url);
    const found = (slug: string) =>
      kyselyOn(owner)
        .transaction()
        .execute((db) => foundTownHall({ db, seal }, { name: slug, slug, inseeCode: '99001', population: 800 }));
    const ids = { town: (await found('valmeraude')).id, nextDoor: (await found('valbruyere')).id };
    const live = openLive({ url: isDeaf ? url.replace('parvis_owner', 'nobody') : url, transact: stage.transact });
    const signedIn = new Map<string, number>(Object.entries(ids));
    const signIn = async (request: FastifyRequest): Promise<SignedIn | null> => {
      const townHallId = signedIn.get(request.headers.authorization ?? '');
      return townHallId ? { townHallId, actor: nadia, permissions: new Set(), by: 'key', isConfirmed: true } : null;
    };
    const app = await httpApp({
      routes: longWorkRoutes,
      pages: [],
      logLevel: 'silent',
      seal,
      transact: stage.transact,
      entrance: undefined as never,
      signIn,
      visit: () => undefined as never,
    });
    serveLive(app, { signIn, checkEvery: 300 }, live);
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const knock = (who: string | undefined) => fetch(`${address}/api/v1/events`, { headers: who ? { authorization: who } : {} });
    const listen = async (who: string) => follow(await knock(who));
    try {
      await wait(isDeaf ? 0 : 300);
      await play({
        superuserUrl,
        town: stage.transact(ids.town, nadia),
        nextDoor: stage.transact(ids.nextDoor, nadia),
        listen,
        knock,
        signOut: () => signedIn.clear(),
      });
    } finally {
      await app.close();
      await live.close();
      await stage.close();
      await owner.end();
    }
  });

async function follow(response: Response) {
  const heard: string[] = [];
  let isOver = false;
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) heard.push(decoder.decode(bytes as Uint8Array));
  };
  void read().then(
    () => (isOver = true),
    () => (isOver = true),
  );
  await until(() => heard.length > 0);
  return { heard, isOver: () => isOver };
}

async function until(what: () => boolean, seconds = 8): Promise<boolean> {
  for (let left = seconds * 20; left > 0 && !what(); left -= 1) await wait(50);
  return what();
}

test('what changes is told to the screens of its town hall, by its id alone, and never next door', () =>
  broadcast('told', async ({ town, nextDoor, listen }) => {
    const [here, there] = [await listen('town'), await listen('nextDoor')];
    const work = await town((scope) => beginLongWork(scope, { kind: 'import', label: 'Import de cantine.csv' }));
    await nextDoor((scope) => announce(scope, 'campaign', 'theirs'));
    await until(() => here.heard.join('').includes(work.id) && there.heard.join('').includes('theirs'));
    expect(here.heard.join('')).toBe(`retry: 3000\n\ndata: {"type":"long_work","id":"${work.id}"}\n\n`);
    expect(there.heard.join('')).toBe('retry: 3000\n\ndata: {"type":"campaign","id":"theirs"}\n\n');
  }));

test('what did not happen is not told', () =>
  broadcast('silent', async ({ town, listen }) => {
    const { heard } = await listen('town');
    const refused = town(async (scope) => {
      await announce(scope, 'campaign', 'never');
      throw new RangeError('non');
    });
    await expect(refused).rejects.toThrow('non');
    await town((scope) => announce(scope, 'campaign', 'after'));
    await until(() => heard.join('').includes('after'));
    expect(heard.join('')).not.toContain('never');
  }));

test('a stranger hears nothing, and who signs out hears no more', () =>
  broadcast('strangers', async ({ listen, knock, signOut }) => {
    expect((await knock(undefined)).status).toBe(401);
    const { isOver } = await listen('town');
    expect(isOver()).toBe(false);
    signOut();
    expect(await until(isOver)).toBe(true);
  }));

test('one person opens so many windows and no more', () =>
  broadcast('windows', async ({ listen, knock }) => {
    for (let window = 0; window < 12; window += 1) await listen('town');
    expect((await knock('town')).status).toBe(429);
    expect((await listen('nextDoor')).heard).toHaveLength(1);
  }));

test('a line that breaks is taken up again, and screens are told to read everything anew', () =>
  broadcast('broken', async ({ town, listen, superuserUrl }) => {
    const { heard } = await listen('town');
    await asOwner(superuserUrl, (client) =>
      client.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'parvis live' and datname = current_database()`),
    );
    expect(await until(() => heard.join('').includes('missed_some'))).toBe(true);
    await town((scope) => announce(scope, 'campaign', 'after'));
    expect(await until(() => heard.join('').includes('after'))).toBe(true);
  }));

test('where nobody can listen, the bars of long works still move', () =>
  broadcast(
    'deaf',
    async ({ town, nextDoor, listen }) => {
      const { heard } = await listen('town');
      await listen('nextDoor');
      const theirs = await nextDoor((scope) => beginLongWork(scope, { kind: 'import', label: 'Le leur' }));
      const ours = await town((scope) => beginLongWork(scope, { kind: 'import', label: 'Le nôtre' }));
      expect(await until(() => heard.join('').includes(ours.id))).toBe(true);
      expect(heard.join('')).not.toContain(theirs.id);
    },
    { isDeaf: true },
  ));
