import { expect, test } from 'vitest';
import { addressesOf, alertTo } from '../../../test/crowd.ts';
import { story } from '../../../test/town.ts';
import { dayOf, secondsAfter } from '../../platform/time.ts';
import { launchAsked, scheduleAsked } from './asked.ts';

test.each([
  [500 - 3, false, 'done'],
  [501, false, 'session.to_confirm'],
  [501, true, 'done'],
] as const)('to some %i more, the password given: %s: %s', (count, isConfirmed, said) =>
  story(async ({ transact, scope }) => {
    const { id, version } = await alertTo(scope, addressesOf(count));
    const hour = { day: dayOf(secondsAfter(scope.now, 7 * 86_400)), time: '18:00' };
    const told = (work: (asked: typeof scope) => Promise<unknown>) =>
      transact(work).then(
        () => 'done',
        ({ code }: { code: string }) => code,
      );
    expect(await told((at) => scheduleAsked(at, id, { version, isConfirmed, ...hour }))).toBe(said);
    expect(await told((at) => launchAsked(at, id, { version, isConfirmed }))).toBe(said);
  })(),
);
