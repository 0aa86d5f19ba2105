import { parse } from 'parse5';
import { expect, test } from 'vitest';
import { knock } from '../../../test/knock.ts';
import { story, type Town } from '../../../test/town.ts';
import { contactsDb } from '../../contacts/tables.ts';
import { dayOf } from '../../platform/time.ts';
import { townHallsDb } from '../../townhalls/tables.ts';
import { addPurpose, leftOutBecause, listConsentProofs, listPurposes, seedPurposes } from '../consents.ts';
import { newPurpose } from '../contract.ts';
import { noticeItems } from '../notice.tsx';
import { hashOf } from '../proofs.ts';
import { changePurpose } from '../purposes.ts';
import { suppressAddresses } from '../suppressions/suppressions.ts';
import { consentsDb } from '../tables.ts';
import { slipsApi } from './contract.ts';

const home = { addressLine: '1 place du Marché', dpoName: 'Centre de gestion', dpoEmail: 'dpo@cdg.example' };

/** Nadia at the counter of Valmeraude, with a pile of slips. */
async function counter(town: Town) {
  const { scope } = town;
  await seedPurposes(scope);
  await townHallsDb(scope).updateTable('townHallSettings').set(home).execute();
  const nadia = await (await knock(town)).as('editor');
  const [news, alerts] = await listPurposes(scope);
  if (!news || !alerts) throw new Error('a town hall starts with purposes');
  const slip = (await nadia.ask(slipsApi.print, {})).reply;
  const byEmail = { purposeId: news.id, channel: 'email' } as const;
  const byLetter = { purposeId: news.id, channel: 'letter' } as const;
  const enter = (entry: object, slipId = slip.id) =>
    nadia.ask(slipsApi.enter, {
      params: { slipId },
      body: { method: 'paper', happenedOn: dayOf(scope.now), choices: [byEmail], ...entry },
    });
  const pageOf = async (slipId: string) => (await nadia.ask(slipsApi.show, { params: { slipId } })).raw;
  const mayReach = async (contactId: string) =>
    (
      await consentsDb(scope)
        .selectFrom('contacts')
        .select(leftOutBecause(scope, byEmail).as('because'))
        .where('id', '=', contactId)
        .executeTakeFirstOrThrow()
    ).because;
  return { ...town, nadia, news, alerts, slip, byEmail, byLetter, enter, pageOf, mayReach };
}

const tale = (play: (town: Awaited<ReturnType<typeof counter>>) => Promise<void>) =>
  story(async (town) => play(await counter(town)));

test(
  'a slip ticks nothing, has one box for each purpose and each channel, and tells the ten things of the notice',
  tale(async ({ slip, pageOf }) => {
    const page = await pageOf(slip.id);
    parse(page);
    expect(slip.boxes.length).toBe(4 * 3);
    expect(page.match(/class="box"/g)?.length).toBe(slip.boxes.length);
    for (const { wording } of slip.boxes) expect(page).toContain(wording);
    expect(page).not.toMatch(/checked|<script|SMS|École et cantine/);
    expect([...page.matchAll(/data-notice="(\w+)"/g)].map(([, item]) => item)).toEqual([...noticeItems]);
    for (const words of [
      '1 place du Marché',
      'dpo@cdg.example',
      'https://parvis.example/p/valmeraude/abonnement',
      slip.reference,
    ])
      expect(page).toContain(words);
  }),
);

test(
  'a slip that comes back makes an agreement on the record, with the words and the very sheet that were signed',
  tale(async ({ scope, lea, slip, news, enter, pageOf, mayReach }) => {
    expect(await mayReach(lea.id)).toBe('no_consent');
    const { status, reply } = await enter({ contactId: lea.id, happenedOn: '2026-11-03' });
    expect([status, reply.isNew, reply.name]).toEqual([201, false, 'Léa Martin']);
    expect(await mayReach(lea.id)).toBeNull();
    const [proof, ...others] = await listConsentProofs(scope, lea.id);
    expect(others).toEqual([]);
    expect(proof).toMatchObject({
      ...{ purposeId: news.id, channel: 'email', answer: 'granted', method: 'paper' },
      wording: 'Je souhaite recevoir «\u00a0Vie de la commune\u00a0» par e-mail.',
    });
    expect(dayOf(proof?.happenedAt ?? '')).toBe('2026-11-03');
    const kept = (await pageOf(slip.id)).replace(`Bulletin ${slip.reference}</p>`, '</p>');
    expect(hashOf(kept)).toBe(proof?.pageHash);
  }),
);

test(
  'a sheet printed before a purpose changed its name still says what its boxes said',
  tale(async ({ scope, lea, nadia, news, slip, enter, pageOf }) => {
    const before = await pageOf(slip.id);
    await changePurpose(scope, news.id, { ...newPurpose.parse(news), name: 'Nouvelles de la commune', version: news.version });
    const { reply: later } = await nadia.ask(slipsApi.print, {});
    expect(later.id).not.toBe(slip.id);
    expect(await pageOf(slip.id)).toBe(before);
    await enter({ contactId: lea.id });
    expect((await listConsentProofs(scope, lea.id))[0]?.wording).toContain('Vie de la commune');
    const { reply: desk } = await nadia.ask(slipsApi.desk, {});
    expect(desk.slips.map(({ id, isCurrent }) => [id, isCurrent])).toEqual([
      [later.id, true],
      [slip.id, false],
    ]);
    const purpose = await addPurpose(scope, { name: 'Brocante', legalBasis: 'consent' });
    const refused = await enter({ contactId: lea.id, choices: [{ purposeId: purpose.id, channel: 'email' }] });
    expect([refused.status, refused.problem.code]).toEqual([422, 'slip.box_missing']);
  }),
);

test(
  'someone unknown gets a record that says where it comes from, and undoing the entry takes it back',
  tale(async ({ scope, nadia, byLetter, byEmail, enter, mayReach }) => {
    const ines = { firstName: 'Inès', lastName: 'Morel', email: 'Ines@exemple.example', happenedOn: '2026-11-03' };
    const { reply } = await enter({ ...ines, method: 'counter' });
    expect([reply.isNew, await mayReach(reply.contactId)]).toEqual([true, null]);
    const row = () =>
      contactsDb(scope).selectFrom('contacts').selectAll().where('id', '=', reply.contactId).executeTakeFirstOrThrow();
    expect(await row()).toMatchObject({
      email: 'ines@exemple.example',
      source: 'Guichet',
      collectedOn: '2026-11-03',
      informBy: null,
    });
    const unreachable = await enter({ firstName: 'Paul', lastName: 'Morel', choices: [byEmail, byLetter] });
    expect(unreachable.problem.errors?.map(({ field }) => field)).toEqual(['email', 'addressLine']);
    await nadia.ask(slipsApi.annul, { body: { proofIds: reply.proofIds, addedContactId: reply.contactId } });
    expect((await row()).archivedAt).not.toBeNull();
    expect((await listConsentProofs(scope, reply.contactId))[0]?.annulledAt).not.toBeNull();
  }),
);

test(
  'a slip completes a record, and never writes over what it says',
  tale(async ({ scope, lea, karim, byLetter, enter }) => {
    const street = { addressLine: '3 rue du Gué', postcode: '99001', municipality: 'Valmeraude' };
    await enter({ contactId: karim.id, ...street, choices: [byLetter] });
    const known = await contactsDb(scope).selectFrom('contacts').selectAll().where('id', '=', karim.id).executeTakeFirstOrThrow();
    expect(known).toMatchObject(street);
    expect((await enter({ contactId: lea.id, email: 'Lea.Martin@exemple.example' })).status).toBe(201);
    const other = await enter({ contactId: lea.id, email: 'lea@ailleurs.example' });
    expect([other.status, other.problem.code, other.problem.errors?.[0]?.field]).toEqual([422, 'slip.says_otherwise', 'email']);
  }),
);

test(
  'the person’s own yes on paper lifts what kept their address from being written to',
  tale(async ({ scope, lea, enter, mayReach }) => {
    await suppressAddresses(scope, [{ channel: 'email', address: lea.email ?? '', reason: 'objection' }]);
    expect(await mayReach(lea.id)).toBe('suppressed');
    await enter({ contactId: lea.id });
    expect(await mayReach(lea.id)).toBeNull();
  }),
);

test(
  'who said yes at the counter leaves with a paper that says to what, and how to stop',
  tale(async ({ nadia, lea, karim, enter }) => {
    await enter({ contactId: lea.id, method: 'counter' });
    const { raw } = await nadia.ask(slipsApi.confirm, { params: { contactId: lea.id } });
    for (const words of [
      'Léa Martin',
      'Vie de la commune',
      'par e-mail',
      'au guichet',
      'https://parvis.example/p/valmeraude/mes-abonnements',
    ])
      expect(raw).toContain(words);
    expect((await nadia.ask(slipsApi.confirm, { params: { contactId: karim.id } })).raw).toContain('Rien à ce jour');
  }),
);

test(
  'without a data-protection contact no slip is printed: it could not say whom to ask; a day to come is refused',
  tale(async ({ scope, nadia, lea, enter }) => {
    expect((await enter({ contactId: lea.id, happenedOn: '2126-01-01' })).problem.code).toBe('consent.in_the_future');
    await townHallsDb(scope).updateTable('townHallSettings').set({ dpoEmail: null }).execute();
    const refused = await nadia.ask(slipsApi.print, {});
    expect([refused.status, refused.problem.code]).toEqual([409, 'slip.not_ready']);
    expect((await nadia.ask(slipsApi.desk, {})).reply.missing).toEqual(['le délégué à la protection des données']);
  }),
);
