import { expect, test } from 'vitest';
import { story } from '../../../test/town.ts';
import { archiveContacts, getContact } from '../contacts.ts';
import {
  addTag,
  archiveTag,
  changeTag,
  listTags,
  mergeTag,
  restoreTag,
  separateTag,
  tagContacts,
  tagNamed,
  untagContacts,
} from './tags.ts';

test(
  'a tag is created once, whatever its case and accents, and counts those who carry it',
  story(async ({ scope, transact, lea, karim, judo }) => {
    const volunteer = await addTag(scope, { name: 'Bénévole' });
    const again = transact((later) => addTag(later, { name: 'BENEVOLE' }));
    await expect(again).rejects.toMatchObject({ code: 'tag.name_taken' });
    await tagContacts(scope, volunteer.id, { contactIds: [lea.id, judo.id] });
    const newcomers = await tagContacts(scope, volunteer.id, { contactIds: [lea.id, karim.id] });
    expect(newcomers).toEqual({ contactIds: [karim.id] });
    await archiveContacts(scope, [judo.id]);
    expect(await listTags(scope)).toMatchObject([{ ...volunteer, contactCount: 2 }]);
    expect(await untagContacts(scope, volunteer.id, { contactIds: [karim.id] })).toEqual({ contactIds: [karim.id] });
    expect((await getContact(scope, lea.id)).tags).toEqual([volunteer]);
  }),
);

test(
  'a tag changes its name and colour on every record at once; the second of two agents doing so is told',
  story(async ({ scope, lea }) => {
    const tag = await addTag(scope, { name: 'Benevole' });
    await tagContacts(scope, tag.id, { contactIds: [lea.id] });
    await changeTag(scope, tag.id, { version: 1, draft: { name: 'Bénévole', tone: 'info' } });
    expect((await getContact(scope, lea.id)).tags).toEqual([{ id: tag.id, name: 'Bénévole', tone: 'info' }]);
    const late = changeTag(scope, tag.id, { version: 1, draft: { name: 'Aidant', tone: 'info' } });
    await expect(late).rejects.toMatchObject({ kind: 'stale' });
  }),
);

test(
  'an archived tag leaves the records and the choices, and comes back with its bearers',
  story(async ({ scope, lea }) => {
    const tag = await addTag(scope, { name: 'Bénévole' });
    await tagContacts(scope, tag.id, { contactIds: [lea.id] });
    await archiveTag(scope, tag.id);
    expect((await getContact(scope, lea.id)).tags).toEqual([]);
    expect(await listTags(scope)).toEqual([]);
    expect(await listTags(scope, { archived: true })).toMatchObject([{ id: tag.id, archivedAt: scope.now }]);
    await restoreTag(scope, tag.id);
    expect((await getContact(scope, lea.id)).tags).toMatchObject([{ id: tag.id }]);
  }),
);

test(
  'two tags that say one thing become one, and taking it back gives each record the tags it had',
  story(async ({ scope, lea, karim, judo }) => {
    const [helper, volunteer] = [await addTag(scope, { name: 'Aidant' }), await addTag(scope, { name: 'Bénévole' })];
    await tagContacts(scope, helper.id, { contactIds: [lea.id, karim.id] });
    await tagContacts(scope, volunteer.id, { contactIds: [karim.id, judo.id] });
    const namesOf = async (contactId: string) => (await getContact(scope, contactId)).tags.map(({ name }) => name);

    expect(await mergeTag(scope, helper.id, volunteer.id)).toMatchObject({ mergedInto: volunteer.id, archivedAt: scope.now });
    expect([await namesOf(lea.id), await namesOf(karim.id)]).toEqual([['Bénévole'], ['Bénévole']]);
    expect(await tagNamed(scope, 'AIDANT')).toMatchObject({ id: volunteer.id });

    await separateTag(scope, helper.id);
    expect([await namesOf(lea.id), await namesOf(karim.id), await namesOf(judo.id)]).toEqual([
      ['Aidant'],
      ['Aidant', 'Bénévole'],
      ['Bénévole'],
    ]);
  }),
);

test(
  'a tag is not merged into itself, nor into one that is gone',
  story(async ({ scope }) => {
    const [helper, volunteer] = [await addTag(scope, { name: 'Aidant' }), await addTag(scope, { name: 'Bénévole' })];
    await archiveTag(scope, volunteer.id);
    for (const into of [helper.id, volunteer.id])
      await expect(mergeTag(scope, helper.id, into)).rejects.toMatchObject({ code: 'tag.unmergeable' });
    expect(await tagNamed(scope, 'benevole')).toMatchObject({ id: volunteer.id });
    expect(await listTags(scope)).toHaveLength(2);
  }),
);
