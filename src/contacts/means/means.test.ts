import { expect, test } from 'vitest';
import { story } from '../../../test/town.ts';
import type { Scope } from '../../platform/scope.ts';
import { addContact, changeContact, changeMeans, completeContacts, getContact } from '../contacts.ts';
import { contactChange, newContact } from '../contract.ts';
import { contactsFootprint } from '../footprint.ts';
import { contactsDb } from '../tables.ts';
import { meansDraft } from './contract.ts';
import { addMeans } from './means.ts';

const write = async (scope: Scope, contactId: string, means: Parameters<typeof meansDraft.parse>[0]) => {
  const { version } = await getContact(scope, contactId);
  return changeMeans(scope, contactId, { version, means: meansDraft.parse(means) });
};
const change = async (scope: Scope, contactId: string, changes: object) => {
  const { version } = await getContact(scope, contactId);
  return changeContact(scope, contactId, { version, changes: contactChange.parse(changes) });
};
const home = { address: 'lea.martin@exemple.example' };
const work = { address: 'l.martin@travail.example', label: 'Travail' };
const searchedBy = async (scope: Scope, text: string) =>
  (await contactsDb(scope).selectFrom('contacts').select('lastName').where('searchText', 'like', `%${text}%`).execute()).map(
    ({ lastName }) => lastName,
  );

test(
  'someone reached by one address has that one, preferred',
  story(async ({ scope, lea, karim }) => {
    const { emails, phones } = await getContact(scope, lea.id);
    expect([emails, phones]).toEqual([[{ ...home, label: '', isPreferred: true }], []]);
    expect((await getContact(scope, karim.id)).emails).toEqual([]);
  }),
);

test(
  'of several, the preferred one of each sort is the contact’s own, and every one is found',
  story(async ({ scope, lea }) => {
    const reached = await write(scope, lea.id, {
      emails: [home, { ...work, isPreferred: true }],
      phones: [{ number: '06 39 98 00 01' }, { number: '06 39 98 00 02', label: 'Astreinte' }, { number: '01 99 00 12 34' }],
    });
    expect(reached).toMatchObject({
      email: work.address,
      mobilePhone: '+33639980001',
      landlinePhone: '+33199001234',
      emails: [
        { address: home.address, isPreferred: false },
        { address: work.address, label: 'Travail', isPreferred: true },
      ],
      phones: [
        { number: '+33639980001', isMobile: true, isPreferred: true },
        { number: '+33639980002', label: 'Astreinte', isMobile: true, isPreferred: false },
        { number: '+33199001234', isMobile: false, isPreferred: true },
      ],
      version: 2,
    });
    for (const text of ['lea martin@exemple', 'travail example', '33639980002'])
      expect(await searchedBy(scope, text)).toEqual(['Martin']);
  }),
);

test(
  'correcting the address corrects the preferred one, choosing another prefers it, emptying it prefers the next',
  story(async ({ scope, lea }) => {
    await write(scope, lea.id, { emails: [home, work] });
    const corrected = await change(scope, lea.id, { email: 'lea@exemple.example' });
    expect(corrected.emails.map(({ address }) => address)).toEqual(['lea@exemple.example', work.address]);
    const chosen = await change(scope, lea.id, { email: work.address });
    expect(chosen.emails.find(({ isPreferred }) => isPreferred)?.address).toBe(work.address);
    const emptied = await change(scope, lea.id, { email: '' });
    expect(emptied).toMatchObject({
      email: 'lea@exemple.example',
      emails: [{ address: 'lea@exemple.example', isPreferred: true }],
    });
    expect(await change(scope, lea.id, { email: '' })).toMatchObject({ email: null, emails: [] });
    expect(await searchedBy(scope, 'travail')).toEqual([]);
  }),
);

test(
  'a spreadsheet that completes an address completes the preferred one',
  story(async ({ scope, lea }) => {
    await write(scope, lea.id, { emails: [home, work] });
    await completeContacts(scope, [{ contactId: lea.id, changes: { email: 'nouvelle@exemple.example' } }]);
    expect((await getContact(scope, lea.id)).emails.map(({ address }) => address)).toEqual([
      'nouvelle@exemple.example',
      work.address,
    ]);
  }),
);

test(
  'more of them are added to many at once, and those known are left as they are',
  story(async ({ scope, lea, karim }) => {
    await addMeans(scope, [
      {
        contactId: lea.id,
        emails: [
          { ...home, label: 'Autre', isPreferred: true },
          { ...work, isPreferred: false },
        ],
      },
      {
        contactId: karim.id,
        emails: [{ ...work, isPreferred: false }],
        phones: [{ number: '+33639980003', label: '', isPreferred: false }],
      },
    ]);
    expect((await getContact(scope, lea.id)).emails).toEqual([
      { ...home, label: '', isPreferred: true },
      { ...work, isPreferred: false },
    ]);
    expect(await getContact(scope, karim.id)).toMatchObject({ email: work.address, mobilePhone: '+33639980003' });
  }),
);

test(
  'a new contact may come with several',
  story(async ({ scope }) => {
    const draft = { lastName: 'Morel', email: 'ines@exemple.example', emails: [work], phones: [{ number: '06 39 98 00 04' }] };
    expect(await addContact(scope, newContact.parse(draft))).toMatchObject({
      email: 'ines@exemple.example',
      mobilePhone: '+33639980004',
      emails: [{ isPreferred: true }, { address: work.address, label: 'Travail' }],
    });
  }),
);

test(
  'the same address twice is refused at its line; the second of two agents is told',
  story(async ({ scope, lea }) => {
    await expect(
      write(scope, lea.id, { emails: [home, work, { address: ' LEA.MARTIN@exemple.example' }] }),
    ).rejects.toMatchObject({
      code: 'means.twice',
      errors: [{ field: 'emails.2.address' }],
    });
    const late = changeMeans(scope, lea.id, { version: 7, means: meansDraft.parse({ emails: [work] }) });
    await expect(late).rejects.toMatchObject({ kind: 'stale' });
  }),
);

test(
  'a twin hands over its addresses, after those one prefers',
  story(async ({ scope, lea, karim }) => {
    await write(scope, karim.id, { emails: [work], phones: [{ number: '06 39 98 00 05' }] });
    await contactsFootprint.hand(scope, karim.id, lea.id);
    expect(await getContact(scope, lea.id)).toMatchObject({
      email: home.address,
      mobilePhone: '+33639980005',
      emails: [{ address: home.address }, { address: work.address, label: 'Travail' }],
    });
    expect(await contactsFootprint.copyFor(scope, lea.id)).toMatchObject({
      'Adresses e-mail': [
        [home.address, ''],
        [work.address, 'Travail'],
      ],
    });
  }),
);
