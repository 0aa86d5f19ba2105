import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { postman, writeLetter } from '../../../test/letters.ts';
import { story, type Town } from '../../../test/town.ts';
import { contactsDb } from '../../contacts/tables.ts';
import type { Scope, Transact } from '../../platform/scope.ts';
import { hourInWords, secondsAfter } from '../../platform/time.ts';
import { addElection, electionToday } from '../../townhalls/elections/elections.ts';
import { getTownHall } from '../../townhalls/townhalls.ts';
import { archiveCampaign, changeCampaign, getCampaign, listCampaigns } from '../campaigns.ts';
import type { Campaign } from '../contract.ts';
import { sendBatch, wakeCampaigns } from '../sending.ts';
import { launchCampaign, resumeCampaign, stopCampaign } from './launch.ts';
import { cancelSchedule, leaveAtItsHour, scheduleCampaign } from './schedule.ts';

const monday = '2026-11-23T09:00:00.000Z';
/** The last polling stations of the country, 20:00 in Paris. */
const closing = '2027-04-18T18:00:00.000Z';
const tuesdayAtSix = { day: '2026-11-24', time: '18:00' };
const atSix = '2026-11-24T17:00:00.000Z';

const at = (scope: Scope, now: string): Scope => ({ ...scope, now });
const clock =
  (transact: Transact, now: string): Transact =>
  (work) =>
    transact((scope) => work(at(scope, now)));
const plan = (scope: Scope, { id, version }: Campaign, hour = tuesdayAtSix) => scheduleCampaign(scope, id, { version, ...hour });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    ({ code }: { code: string }) => code,
  );

async function sent({ transact }: Town, { id }: Campaign, now = atSix): Promise<(string | undefined)[]> {
  const { bag, outside } = postman();
  await sendBatch(clock(transact, now), { campaignId: id, lane: 0 }, outside);
  return bag.map(({ to }) => to.address).sort();
}

test(
  'a letter leaves at its hour, in the name of who chose it, to those the segment chooses then',
  story(async (town) => {
    const { scope, transact, lea, karim, judo } = town;
    const letter = await writeLetter(town, { category: 'other' });
    const planned = await plan(at(scope, monday), letter);
    expect(planned).toMatchObject({
      ...{ state: 'scheduled', leavesAt: atSix, scheduledBy: 'Nadia Ferrand', heldUntil: null, version: letter.version },
      totals: { total: 0 },
    });
    await leaveAtItsHour(clock(transact, '2026-11-24T16:59:59.000Z'), letter.id);
    expect(await getCampaign(scope, letter.id)).toMatchObject({ state: 'scheduled' });

    await contactsDb(scope).deleteFrom('contacts').where('id', '=', judo.id).execute();
    for (let twice = 0; twice < 2; twice++) await leaveAtItsHour(clock(transact, atSix), letter.id);
    expect(await getCampaign(scope, letter.id)).toMatchObject({
      ...{ state: 'sending', launchedAt: atSix, launchedBy: 'Nadia Ferrand', leavesAt: null },
      totals: { total: 2, waiting: 1, skipped: 1 },
    });
    expect(await sent(town, letter)).toEqual([lea.email]);
    expect(karim.email).toBeNull();
  }),
);

test.each([
  { hour: '2026-11-24 18:00', is: '2026-11-24T17:00:00.000Z' },
  { hour: '2027-03-28 01:30', is: '2027-03-28T00:30:00.000Z' },
  { hour: '2027-03-28 02:30', is: 'campaign.hour_skipped' },
  { hour: '2027-03-28 03:00', is: '2027-03-28T01:00:00.000Z' },
  { hour: '2026-10-25 03:00', now: '2026-10-20T09:00:00.000Z', is: '2026-10-25T02:00:00.000Z' },
  { hour: '2026-11-23 10:00', is: 'campaign.hour_past' },
  { hour: '2026-11-23 10:01', is: '2026-11-23T09:01:00.000Z' },
  { hour: '2028-01-01 10:00', is: 'campaign.hour_far' },
])('$hour in Paris is $is', ({ hour, now = monday, is }) =>
  story(async (town) => {
    const letter = await writeLetter(town);
    const [day = '', time = ''] = hour.split(' ');
    const planned = await plan(at(town.scope, now), letter, { day, time }).catch(({ code }) => ({ leavesAt: code }));
    expect(planned.leavesAt).toBe(is);
  })(),
);

test(
  'its hour can be changed or cancelled, the letter itself only once it is cancelled',
  story(async (town) => {
    const { scope, transact } = town;
    const letter = await writeLetter(town);
    await plan(at(scope, monday), letter);
    const change = { version: letter.version, changes: { name: 'Autre' } };
    expect(await codeOf(changeCampaign(scope, letter.id, change))).toBe('campaign.scheduled');
    expect(await codeOf(archiveCampaign(scope, letter.id))).toBe('campaign.scheduled');

    expect(await plan(at(scope, monday), letter, { day: '2026-11-25', time: '09:00' })).toMatchObject({
      leavesAt: '2026-11-25T08:00:00.000Z',
    });
    await leaveAtItsHour(clock(transact, atSix), letter.id);
    expect(await getCampaign(scope, letter.id)).toMatchObject({ state: 'scheduled' });

    expect(await cancelSchedule(scope, letter.id)).toMatchObject({ state: 'draft', leavesAt: null });
    expect(await cancelSchedule(scope, letter.id)).toMatchObject({ state: 'draft' });
    await leaveAtItsHour(clock(transact, '2026-11-25T08:00:00.000Z'), letter.id);
    expect(await getCampaign(scope, letter.id)).toMatchObject({ state: 'draft', totals: { total: 0 } });
    expect(await changeCampaign(scope, letter.id, change)).toMatchObject({ name: 'Autre' });
  }),
);

test(
  'a letter that has its hour may leave at once, and its hour then finds it gone',
  story(async (town) => {
    const { scope, transact } = town;
    const letter = await writeLetter(town);
    const { version } = await plan(at(scope, monday), letter);
    await launchCampaign(at(scope, monday), letter.id, version);
    await leaveAtItsHour(clock(transact, atSix), letter.id);
    expect((await sent(town, letter, monday)).length).toBe(2);
    expect(await sent(town, letter)).toEqual([]);
    expect(await codeOf(plan(at(scope, monday), letter))).toBe('campaign.already_launched');
    expect(await codeOf(cancelSchedule(scope, letter.id))).toBe('campaign.already_launched');
  }),
);

test(
  'a poll holds a letter whose hour falls on its eve, and lets it go after (trust P-18)',
  story(async (town) => {
    const { scope, transact } = town;
    const letter = await writeLetter(town);
    const eve = { day: '2027-04-17', time: '10:00' };
    const closed = '2027-04-18T18:00:00.000Z';
    const planned = await plan(at(scope, '2027-04-01T09:00:00.000Z'), letter, eve);
    expect(planned).toMatchObject({ state: 'scheduled', leavesAt: '2027-04-17T08:00:00.000Z', heldUntil: closed });
    await leaveAtItsHour(clock(transact, '2027-04-17T08:00:00.000Z'), letter.id);
    await wakeCampaigns(clock(transact, '2027-04-18T17:59:00.000Z'));
    expect(await getCampaign(scope, letter.id)).toMatchObject({ state: 'scheduled', heldUntil: closed });
    expect((await listCampaigns(at(scope, closed), { limit: 10, only: 'missed' })).items).toEqual([]);
    await leaveAtItsHour(clock(transact, closed), letter.id);
    expect(await getCampaign(scope, letter.id)).toMatchObject({ state: 'sending', heldUntil: null, launchedAt: closed });
  }),
);

/** The same town, elsewhere: only the owner of the database may say where. */
async function moveTo({ transaction, valmeraude }: Town, inseeCode: string): Promise<void> {
  await sql`set local role parvis_owner`.execute(transaction);
  await sql`update town_halls set insee_code = ${inseeCode} where id = ${valmeraude}`.execute(transaction);
  await sql`set local role parvis_app`.execute(transaction);
}

test.each([
  {
    where: 'Saint-Denis de La Réunion',
    inseeCode: '97411',
    leavesAt: '2026-11-24T14:00:00.000Z',
    eve: '2027-04-16T20:00:00.000Z',
  },
  {
    where: 'Fort-de-France, who vote on Saturday',
    inseeCode: '97209',
    leavesAt: '2026-11-24T22:00:00.000Z',
    eve: '2027-04-16T04:00:00.000Z',
  },
  { where: 'Nouméa', inseeCode: '98818', leavesAt: '2026-11-24T07:00:00.000Z', eve: '2027-04-16T13:00:00.000Z' },
])('18:00 is that of the mairie, and so is the midnight a poll begins at: $where (trust P-18)', ({ inseeCode, leavesAt, eve }) =>
  story(async (town) => {
    await moveTo(town, inseeCode);
    const { scope } = town;
    const letter = await writeLetter(town, { category: 'other' });
    const early = at(scope, '2026-11-23T00:00:00.000Z');
    expect(await plan(early, letter)).toMatchObject({ leavesAt, heldUntil: null });
    const then = at(scope, eve);
    const held = {
      code: 'campaign.held_by_poll',
      message: expect.stringContaining(hourInWords(closing, (await getTownHall(scope)).zone)),
    };
    await expect(launchCampaign(then, letter.id, letter.version)).rejects.toMatchObject(held);
    expect((await electionToday(at(scope, secondsAfter(eve, -1)))).heldUntil).toBeNull();
  })(),
);

test(
  'what has not left when the eve of a poll begins waits for its end, and says so (trust P-18)',
  story(async (town) => {
    const { scope } = town;
    const letter = await writeLetter(town);
    await launchCampaign(at(scope, '2027-04-16T21:59:00.000Z'), letter.id, letter.version);
    expect(await sent(town, letter, '2027-04-16T22:00:00.000Z')).toEqual([]);
    expect(await getCampaign(scope, letter.id)).toMatchObject({ state: 'sending', heldUntil: '2027-04-18T18:00:00.000Z' });
    await stopCampaign(scope, letter.id);
    expect(await codeOf(resumeCampaign(at(scope, '2027-04-17T09:00:00.000Z'), letter.id))).toBe('campaign.held_by_poll');
    await resumeCampaign(at(scope, '2027-04-18T18:00:00.000Z'), letter.id);
    expect((await sent(town, letter, '2027-04-18T18:00:00.000Z')).length).toBe(2);
    expect(await getCampaign(scope, letter.id)).toMatchObject({ state: 'sent', heldUntil: null });
  }),
);

test(
  'what stands in the way at the hour is written on the letter, which waits for someone as a draft',
  story(async (town) => {
    const { scope, transact } = town;
    const letter = await writeLetter(town);
    await plan(at(scope, monday), letter);
    // A dissolution, announced after the letter was given its hour.
    await addElection(scope, { name: 'Législatives', firstRound: '2026-12-13', lastRound: '2026-12-20' });
    await leaveAtItsHour(clock(transact, atSix), letter.id);
    expect(await getCampaign(scope, letter.id)).toMatchObject({
      ...{ state: 'draft', leavesAt: atSix, totals: { total: 0 } },
      missedBecause: expect.stringContaining('quatre questions'),
    });
    const { items } = await listCampaigns(scope, { limit: 10, only: 'missed' });
    expect(items.map(({ id }) => id)).toEqual([letter.id]);

    const { version } = await cancelSchedule(scope, letter.id);
    await launchCampaign(at(scope, '2027-06-01T09:00:00.000Z'), letter.id, version);
    expect(await getCampaign(scope, letter.id)).toMatchObject({ state: 'sending', missedBecause: '' });
  }),
);

test(
  'a letter still there after its hour is told of, and asked for again',
  story(async (town) => {
    const { scope, transact } = town;
    const letter = await writeLetter(town);
    await plan(at(scope, monday), letter);
    const late = '2026-11-24T17:30:00.000Z';
    expect((await listCampaigns(at(scope, atSix), { limit: 10, only: 'missed' })).items).toEqual([]);
    expect((await listCampaigns(at(scope, late), { limit: 10, only: 'missed' })).items.length).toBe(1);
    await wakeCampaigns(clock(transact, late));
    await leaveAtItsHour(clock(transact, late), letter.id);
    expect((await listCampaigns(at(scope, late), { limit: 10, only: 'missed' })).items).toEqual([]);
  }),
);

test(
  'an incomplete letter gets no hour',
  story(async (town) => {
    const letter = await writeLetter(town, { subject: '' });
    expect(await codeOf(plan(at(town.scope, monday), letter))).toBe('campaign.not_ready');
    expect(await codeOf(plan(at(town.scope, monday), { ...letter, version: 9 }))).toBe('record.changed_meanwhile');
  }),
);

test(
  'a sending that was stopped goes on from where it was, and writes to nobody twice',
  story(async (town) => {
    const { scope, transact, lea, judo } = town;
    const letter = await writeLetter(town);
    await launchCampaign(scope, letter.id, letter.version);
    const { bag, outside } = postman();
    // Stopped while the first is on its way.
    const deliver: typeof outside.deliver = async (...mail) => {
      if (bag.length === 0) await stopCampaign(scope, letter.id);
      return outside.deliver(...mail);
    };
    await sendBatch(transact, { campaignId: letter.id, lane: 0 }, { ...outside, deliver });
    const stopped = await getCampaign(scope, letter.id);
    expect(stopped).toMatchObject({ state: 'stopped', totals: { total: 3 } });
    const resumed = await resumeCampaign(scope, letter.id);
    expect(resumed).toMatchObject({ state: 'sending', launchedAt: stopped.launchedAt, finishedAt: null });
    await sendBatch(transact, { campaignId: letter.id, lane: 0 }, outside);
    await sendBatch(transact, { campaignId: letter.id, lane: 0 }, outside);
    expect(bag.map(({ to }) => to.address).sort()).toEqual([judo.email, lea.email].sort());
    expect(await resumeCampaign(scope, letter.id)).toMatchObject({ state: 'sent', totals: { delivered: 2, skipped: 1 } });
  }),
);

test(
  'letters to leave are listed by their hour, page after page, and no draft among them',
  story(async (town) => {
    const now = at(town.scope, monday);
    for (const time of ['18:00', '09:30', '12:00'])
      await plan(now, await writeLetter(town, { category: 'other', name: `À ${time}` }), { day: '2026-11-24', time });
    await writeLetter(town, { name: 'Un brouillon' });
    const told: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCampaigns(now, { only: 'scheduled', limit: 1, cursor });
      told.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(told).toEqual(['À 09:30', 'À 12:00', 'À 18:00']);
  }),
);
