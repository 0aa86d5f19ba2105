import fc from 'fast-check';
import { expect, test } from 'vitest';
import { story } from '../../../test/town.ts';
import { heldUntil, windowEnd, windowStart } from './calendar.ts';
import { addElection, changeElectionRules, electionToday, removeElection, showCalendar } from './elections.ts';

test.each([
  ['2026-03', '2025-09-01'],
  ['2027-04-18', '2026-10-01'],
  ['2028-03', '2027-09-01'],
  ['2029-06', '2028-12-01'],
  ['2032-03', '2031-09-01'],
])('the window of an election of %s opens on %s', (round, start) => expect(windowStart(round)).toBe(start));

test('a window opens on the first of a month, six months before that of the first round, over thirty years', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2026, max: 2056 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const start = windowStart(`${year}-${String(month).padStart(2, '0')}`);
      const [startYear = 0, startMonth = 0, day = 0] = start.split('-').map(Number);
      return day === 1 && startMonth >= 1 && startMonth <= 12 && year * 12 + month - (startYear * 12 + startMonth) === 6;
    }),
  );
  expect([windowEnd('2028-03'), windowEnd('2029-06'), windowEnd('2028-02')]).toEqual(['2028-03-31', '2029-06-30', '2028-02-29']);
});

test(
  'today’s window is the presidential one, which recommends; the town hall may make it binding',
  story(async ({ scope, nextDoor }) => {
    const autumn = { ...scope, now: '2026-11-24T09:00:00.000Z' };
    expect((await electionToday(autumn)).window).toMatchObject({
      name: 'Élection présidentielle',
      isAdvisory: true,
      startsOn: '2026-10-01',
    });
    await changeElectionRules(scope, { presidentialWindow: 'strict' });
    expect((await electionToday(autumn)).window?.isAdvisory).toBe(false);
    expect((await nextDoor((theirs) => showCalendar(theirs))).presidentialWindow).toBe('advisory');
    expect((await electionToday({ ...scope, now: '2026-09-30T12:00:00.000Z' })).window).toBeNull();
  }),
);

test(
  'an election of the commune’s own opens a window that binds; removed, it closes',
  story(async ({ scope }) => {
    const spring = { ...scope, now: '2030-05-01T09:00:00.000Z' };
    expect((await electionToday(spring)).window).toBeNull();
    await addElection(spring, { name: 'Municipale partielle', firstRound: '2030-06-09', lastRound: '2030-06-16' });
    const { window } = await electionToday(spring);
    expect(window).toMatchObject({
      name: 'Municipale partielle',
      isAdvisory: false,
      startsOn: '2029-12-01',
      endsOn: '2030-06-16',
    });
    await removeElection(spring, window?.id ?? '');
    expect((await electionToday(spring)).window).toBeNull();
  }),
);

const presidential = [{ rounds: ['2027-04-18', '2027-05-02'] }] as never;
const paris = '59350';
test.each([
  ['Friday night', '2027-04-16T21:59:59.000Z', paris, false],
  ['the eve at midnight', '2027-04-16T22:00:00.000Z', paris, true],
  ['before the last station closes', '2027-04-18T17:59:59.000Z', paris, true],
  ['once it has', '2027-04-18T18:00:00.000Z', paris, false],
  ['the eve of the second round', '2027-05-01T10:00:00.000Z', paris, true],
  ['Friday in Fort-de-France, who vote on Saturday', '2027-04-16T04:00:00.000Z', '97209', true],
  ['Thursday night in Fort-de-France', '2027-04-16T03:59:59.000Z', '97209', false],
  ['Friday night in Saint-Denis, already Saturday', '2027-04-16T20:00:00.000Z', '97411', true],
])('what is not urgent is held on %s', (...[, now, inseeCode, isHeld]) =>
  expect(heldUntil(presidential, now, inseeCode) !== null).toBe(isHeld),
);

test(
  'an election whose days are only expected asks to be checked a year ahead',
  story(async ({ scope }) => {
    const toReview = async (now: string) =>
      (await showCalendar({ ...scope, now })).elections.filter((one) => one.isToReview).map(({ rounds }) => rounds[0]);
    expect(await toReview('2026-08-24T09:00:00.000Z')).toEqual([]);
    expect(await toReview('2026-11-24T09:00:00.000Z')).toEqual(['2028-03']);
  }),
);
