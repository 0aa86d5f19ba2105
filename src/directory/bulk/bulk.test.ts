import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { knock } from '../../../test/knock.ts';
import { ownTown, story } from '../../../test/town.ts';
import { addContacts, archiveContacts, getContact } from '../../contacts/contacts.ts';
import { newContact } from '../../contacts/contract.ts';
import { addTag, listTags, tagContacts, untagContacts } from '../../contacts/tags/tags.ts';
import { askCancellation, listLongWorks } from '../../platform/long-works/long-works.ts';
import type { Scope, Transact } from '../../platform/scope.ts';
import { secondsAfter } from '../../platform/time.ts';
import { beginBulkAct, forgetOldBulkActs, getBulkAct, listBulkActs, undoBulkAct } from './bulk.ts';
import { carryToTheEnd } from './carrying.ts';
import { bulkApi, type NewBulkAct, newBulkAct } from './contract.ts';
import { bulkFootprint } from './footprint.ts';

const asked = (one: Parameters<typeof newBulkAct.parse>[0]): NewBulkAct => newBulkAct.parse(one);
const hasEmail = { version: 1, match: 'all', conditions: [{ field: 'has_email', value: true }] };
const carriers = async (scope: Scope) => (await listTags(scope)).map(({ name, contactCount }) => [name, contactCount]);

test(
  'a tag put on a selection changes those who did not carry it, and is taken off them alone',
  story(async ({ scope, lea, karim, judo }) => {
    const volunteer = await addTag(scope, { name: 'Bénévole' });
    await tagContacts(scope, volunteer.id, { contactIds: [lea.id] });
    const act = { kind: 'tag', tagId: volunteer.id };
    const done = await beginBulkAct(scope, asked({ act, selection: { by: 'ids', contactIds: [lea.id, karim.id, judo.id] } }));
    expect(done).toMatchObject({
      state: 'done',
      label: 'Étiquette «\u00a0Bénévole\u00a0» posée',
      contactCount: 3,
      changedCount: 2,
      canUndo: true,
      actorName: 'Nadia Ferrand',
    });
    // Somebody takes it off Karim meanwhile: there is nothing to give back.
    await untagContacts(scope, volunteer.id, { contactIds: [karim.id] });
    expect(await undoBulkAct(scope, done.id)).toMatchObject({ state: 'undone', changedCount: 2, keptCount: 1, canUndo: false });
    expect(await carriers(scope)).toEqual([['Bénévole', 1]]);
    expect(await undoBulkAct(scope, done.id)).toMatchObject({ state: 'undone' });
  }),
);

test(
  'all those of a list are found again when the act begins, save those unticked, and only if they are as many as seen',
  story(async ({ scope, transact, lea, judo }) => {
    const act = { kind: 'archive' };
    const selection = { by: 'list', rule: hasEmail, except: [judo.id], count: 2 };
    const late = transact((again) => beginBulkAct(again, asked({ act, selection: { ...selection, count: 3 } })));
    await expect(late).rejects.toMatchObject({ code: 'selection.changed', kind: 'conflict' });
    const done = await beginBulkAct(scope, asked({ act, selection }));
    expect(done).toMatchObject({ label: 'Fiches archivées', contactCount: 1, changedCount: 1 });
    expect((await getContact(scope, lea.id)).archivedAt).toBe(scope.now);
    expect((await getContact(scope, judo.id)).archivedAt).toBe(null);
    await undoBulkAct(scope, done.id);
    expect((await getContact(scope, lea.id)).archivedAt).toBe(null);
  }),
);

test(
  'words looked for, and the archive, are part of what a list is',
  story(async ({ scope, lea, karim }) => {
    await archiveContacts(scope, [lea.id, karim.id]);
    const selection = { by: 'list', search: 'marten', spelling: 'close', archived: true, kind: 'person', count: 1 };
    const done = await beginBulkAct(scope, asked({ act: { kind: 'restore' }, selection }));
    expect(done).toMatchObject({ label: 'Fiches restaurées', changedCount: 1 });
    expect((await getContact(scope, lea.id)).archivedAt).toBe(null);
  }),
);

test(
  'a tag that does not exist, or no longer, is refused; the neighbour’s journal shows nothing of ours',
  story(async ({ scope, transact, nextDoor, lea }) => {
    const selection = { by: 'ids', contactIds: [lea.id] };
    const tagging = transact((again) => beginBulkAct(again, asked({ act: { kind: 'tag', tagId: lea.id }, selection })));
    await expect(tagging).rejects.toMatchObject({ code: 'tag.missing' });
    const done = await beginBulkAct(scope, asked({ act: { kind: 'archive' }, selection }));
    await expect(nextDoor((theirs) => undoBulkAct(theirs, done.id))).rejects.toMatchObject({ code: 'bulk_act.missing' });
    expect((await nextDoor((theirs) => listBulkActs(theirs, { limit: 10 }))).items).toEqual([]);
    expect((await listBulkActs(scope, { limit: 10 })).items.map(({ id }) => id)).toEqual([done.id]);
    expect(await bulkFootprint.copyFor(scope, lea.id)).toMatchObject({
      'Actions groupées': [expect.stringContaining('Fiches archivées, le ')],
    });
  }),
);

test(
  'the journal keeps thirty days',
  story(async ({ scope, lea }) => {
    const selection = { by: 'ids', contactIds: [lea.id] };
    const { id } = await beginBulkAct(scope, asked({ act: { kind: 'archive' }, selection }));
    const after = (days: number) => ({ ...scope, now: secondsAfter(scope.now, days * 86_400) });
    await forgetOldBulkActs(after(29));
    expect(await getBulkAct(scope, id)).toBeDefined();
    await forgetOldBulkActs(after(31));
    await expect(getBulkAct(scope, id)).rejects.toMatchObject({ code: 'bulk_act.missing' });
  }),
);

/** Two thousand five hundred people, on a database where transactions commit. */
const inCrowd = (name: string, play: (transact: Transact) => Promise<void>) => () =>
  ownTown(name, async ({ transact }) => {
    const crowd = Array.from({ length: 2500 }, (_, at) => newContact.parse({ lastName: `Habitant ${at}`, source: 'Test' }));
    await transact((scope) => addContacts(scope, crowd));
    await play(transact);
  });

const everyone = { by: 'list', count: 2500 };
const workOf = (scope: Scope) => listLongWorks(scope, { limit: 1 }).then(({ items }) => items[0]!);

test(
  'on many, it goes on behind a bar; its job run twice, even at once, does it once',
  inCrowd('bulk', async (transact) => {
    const tag = await transact((scope) => addTag(scope, { name: 'Riverain' }));
    const begun = await transact((scope) =>
      beginBulkAct(scope, asked({ act: { kind: 'tag', tagId: tag.id }, selection: everyone })),
    );
    expect(begun).toMatchObject({ state: 'running', contactCount: 2500, changedCount: 0, canUndo: false });
    const work = await transact(workOf);
    expect(work).toMatchObject({ kind: 'bulk_act', total: 2500, subjectId: begun.id });
    const payload = { bulkActId: begun.id, longWorkId: work.id };
    await Promise.all([carryToTheEnd(transact, payload), carryToTheEnd(transact, payload)]);
    expect(await transact((scope) => getBulkAct(scope, begun.id))).toMatchObject({ state: 'done', changedCount: 2500 });
    expect(await transact(workOf)).toMatchObject({ state: 'done', message: '2\u00a0500\u00a0contacts changés.' });

    await transact((scope) => undoBulkAct(scope, begun.id));
    const undoing = await transact(workOf);
    await carryToTheEnd(transact, { bulkActId: begun.id, longWorkId: undoing.id });
    expect(await transact((scope) => getBulkAct(scope, begun.id))).toMatchObject({ state: 'undone', keptCount: 0 });
    expect(await transact(carriers)).toEqual([['Riverain', 0]]);
  }),
);

test(
  'stopped on the way, what is done can be undone',
  inCrowd('bulkstop', async (transact) => {
    const begun = await transact((scope) => beginBulkAct(scope, asked({ act: { kind: 'archive' }, selection: everyone })));
    const work = await transact(workOf);
    const payload = { bulkActId: begun.id, longWorkId: work.id };
    let batches = 0;
    const watched: typeof transact = async (play) => {
      batches += 1;
      if (batches === 2) await transact((scope) => askCancellation(scope, work.id));
      await wait(0);
      return transact(play);
    };
    await carryToTheEnd(watched, payload);
    const stopped = await transact((scope) => getBulkAct(scope, begun.id));
    expect(stopped).toMatchObject({ state: 'cancelled', changedCount: 1000, canUndo: true });
    expect(await transact(workOf)).toMatchObject({ state: 'cancelled' });
    expect(await transact((scope) => undoBulkAct(scope, begun.id))).toMatchObject({ state: 'undone', keptCount: 0 });
  }),
);

test(
  'over HTTP, an editor acts and a reader reads the journal',
  story(async (town) => {
    const { as } = await knock(town);
    const body = { act: { kind: 'archive' as const }, selection: { by: 'ids' as const, contactIds: [town.lea.id] } };
    expect((await (await as('reader')).ask(bulkApi.begin, { body })).status).toBe(403);
    const editor = await as('editor');
    const { reply } = await editor.ask(bulkApi.begin, { body });
    expect((await editor.ask(bulkApi.undo, { params: { bulkActId: reply.id } })).reply.state).toBe('undone');
    expect((await (await as('reader')).ask(bulkApi.list, {})).reply.items).toHaveLength(1);
  }),
);
