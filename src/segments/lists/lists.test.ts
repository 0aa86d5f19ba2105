import { expect, test } from 'vitest';
import { knock } from '../../../test/knock.ts';
import { story } from '../../../test/town.ts';
import { contactsDb } from '../../contacts/tables.ts';
import { beginBulkAct, undoBulkAct } from '../../directory/bulk/bulk.ts';
import { newBulkAct } from '../../directory/bulk/contract.ts';
import type { Scope } from '../../platform/scope.ts';
import { explain } from '../explanation.ts';
import { type Rule, rule } from '../rules/contract.ts';
import { addSegment, changeSegment, countRule, listContactsIn, listSegments } from '../segments.ts';
import { vocabularyOf } from '../vocabulary.ts';
import { listsApi } from './contract.ts';
import { listsFootprint } from './footprint.ts';
import { addList, addToList, freezeSegment, removeFromList } from './lists.ts';

const keep = (...conditions: unknown[]): Rule => rule.parse({ version: 1, match: 'all', conditions });
const withEmail = keep({ field: 'has_email', value: true });
const namesIn = async (scope: Scope, chosen: Rule) =>
  (await listContactsIn(scope, chosen, { limit: 50 })).items.map(({ lastName }) => lastName);

test(
  'a list keeps those it was given, and is a segment like any other for the rest',
  story(async ({ scope, lea, karim }) => {
    const list = await addList(scope, { name: 'Comité des fêtes' });
    expect(list).toMatchObject({ name: 'Comité des fêtes', fixedAt: scope.now });
    expect((await countRule(scope, list.rule)).total).toBe(0);
    expect(await addToList(scope, list.id, { contactIds: [lea.id, karim.id] })).toEqual({
      contactIds: expect.arrayContaining([lea.id, karim.id]),
    });
    expect(await addToList(scope, list.id, { contactIds: [lea.id] })).toEqual({ contactIds: [] });
    expect(await namesIn(scope, list.rule)).toEqual(['Benali', 'Martin']);
    expect(await namesIn(scope, keep({ field: 'list', test: 'is_none_of', values: [list.id] }))).toEqual(['Judo Club']);
    expect(await namesIn(scope, keep({ field: 'segment', test: 'is_one_of', values: [list.id] }))).toEqual(['Benali', 'Martin']);
    expect((await explain(scope, { rule: list.rule, contactId: lea.id })).facts[0]?.fact).toContain(
      'Dans la liste «\u00a0Comité des fêtes\u00a0», depuis le',
    );
    expect(await removeFromList(scope, list.id, { contactIds: [karim.id] })).toEqual({ contactIds: [karim.id] });
    expect(await namesIn(scope, list.rule)).toEqual(['Martin']);
    expect((await listSegments(scope, { limit: 10 })).items.map(({ id }) => id)).toContain(list.id);
    expect((await vocabularyOf(scope)).lists).toEqual([{ id: list.id, name: 'Comité des fêtes', isArchived: false }]);
  }),
);

test(
  'a segment is fixed as it stands today: who matches it tomorrow is not in the list',
  story(async ({ scope, lea, karim }) => {
    const segment = await addSegment(scope, { name: 'Par e-mail', rule: withEmail });
    const list = await freezeSegment(scope, segment.id, { name: 'Par e-mail, en novembre' });
    await contactsDb(scope).updateTable('contacts').set({ email: 'k@exemple.example' }).where('id', '=', karim.id).execute();
    await contactsDb(scope).updateTable('contacts').set({ email: null }).where('id', '=', lea.id).execute();
    expect(await namesIn(scope, segment.rule)).toEqual(['Benali', 'Judo Club']);
    expect(await namesIn(scope, list.rule)).toEqual(['Judo Club', 'Martin']);
  }),
);

test(
  'a list takes another name, never a rule; a segment takes nobody by hand',
  story(async ({ scope, transact, lea, nextDoor }) => {
    const list = await addList(scope, { name: 'Comité' });
    expect(await changeSegment(scope, list.id, { name: 'Comité des fêtes', rule: list.rule, version: 1 })).toMatchObject({
      name: 'Comité des fêtes',
    });
    const ruled = changeSegment(scope, list.id, { name: 'Comité', rule: withEmail, version: 2 });
    await expect(ruled).rejects.toMatchObject({ code: 'list.has_no_rule' });
    const segment = await addSegment(scope, { name: 'Par e-mail', rule: withEmail });
    const byHand = transact((again) => addToList(again, segment.id, { contactIds: [lea.id] }));
    await expect(byHand).rejects.toMatchObject({ code: 'list.missing' });
    await expect(nextDoor((other) => addToList(other, list.id, { contactIds: [lea.id] }))).rejects.toMatchObject({
      code: 'list.missing',
    });
  }),
);

test(
  'a selection goes into a list, or out of it, at once, and is taken back',
  story(async ({ scope, lea, karim, judo }) => {
    const list = await addList(scope, { name: 'Comité' });
    await addToList(scope, list.id, { contactIds: [judo.id] });
    const act = (kind: 'add_to_list' | 'remove_from_list', contactIds: string[]) =>
      beginBulkAct(scope, newBulkAct.parse({ act: { kind, listId: list.id }, selection: { by: 'ids', contactIds } }));
    const added = await act('add_to_list', [lea.id, judo.id]);
    expect(added).toMatchObject({ label: 'Ajout à la liste «\u00a0Comité\u00a0»', changedCount: 1 });
    await undoBulkAct(scope, added.id);
    expect(await namesIn(scope, list.rule)).toEqual(['Judo Club']);
    const removed = await act('remove_from_list', [judo.id, karim.id]);
    expect(removed).toMatchObject({ label: 'Retrait de la liste «\u00a0Comité\u00a0»', changedCount: 1 });
    expect(await namesIn(scope, list.rule)).toEqual([]);
    await undoBulkAct(scope, removed.id);
    expect(await namesIn(scope, list.rule)).toEqual(['Judo Club']);
  }),
);

test(
  'what lists remember of someone is copied, handed to a twin, and forgotten',
  story(async ({ scope, lea, karim }) => {
    const [first, second] = [await addList(scope, { name: 'Comité' }), await addList(scope, { name: 'Bénévoles' })];
    await addToList(scope, first.id, { contactIds: [lea.id, karim.id] });
    await addToList(scope, second.id, { contactIds: [lea.id] });
    expect(await listsFootprint.copyFor(scope, lea.id)).toEqual({
      Listes: [expect.stringMatching(/^Bénévoles, depuis le .*, Nadia Ferrand$/), expect.stringMatching(/^Comité, /)],
    });
    await listsFootprint.hand(scope, lea.id, karim.id);
    expect(await namesIn(scope, first.rule)).toEqual(['Benali']);
    expect(await namesIn(scope, second.rule)).toEqual(['Benali']);
    await listsFootprint.forget(scope, karim.id);
    expect(await namesIn(scope, second.rule)).toEqual([]);
  }),
);

test(
  'over HTTP, an editor makes a list and fills it; a reader may not',
  story(async (town) => {
    const { as } = await knock(town);
    const editor = await as('editor');
    const { reply } = await editor.ask(listsApi.add, { body: { name: 'Comité' } });
    const filled = { params: { listId: reply.id }, body: { contactIds: [town.lea.id] } };
    expect((await editor.ask(listsApi.addMembers, filled)).reply.contactIds).toEqual([town.lea.id]);
    expect((await (await as('reader')).ask(listsApi.removeMembers, filled)).status).toBe(403);
  }),
);
