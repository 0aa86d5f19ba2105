import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { postman, writeLetter } from '../../../test/letters.ts';
import { seal } from '../../../test/stage/seal.ts';
import { story, type Town } from '../../../test/town.ts';
import { footprints } from '../../app/footprints.ts';
import { launchCampaign } from '../../campaigns/launch/launch.ts';
import { sendBatch } from '../../campaigns/sending.ts';
import { listConsents, listPurposes, recordConsents, seedPurposes } from '../../consents/consents.ts';
import { addContact, changeContact, getContact } from '../../contacts/contacts.ts';
import { newContact } from '../../contacts/contract.ts';
import { listDuplicates, searchDuplicates } from '../../contacts/duplicates/duplicates.ts';
import { newField } from '../../contacts/fields/contract.ts';
import { addField } from '../../contacts/fields/fields.ts';
import { newMembership } from '../../contacts/memberships/contract.ts';
import { addMembership } from '../../contacts/memberships/memberships.ts';
import { replaceNeeds } from '../../contacts/needs/needs.ts';
import { addTag, tagContacts } from '../../contacts/tags/tags.ts';
import { findWrongFacets, listInteractions, recordInteractions } from '../../interactions/interactions.ts';
import { addReminder } from '../../interactions/reminders/reminders.ts';
import { followLink, stop } from '../../messages/opt-outs/opt-outs.ts';
import { tokenFor } from '../../messages/subscription.ts';
import type { Scope } from '../../platform/scope.ts';
import { secondsAfter } from '../../platform/time.ts';
import { addList, addToList } from '../../segments/lists/lists.ts';
import { forgetOldMerges, listMerges, mergeContacts, separateContacts } from './merges.ts';

const read = { limit: 50 };

/** Léa and the record somebody typed again at the counter, each with something of everything. */
async function twice({ scope, lea, judo, transact }: Town) {
  const school = await addField(scope, newField.parse({ label: 'École', kind: 'text' }));
  const again = await addContact(
    scope,
    newContact.parse({
      ...{
        firstName: 'Lea',
        lastName: 'Martin',
        birthDate: '1984-03-02',
        mobilePhone: '06 39 98 10 02',
        municipality: 'Valmeraude',
      },
      ...{ emails: [{ address: 'lea@travail.example', isPreferred: true }], custom: { [school.id]: 'Les Tilleuls' } },
    }),
  );
  const [both, own] = [await addTag(scope, { name: 'Bénévole' }), await addTag(scope, { name: 'Riverain' })];
  await tagContacts(scope, both.id, { contactIds: [lea.id, again.id] });
  await tagContacts(scope, own.id, { contactIds: [again.id] });
  await seedPurposes(scope);
  const [news, other] = await listPurposes(scope);
  const said = { channel: 'email', method: 'paper', wording: 'Oui' } as const;
  await recordConsents(scope, [
    { ...said, contactId: lea.id, purposeId: news!.id, answer: 'granted' },
    { ...said, contactId: again.id, purposeId: news!.id, answer: 'refused' },
    { ...said, contactId: again.id, purposeId: other!.id, answer: 'granted' },
  ]);
  await addMembership(scope, newMembership.parse({ personId: again.id, organizationId: judo.id, role: 'Présidence' }));
  await replaceNeeds(scope, again.id, ['large_print']);
  await recordInteractions(
    scope,
    [lea, again, again].map(({ id: contactId }) => ({ contactId, kind: 'visit', initiative: 'contact' })),
  );
  await addReminder(scope, again.id, { text: 'Rappeler', dueOn: '2026-12-01', assigneeId: null });
  const list = await addList(scope, { name: 'Le comité' });
  await addToList(scope, list.id, { contactIds: [lea.id, again.id] });
  const { outside } = postman();
  const letter = await writeLetter({ scope, lea, judo, transact } as Town, { body: 'Bonjour' });
  await launchCampaign(scope, letter.id, letter.version);
  await sendBatch(transact, { campaignId: letter.id, lane: 0 }, outside);
  return { again: await getContact(scope, again.id), lea: await getContact(scope, lea.id) };
}

/** Every row of every table that remembers a contact, as text; what is summed up of them, and the notes a merge leaves, apart. */
async function everything(scope: Scope): Promise<string[]> {
  const tables = [...new Set(footprints.flatMap(({ tables: some }) => some))].filter(
    (table) => !['merges', 'duplicates', 'interaction_facets'].includes(table),
  );
  const rows = tables.map(async (table) => {
    const held = await sql<{ row: string }>`select to_jsonb(one)::text as row from ${sql.table(table)} as one
      where town_hall_id = ${scope.townHallId}`.execute(scope.db);
    return held.rows.map(({ row }) => `${table} ${row}`);
  });
  return (await Promise.all(rows))
    .flat()
    .filter((row) => !row.includes('La fiche'))
    .sort();
}

const asked = (kept: { id: string; version: number }, merged: { id: string; version: number }) => ({
  ...{ keptId: kept.id, keptVersion: kept.version, mergedId: merged.id, mergedVersion: merged.version },
  changes: {},
});

test(
  'one record takes all that the other holds; what it knows stays, what it does not know is completed',
  story(async (town) => {
    const { scope } = town;
    const { lea, again } = await twice(town);
    const { keptName, mergedName, canSeparate } = await mergeContacts(scope, footprints, asked(lea, again));
    expect([keptName, mergedName, canSeparate]).toEqual(['Léa Martin', 'Lea Martin', true]);
    await expect(getContact(scope, again.id)).rejects.toMatchObject({ code: 'contact.missing' });
    const kept = await getContact(scope, lea.id);
    expect(kept).toMatchObject({ firstName: 'Léa', email: lea.email, version: lea.version + 1 });
    expect(kept.birthDate).toBe(lea.birthDate ?? '1984-03-02');
    expect(Object.values(kept.custom)).toContain('Les Tilleuls');
    expect(kept.emails.map(({ address }) => address)).toContain('lea@travail.example');
    expect(kept.tags.map(({ name }) => name)).toEqual(expect.arrayContaining(['Bénévole', 'Riverain']));
    const { items } = await listInteractions(scope, lea.id, read);
    expect(items.filter(({ kind }) => kind === 'visit').length).toBe(3);
    // The last answer counts, whichever record it was given on.
    const [news] = await listConsents(scope, lea.id);
    expect(news?.cells.find(({ channel }) => channel === 'email')?.answer).toBe('refused');
    expect(await findWrongFacets(scope)).toEqual([]);
  }),
);

test(
  'what the agent chose goes over what was there, and the rest is completed all the same',
  story(async ({ scope, lea }) => {
    const [school, bus] = [
      await addField(scope, newField.parse({ label: 'École', kind: 'text' })),
      await addField(scope, newField.parse({ label: 'Car', kind: 'text' })),
    ];
    const known = await changeContact(scope, lea.id, { version: lea.version, changes: { custom: { [school.id]: 'Le Bourg' } } });
    const again = await addContact(
      scope,
      newContact.parse({ lastName: 'MARTIN', firstName: 'Léa', custom: { [school.id]: 'Les Tilleuls', [bus.id]: 'Ligne 2' } }),
    );
    const changes = { lastName: 'MARTIN', custom: { [school.id]: 'Les Tilleuls' } };
    await mergeContacts(scope, footprints, { ...asked(known, again), changes });
    const kept = await getContact(scope, lea.id);
    expect([kept.lastName, kept.custom]).toEqual(['MARTIN', { [school.id]: 'Les Tilleuls', [bus.id]: 'Ligne 2' }]);
  }),
);

test(
  'separated, each has again exactly what it had',
  story(async (town) => {
    const { scope } = town;
    const { lea, again } = await twice(town);
    const before = await everything(scope);
    const { id } = await mergeContacts(scope, footprints, asked(lea, again));
    expect(await everything(scope)).not.toEqual(before);
    const { kept, merged, isKeptUntouched } = await separateContacts(scope, footprints, id);
    expect(await everything(scope)).toEqual(before);
    expect(isKeptUntouched).toBe(true);
    const plain = ({ version: _, changedAt: __, changedBy: ___, ...rest }: typeof kept) => rest;
    expect(plain(kept)).toEqual(plain(lea));
    expect(plain(merged)).toEqual(plain(again));
    expect(await findWrongFacets(scope)).toEqual([]);
    await searchDuplicates(scope);
    expect((await listDuplicates(scope, read)).items.filter(({ contact }) => [lea.id, again.id].includes(contact.id))).toEqual(
      [],
    );
    await expect(separateContacts(scope, footprints, id)).rejects.toMatchObject({ code: 'merge.separated_already' });
  }),
);

test(
  'what was written on the record kept since the merge stays on it',
  story(async (town) => {
    const { scope } = town;
    const { lea, again } = await twice(town);
    const { id } = await mergeContacts(scope, footprints, asked(lea, again));
    const { version } = await getContact(scope, lea.id);
    await changeContact(scope, lea.id, { version, changes: { municipality: 'Valbruyère' } });
    await recordInteractions(scope, [{ contactId: lea.id, kind: 'call', initiative: 'contact' }]);
    const { kept, merged, isKeptUntouched } = await separateContacts(scope, footprints, id);
    expect(isKeptUntouched).toBe(false);
    expect(kept.municipality).toBe('Valbruyère');
    expect(merged).toMatchObject({ firstName: 'Lea', email: again.email });
    const kinds = async (contactId: string) => (await listInteractions(scope, contactId, read)).items.map(({ kind }) => kind);
    expect((await kinds(lea.id)).filter((kind) => kind === 'call' || kind === 'visit')).toEqual(['call', 'visit']);
    expect((await kinds(again.id)).filter((kind) => kind === 'visit').length).toBe(2);
    expect(await findWrongFacets(scope)).toEqual([]);
  }),
);

test(
  'the link of a letter sent to the record that is no more still stops the letters',
  story(async (town) => {
    const { scope, lea, transactAt, valmeraude } = town;
    const again = await addContact(
      scope,
      newContact.parse({ firstName: 'Lea', lastName: 'Martin', email: 'lea@travail.example' }),
    );
    await seedPurposes(scope);
    const [news] = await listPurposes(scope);
    const way = { purposeId: news!.id, channel: 'email' } as const;
    await recordConsents(scope, [{ ...way, contactId: lea.id, answer: 'granted', method: 'paper', wording: 'Oui' }]);
    await mergeContacts(scope, footprints, asked(lea, again));
    const token = tokenFor(seal, { townHallId: valmeraude, contactId: again.id, ...way });
    const entrance = { db: scope.db, transactAt, found: () => Promise.reject(new Error('never here')) };
    expect(await followLink(entrance, seal, { token, act: stop })).toMatchObject({ purposeName: news?.name });
    const [row] = await listConsents(scope, lea.id);
    expect(row?.cells.find(({ channel }) => channel === 'email')?.answer).toBe('refused');
  }),
);

test(
  'what could not be undone is refused: a record changed since it was read, a person and a shop, a letter on its way',
  story(async (town) => {
    const { scope, lea, judo } = town;
    const again = await addContact(scope, newContact.parse({ firstName: 'Lea', lastName: 'Martin', email: lea.email }));
    const merge = (one: { id: string; version: number }, other: { id: string; version: number }) =>
      mergeContacts(scope, footprints, asked(one, other));
    await expect(merge({ ...lea, version: lea.version + 1 }, again)).rejects.toMatchObject({ kind: 'stale' });
    await expect(merge(lea, judo)).rejects.toMatchObject({ code: 'merge.kinds_differ' });
    const letter = await writeLetter(town, { body: 'Bonjour' });
    await launchCampaign(scope, letter.id, letter.version);
    await expect(merge(again, lea)).rejects.toMatchObject({ code: 'merge.being_written_to' });
  }),
);

test(
  'a third record merged later answers for the first; after thirty days nothing is left to undo it with',
  story(async (town) => {
    const { scope } = town;
    const { lea, again } = await twice(town);
    const third = await addContact(scope, newContact.parse({ firstName: 'Léa', lastName: 'Martin' }));
    const first = await mergeContacts(scope, footprints, asked(third, again));
    const second = await mergeContacts(scope, footprints, asked(lea, await getContact(scope, third.id)));
    const keptOf = async (id: string) => (await listMerges(scope, read)).items.find((one) => one.id === id)?.keptId;
    expect(await keptOf(first.id)).toBe(lea.id);
    await separateContacts(scope, footprints, second.id);
    expect(await keptOf(first.id)).toBe(third.id);
    await forgetOldMerges({ ...scope, now: secondsAfter(scope.now, 31 * 86_400) });
    await expect(separateContacts(scope, footprints, first.id)).rejects.toMatchObject({ code: 'merge.too_old' });
  }),
);
