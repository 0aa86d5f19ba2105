import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { story } from '../../../test/town.ts';
import type { Scope } from '../../platform/scope.ts';
import { secondsBetween } from '../../platform/time.ts';
import type { Outcome, ReplyTopic } from '../contract.ts';
import { allot, commonRelayId, endPace, learn, listPaces, readPaces } from './pacing.ts';
import { pacingDb } from './tables.ts';

const way = { relayId: commonRelayId, hourlyLimit: null, dailyLimit: null };
const due = (...domains: string[]) => domains.map((domain, index) => ({ id: `${domain} ${index}`, domain }));
const about = (topic: ReplyTopic): Outcome => ({ state: 'deferred', reply: `450 ${topic}`, topic });
const delivered: Outcome = { state: 'delivered', reply: '' };

const hear = async (scope: Scope, domain: string, ...outcomes: (Outcome | 'slow')[]) =>
  learn(
    scope,
    await readPaces(scope, way),
    outcomes.map((outcome) => ({ domain, outcome })),
  );
const allotted = async (scope: Scope, ...domains: string[]) => allot(scope, await readPaces(scope, way), due(...domains));
const later = (scope: Scope) => pacingDb(scope).updateTable('paces').set({ nextAt: '2026-01-01T00:00:00.000Z' }).execute();

test(
  'everyone leaves at once when nothing is known against it',
  story(async ({ scope }) => {
    expect(await allotted(scope, 'a.example', 'b.example', 'a.example')).toEqual({
      leaving: ['a.example 0', 'b.example 1', 'a.example 2'],
      later: [],
      notBefore: null,
    });
  }),
);

test(
  'a messagerie that asks to slow down is written to one by one, less and less often, and its neighbours as before',
  story(async ({ scope }) => {
    await hear(scope, 'lent.example', about('pace'));
    const first = await allotted(scope, 'lent.example', 'vif.example', 'lent.example');
    expect(first.leaving).toEqual(['vif.example 1']);
    const waits = first.later.map(({ at }) => secondsBetween(scope.now, at));
    expect(waits[0]).toBeGreaterThan(7);
    expect((waits[1] ?? 0) - (waits[0] ?? 0)).toBeCloseTo(10, 0);

    await hear(scope, 'lent.example', about('pace'));
    expect(await listPaces(scope)).toMatchObject([{ domain: 'lent.example', because: 'pace', secondsApart: 20 }]);
    await later(scope);
    expect((await allotted(scope, 'lent.example', 'lent.example')).leaving).toEqual(['lent.example 0']);
  }),
);

test(
  'once it takes messages again it is written to twice as often each time, then at full speed',
  story(async ({ scope }) => {
    for (let times = 0; times < 3; times++) await hear(scope, 'lent.example', about('pace'));
    const seconds: number[] = [];
    for (let times = 0; times < 10 && (await listPaces(scope)).length > 0; times++) {
      seconds.push((await listPaces(scope))[0]?.secondsApart ?? 0);
      await hear(scope, 'lent.example', delivered);
    }
    expect(seconds).toEqual([40, 20, 10, 5, 2, 1]);
  }),
);

test(
  'a messagerie that does not trust who writes is asked again each hour; one message taken is enough',
  story(async ({ scope }) => {
    await hear(scope, 'mefiant.example', about('policy'));
    expect(await listPaces(scope)).toMatchObject([{ because: 'policy', reply: '450 policy', secondsApart: 3600 }]);
    expect((await allotted(scope, 'mefiant.example')).leaving).toEqual([]);
    await later(scope);
    expect((await allotted(scope, 'mefiant.example', 'mefiant.example')).leaving.length).toBe(1);
    await hear(scope, 'mefiant.example', delivered);
    expect(await listPaces(scope)).toEqual([]);
  }),
);

test(
  'a relay that does not answer is given one message from time to time, whoever it is for, until it answers',
  story(async ({ scope }) => {
    await hear(scope, 'a.example', about('relay'));
    await hear(scope, 'b.example', about('relay'));
    expect(await listPaces(scope)).toMatchObject([{ domain: '', because: 'relay', secondsApart: 60 }]);
    const none = await allotted(scope, 'a.example', 'b.example');
    expect(none).toMatchObject({ leaving: [], later: [] });
    expect(none.notBefore).not.toBeNull();
    await later(scope);
    expect((await allotted(scope, 'a.example', 'b.example')).leaving).toEqual(['a.example 0']);
    await hear(scope, 'a.example', { state: 'refused', reply: '550 5.1.1', topic: 'address' });
    expect((await allotted(scope, 'a.example', 'b.example')).leaving.length).toBe(2);
  }),
);

test(
  'one line lost among good ones says nothing against the relay',
  story(async ({ scope }) => {
    await hear(scope, 'a.example', about('relay'), delivered);
    expect(await listPaces(scope)).toEqual([]);
  }),
);

test(
  'an agent who has mended what was in the way starts again at full speed',
  story(async ({ scope, nextDoor }) => {
    await hear(scope, 'mefiant.example', about('policy'));
    const [one] = await listPaces(scope);
    expect(await nextDoor((theirs) => listPaces(theirs))).toEqual([]);
    await endPace(scope, one?.id ?? '');
    await expect(endPace(scope, one?.id ?? '')).rejects.toMatchObject({ code: 'pace.missing' });
    expect((await allotted(scope, 'mefiant.example')).leaving.length).toBe(1);
  }),
);

const limited = { relayId: commonRelayId, hourlyLimit: 100, dailyLimit: 150 };
const crowd = due(...Array.from({ length: 200 }, () => 'a.example'));
const minutesPass = (scope: Scope, minutes: number) =>
  sql`update relay_counts set minute = minute - make_interval(mins => ${minutes}) where town_hall_id = ${scope.townHallId}`.execute(
    scope.db,
  );

test(
  'a relay with limits is given an hour’s messages little by little, and never more in any hour or any day',
  story(async ({ scope }) => {
    const perMinute: number[] = [];
    for (let minute = 0; minute < 240; minute++) {
      const { leaving, notBefore } = await allot(scope, await readPaces(scope, limited), crowd);
      expect(notBefore).not.toBeNull();
      perMinute.push(leaving.length);
      await minutesPass(scope, 1);
    }
    const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
    const inAny = (minutes: number) => Math.max(...perMinute.map((_, at) => sum(perMinute.slice(at, at + minutes))));
    expect(perMinute.slice(0, 21)).toEqual([...Array.from({ length: 20 }, () => 5), 0]);
    expect(inAny(60)).toBe(100);
    expect(sum(perMinute)).toBe(150);
    await minutesPass(scope, 1440);
    expect((await allot(scope, await readPaces(scope, limited), crowd)).leaving.length).toBe(5);
  }),
);

test(
  'a relay that is full says when there will be room',
  story(async ({ scope }) => {
    const daily = { ...limited, hourlyLimit: null, dailyLimit: 50 };
    const first = await allot(scope, await readPaces(scope, daily), crowd);
    expect(first.leaving.length).toBe(50);
    expect(secondsBetween(scope.now, first.notBefore ?? '')).toBeGreaterThan(23 * 3600);
    const hourly = await allot(scope, await readPaces(scope, { ...limited, relayId: scope.actor.id, dailyLimit: null }), crowd);
    expect(hourly.leaving.length).toBe(5);
    expect(secondsBetween(scope.now, hourly.notBefore ?? '')).toBeLessThanOrEqual(60);
  }),
);
