import { expect, test } from 'vitest';
import { path, portal } from '../../../test/stage/portal.ts';
import { story } from '../../../test/town.ts';
import type { Scope } from '../../platform/scope.ts';
import { secondsAfter } from '../../platform/time.ts';
import { allowMail } from '../allowance.ts';
import { suppressAddresses } from '../suppressions/suppressions.ts';

test(
  'a machine that fills every field in is told the same, and keeps nobody waiting',
  story(async (town) => {
    const { subscribe, waiting } = await portal(town);
    expect((await subscribe({ website: 'https://spam.example' })).headers.location).toBe(`${path}/envoye`);
    expect(await waiting()).toEqual([]);
  }),
);

test(
  'nobody’s mailbox is flooded: one message an hour and three a day, whatever the town hall, the spelling and the place',
  story(async (town) => {
    const { scope, nextDoor } = town;
    const at = (hours: number): Scope => ({ ...scope, now: secondsAfter(scope.now, hours * 3600) });
    const victim = 'victime@gmail.com';
    expect(await allowMail(scope, victim)).toBe(true);
    for (const spelling of [victim, 'v.ictime@gmail.com', 'victime+1@googlemail.com'])
      expect(await allowMail(at(0.9), spelling)).toBe(false);
    expect(await nextDoor((theirs) => allowMail(theirs, victim))).toBe(false);
    expect([await allowMail(at(1.1), victim), await allowMail(at(2.2), victim)]).toEqual([true, true]);
    for (const hours of [3.3, 12, 23.9]) expect(await allowMail(at(hours), victim)).toBe(false);
    expect(await allowMail(at(24.1), victim)).toBe(true);

    const { subscribe, waiting } = await portal(town);
    for (let time = 0; time < 5; time++) expect((await subscribe({ email: 'autre@exemple.example' })).statusCode).toBe(303);
    expect((await waiting()).length).toBe(1);
  }),
);

test(
  'forms sent again and again from one place have to wait, and others do not',
  story(async (town) => {
    const { send } = await portal(town);
    const tries = [];
    for (let time = 0; time < 32; time++) tries.push((await send({}, { ip: '2001:db8::1' })).statusCode);
    expect(tries.filter((status) => status === 429).length).toBe(2);
    expect((await send({}, { ip: '2001:db8:0:1::1' })).statusCode).toBe(422);
  }),
);

test(
  'whoever asked never to be written to again is not, even by a stranger’s hand',
  story(async (town) => {
    const { subscribe, mailTo, postbag } = await portal(town);
    await suppressAddresses(town.scope, [{ channel: 'email', address: 'ines@exemple.example', reason: 'objection' }]);
    expect((await subscribe()).headers.location).toBe(`${path}/envoye`);
    await mailTo();
    expect(postbag).toEqual([]);
  }),
);
