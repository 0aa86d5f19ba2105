import { describe, expect, test } from 'vitest';
import { routesOf } from '../../src/app/modules.ts';
import { declares, type Endpoint } from '../../src/platform/contract.ts';
import { permission, permissionsOf } from '../../src/team/contract.ts';
import { belongingsOf } from '../belongings.ts';
import { belongingsOnStage, type Caller, knock } from '../knock.ts';
import { story } from '../town.ts';
import { specimenOf } from './specimens.ts';

const endpoints = routesOf(belongingsOnStage).map(({ endpoint }) => endpoint);
const guarded = endpoints.filter(({ access }) => access !== 'public');
const withIds = guarded.filter(({ route }) => route.includes(':'));
const nobody = '0197a5d0-0000-7000-8000-00000000dead';

type IdFor = (name: string) => string;

const specimensFor = (endpoint: Endpoint, idFor: IdFor) => ({
  params: Object.fromEntries([...endpoint.route.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, idFor(name)])),
  ...(declares(endpoint.query) ? { query: specimenOf(endpoint.query, idFor) } : {}),
  ...(declares(endpoint.body) ? { body: specimenOf(endpoint.body, idFor) } : {}),
});

const ask = (caller: Caller, endpoint: Endpoint, idFor: IdFor) =>
  caller.ask(endpoint, specimensFor(endpoint, idFor) as never, {
    ...(endpoint.versioned ? { version: 1 } : {}),
    ...(endpoint.uploadLimit ? { upload: Buffer.from('a;b\n1;2\n') } : {}),
  });

describe('every door', () => {
  test.each(guarded.map((endpoint) => [endpoint.route, endpoint] as const))('%s is shut to strangers', (_, endpoint) =>
    story(async (town) => {
      const { browser } = await knock(town);
      expect((await ask(browser(), endpoint, () => nobody)).status).toBe(401);
    })(),
  );

  test.each(guarded.filter(({ access }) => access !== 'signed_in').map((endpoint) => [endpoint.route, endpoint] as const))(
    '%s is shut to those whose role has not that right',
    (_, endpoint) =>
      story(async (town) => {
        const { as } = await knock(town);
        for (const role of ['administrator', 'editor', 'reader'] as const) {
          const { status, problem } = await ask(await as(role), endpoint, () => nobody);
          const mayEnter = (permissionsOf[role] as readonly string[]).includes(endpoint.access);
          // Past the door, a verb may still deny what it is asked (an export without a reason).
          expect([role, status === 403 && problem.code === 'team.not_permitted']).toEqual([role, !mayEnter]);
        }
      })(),
  );

  test('names a right that exists, and no right opens nothing', () => {
    const asked = endpoints.map(({ access }) => access).filter((access) => access !== 'public' && access !== 'signed_in');
    expect(asked.filter((access) => !permission.options.includes(access as never))).toEqual([]);
    expect(permission.options.filter((one) => !asked.includes(one))).toEqual([]);
  });

  test('has a path of its own', () => {
    const routes = endpoints.map(({ route }) => route.replace(/:\w+/g, ':id'));
    expect(routes.filter((route, index) => routes.indexOf(route) !== index)).toEqual([]);
  });
});

/** Trust S-05: what belongs to the town next door is answered like what does not exist, to the byte but for the request's id. */
describe('the town next door', () => {
  const shown = ({ status, raw }: { status: number; raw: string }) => [status, raw.replace(/urn:uuid:[0-9a-f-]+/g, 'urn:uuid:')];

  test.each(withIds.map((endpoint) => [endpoint.route, endpoint] as const))(
    '%s tells a neighbour no more of our ids than of nobody’s',
    (_, endpoint) =>
      story(async (town) => {
        const { as, files } = await knock(town);
        const wanted: string[] = [];
        specimensFor(endpoint, (name) => {
          wanted.push(name);
          return nobody;
        });
        const ours = await belongingsOf(town, files, [...new Set(wanted)]);
        const neighbour = await as('administrator', town.nextDoor);
        const idFor = (name: string) => ours.get(name) ?? nobody;
        const aboutOurs = await ask(neighbour, endpoint, idFor);
        const aboutNobody = await ask(neighbour, endpoint, () => nobody);
        expect(shown(aboutOurs)).toEqual(shown(aboutNobody));
        expect([404, 409, 422]).toContain(aboutOurs.status);
        if (endpoint.route.startsWith('GET')) expect((await ask(await as('administrator'), endpoint, idFor)).status).toBe(200);
      })(),
  );
});
