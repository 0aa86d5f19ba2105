import { expect, test } from 'vitest';
import { knock } from '../../test/knock.ts';
import { story } from '../../test/town.ts';
import { newId } from '../platform/ids.ts';
import { addDistrict } from '../townhalls/districts/districts.ts';
import * as contacts from './contacts.ts';
import { contactChange, contactsApi, emailAddress, newContact, phoneNumber, siretNumber } from './contract.ts';
import { contactsFootprint } from './footprint.ts';
import { fullName, phoneInWords } from './labels.ts';
import * as tags from './tags/tags.ts';

const draft = (fields: Partial<Parameters<typeof newContact.parse>[0] & object>) =>
  newContact.parse({ lastName: 'Morel', ...fields });

test(
  'a person typed at the counter is kept with who typed it and when',
  story(async ({ scope }) => {
    const contact = await contacts.addContact(scope, draft({ firstName: 'Inès', email: ' Ines.Morel@Exemple.EXAMPLE ' }));
    expect(contact).toMatchObject({
      kind: 'person',
      firstName: 'Inès',
      email: 'ines.morel@exemple.example',
      source: 'Saisi par Nadia Ferrand',
      tags: [],
      version: 1,
    });
    expect(await contacts.getContact(scope, contact.id)).toEqual(contact);
  }),
);

test.each([
  ['06 39 98 12 34', '+33639981234'],
  ['06.39.98.12.34', '+33639981234'],
  ['0033 6 39 98 12 34', '+33639981234'],
  ['+33 (0)1 99 00 12 34', '+33199001234'],
  ['0690 12 34 56', '+590690123456'],
  ['0639 12 34 56', '+262639123456'],
  ['+32 470 12 34 56', '+32470123456'],
  ['', null],
])('the phone number « %s » is kept as %s', (typed, kept) => {
  expect(phoneNumber.parse(typed)).toBe(kept);
});

test.each(['06 39 98 12', 'mairie', '08 99 12 34 56', '3631'])('« %s » is not a number one can be reached at', (typed) => {
  expect(phoneNumber.safeParse(typed).success).toBe(false);
});

test('a landline is not taken for a mobile phone', () => {
  const refused = newContact.safeParse({ lastName: 'Morel', mobilePhone: '01 99 00 12 34' });
  expect(refused.error?.issues).toMatchObject([{ path: ['mobilePhone'], message: expect.stringContaining('ligne fixe') }]);
});

test.each<[string, boolean]>([
  ['732 829 320 00074', true],
  ['73282932000075', false],
  ['35600000049837', true],
  ['35600000000048', true],
  ['35600000049838', false],
  ['7328293200007', false],
])('SIRET « %s »: %s', (typed, isRight) => {
  expect(siretNumber.safeParse(typed).success).toBe(isRight);
});

test('an address without a domain is refused with what is missing', () => {
  expect(emailAddress.safeParse('lea@').error?.issues[0]?.message).toContain('nom@domaine.fr');
});

test(
  'a birth date in the future, a four digit postcode and a category on a person are refused together',
  story(async ({ scope }) => {
    const adding = contacts.addContact(scope, draft({ birthDate: '2099-01-01', postcode: '9900', category: 'school' }));
    await expect(adding).rejects.toMatchObject({
      kind: 'invalid',
      errors: [{ field: 'birthDate' }, { field: 'postcode' }, { field: 'category' }],
    });
    await expect(contacts.addContact(scope, draft({ postcode: 'L-1009', country: 'LU' }))).resolves.toBeDefined();
  }),
);

test.each(['1986-02-29', '1986-13-01', '29/08/1986', '1886-08-29'])('« %s » is not a birth date', (typed) => {
  expect(contactChange.safeParse({ birthDate: typed }).success).toBe(false);
});

test(
  'a change writes the fields sent, empties those sent blank, and leaves the others',
  story(async ({ scope, lea }) => {
    const changes = contactChange.parse({ email: '', mobilePhone: '06 39 98 12 34' });
    const changed = await contacts.changeContact(scope, lea.id, { version: 1, changes });
    expect(changed).toMatchObject({
      email: null,
      mobilePhone: '+33639981234',
      firstName: 'Léa',
      birthDate: '1986-08-23',
      version: 2,
    });
  }),
);

test(
  'the second of two agents correcting the same record is told so',
  story(async ({ scope, lea }) => {
    await contacts.changeContact(scope, lea.id, { version: 1, changes: { lastName: 'Martin-Roy' } });
    const late = contacts.changeContact(scope, lea.id, { version: 1, changes: { lastName: 'Roy' } });
    await expect(late).rejects.toMatchObject({ kind: 'stale' });
    expect(await contacts.getContact(scope, lea.id)).toMatchObject({ lastName: 'Martin-Roy' });
  }),
);

test(
  'a neighbour’s contact answers like one that never was',
  story(async ({ nextDoor, scope, lea }) => {
    const tag = await tags.addTag(scope, { name: 'Bénévole' });
    await nextDoor(async (neighbour) => {
      for (const contactId of [lea.id, newId()]) {
        await expect(contacts.getContact(neighbour, contactId)).rejects.toMatchObject({ code: 'contact.missing' });
        const changing = contacts.changeContact(neighbour, contactId, { version: 1, changes: { lastName: 'X' } });
        await expect(changing).rejects.toMatchObject({ code: 'contact.missing' });
        expect(await contacts.archiveContacts(neighbour, [contactId])).toEqual({ contactIds: [] });
      }
      for (const tagId of [tag.id, newId()]) {
        const tagging = tags.tagContacts(neighbour, tagId, { contactIds: [lea.id] });
        await expect(tagging).rejects.toMatchObject({ code: 'tag.missing' });
      }
    });
  }),
);

test(
  'two structures do not share a SIRET',
  story(async ({ scope }) => {
    const club = { kind: 'organization' as const, siret: '73282932000074' };
    await contacts.addContact(scope, draft({ ...club, lastName: 'Club de lecture' }));
    const twin = contacts.addContact(scope, draft({ ...club, lastName: 'Lecture' }));
    await expect(twin).rejects.toMatchObject({ code: 'organization.siret_taken', errors: [{ field: 'siret' }] });
  }),
);

test(
  'archiving says whom it archived, so that undoing restores those and no others',
  story(async ({ scope, lea, karim }) => {
    await contacts.archiveContacts(scope, [karim.id]);
    expect(await contacts.archiveContacts(scope, [lea.id, karim.id])).toEqual({ contactIds: [lea.id] });
    expect(await contacts.restoreContacts(scope, [lea.id])).toEqual({ contactIds: [lea.id] });
    expect(await contacts.getContact(scope, karim.id)).toMatchObject({ archivedAt: scope.now });
  }),
);

test.each([
  ['12 rue du Gué', '12', 'rue du Gué'],
  ['12bis, rue du Gué', '12bis', 'rue du Gué'],
  ['3 B impasse des Lavoirs', '3 B', 'impasse des Lavoirs'],
  ['4-6 quai du Gué', '4-6', 'quai du Gué'],
  ['Place du Marché', '', 'Place du Marché'],
  ['4 Aubépines', '4', 'Aubépines'],
  ['Lieu-dit Le Moulin', '', 'Lieu-dit Le Moulin'],
])('« %s » is number « %s », street « %s »', (addressLine, streetNumber, street) =>
  story(async ({ scope }) => {
    expect(await contacts.addContact(scope, draft({ addressLine }))).toMatchObject({ addressLine, streetNumber, street });
  })(),
);

test(
  'a district nobody drew is refused by its field',
  story(async ({ scope, nextDoor, transact, lea }) => {
    const theirs = await nextDoor((neighbour) => addDistrict(neighbour, { name: 'Le Bourg', streets: [] }));
    const ours = await addDistrict(scope, { name: 'Le Bourg', streets: [] });
    const moved = await contacts.changeContact(scope, lea.id, { version: 1, changes: { districtId: ours.id } });
    expect(moved).toMatchObject({ districtId: ours.id, changedBy: 'Nadia Ferrand' });
    const astray = transact((later) => contacts.changeContact(later, lea.id, { version: 2, changes: { districtId: theirs.id } }));
    await expect(astray).rejects.toMatchObject({ code: 'district.missing', errors: [{ field: 'districtId' }] });
  }),
);

test(
  'completing fills what is given and empties nothing, for many at once',
  story(async ({ scope, lea, karim }) => {
    const completed = await contacts.completeContacts(scope, [
      { contactId: karim.id, changes: { email: 'karim@exemple.example' } },
      { contactId: lea.id, changes: { email: null, addressLine: '4 rue du Gué' } },
      { contactId: newId(), changes: { firstName: 'Personne' } },
    ]);
    expect(completed.sort()).toEqual([lea.id, karim.id].sort());
    expect(await contacts.getContact(scope, karim.id)).toMatchObject({
      email: 'karim@exemple.example',
      birthDate: '1951-03-02',
      version: 2,
    });
    expect(await contacts.getContact(scope, lea.id)).toMatchObject({
      email: 'lea.martin@exemple.example',
      addressLine: '4 rue du Gué',
    });
  }),
);

test(
  'taking an import back leaves the records somebody has worked on since',
  story(async ({ scope }) => {
    const [brought, mine] = [await tags.addTag(scope, { name: 'Cantine' }), await tags.addTag(scope, { name: 'Bénévole' })];
    const ids = await contacts.addContacts(
      scope,
      ['Un', 'Deux', 'Trois', 'Quatre'].map((lastName) => draft({ lastName })),
    );
    const [untouched = '', corrected = '', tagged = '', archived = ''] = ids;
    await tags.tagContacts(scope, brought.id, { contactIds: ids });
    await contacts.changeContact(scope, corrected, { version: 1, changes: { firstName: 'Deux' } });
    await tags.tagContacts(scope, mine.id, { contactIds: [tagged] });
    await contacts.archiveContacts(scope, [archived]);
    expect(await contacts.removeUntouchedContacts(scope, ids, [brought.id])).toEqual([corrected, tagged, archived]);
    await expect(contacts.getContact(scope, untouched)).rejects.toMatchObject({ kind: 'missing' });
  }),
);

test(
  'a contact’s copy names each field and tag in French; a merge hands the tags over once',
  story(async ({ scope, lea, karim }) => {
    const [volunteer, parent] = [await tags.addTag(scope, { name: 'Bénévole' }), await tags.addTag(scope, { name: 'Parent' })];
    await tags.tagContacts(scope, volunteer.id, { contactIds: [lea.id, karim.id] });
    await tags.tagContacts(scope, parent.id, { contactIds: [karim.id] });
    await contactsFootprint.hand(scope, karim.id, lea.id);
    const copy = await contactsFootprint.copyFor(scope, lea.id);
    expect(copy).toMatchObject({
      Fiche: { Nom: 'Martin', Prénom: 'Léa', Origine: 'Guichet' },
      Étiquettes: ['Bénévole', 'Parent'],
    });
    expect((await contacts.getContact(scope, karim.id)).tags).toEqual([]);
  }),
);

test('numbers and names are written as one says them', () => {
  expect(phoneInWords('+33639981234')).toBe('06\u00a039\u00a098\u00a012\u00a034');
  expect(phoneInWords('+590690123456')).toBe('06\u00a090\u00a012\u00a034\u00a056');
  expect(phoneInWords('+32470123456')).toBe('+32470123456');
  expect(fullName({ firstName: '', lastName: 'Judo Club' })).toBe('Judo Club');
});

test(
  'over HTTP: added, corrected under the version read, refused under an older one or none, found again on the list',
  story(async (town) => {
    const { as } = await knock(town);
    const editor = await as('editor');
    const added = await editor.ask(contactsApi.add, { body: { lastName: 'Castelvert', mobilePhone: '06 39 98 00 01' } });
    expect([added.status, added.headers['etag']]).toEqual([201, '"1"']);
    const params = { contactId: added.reply.id };

    const blind = await editor.ask(contactsApi.change, { params, body: { firstName: 'Yvonne' } });
    expect(blind.status).toBe(428);
    const changed = await editor.ask(contactsApi.change, { params, body: { firstName: 'Yvonne' } }, { version: 1 });
    expect([changed.status, changed.headers['etag']]).toEqual([200, '"2"']);
    const late = await editor.ask(contactsApi.change, { params, body: { firstName: 'Yves' } }, { version: 1 });
    expect([late.status, late.problem.code]).toEqual([412, 'record.changed_meanwhile']);

    const wrong = await editor.ask(contactsApi.add, { body: { lastName: 'Castelvert', siret: '12', email: 'yvonne@' } });
    expect(wrong.status).toBe(422);
    expect(wrong.problem.errors?.map(({ field }) => field)).toEqual(['siret', 'email']);
    expect((await (await as('reader')).ask(contactsApi.add, { body: { lastName: 'X' } })).status).toBe(403);
  }),
);
